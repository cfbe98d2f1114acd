//! The statements of a policy document, or all mistakes that keep them out of the catalog.
//!
//! The library reads the JSON. This reader is strict: a document that the catalog cannot repeat to the
//! letter is refused, even if IAM accepts it.

use std::collections::HashSet;

use pcluster_iam::document::json::{Member, Node, Value};

use super::spelling::{self, Spelling};
use super::statement::{StatedCondition, StatedElement, StatedStatement};
use crate::author::toml;

/// The language of every policy in the catalog.
const VERSION: &str = "2012-10-17";

/// A mistake that keeps a document out of the catalog, with its place.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) at: usize,
    pub(super) message: String,
}

/// The statements of a document, or every mistake in it.
pub(super) fn statements(
    document: &Value,
    spelling: &mut impl Spelling,
) -> Result<Vec<StatedStatement>, Vec<Mistake>> {
    let mut reader = Reader { spelling, mistakes: Vec::new() };
    let statements = reader.document(document);
    if reader.mistakes.is_empty() { Ok(statements) } else { Err(reader.mistakes) }
}

struct Reader<'s, S> {
    spelling: &'s mut S,
    mistakes: Vec<Mistake>,
}

impl<S: Spelling> Reader<'_, S> {
    fn mistake(&mut self, at: usize, message: impl Into<String>) {
        self.mistakes.push(Mistake { at, message: message.into() });
    }

    fn document(&mut self, document: &Value) -> Vec<StatedStatement> {
        let mut statements = Vec::new();
        let mut has_version = false;
        for member in self.members("the policy", document) {
            let value = &member.value;
            match member.name.as_str() {
                "Version" => {
                    has_version = true;
                    if value.as_str() != Some(VERSION) {
                        self.mistake(
                            value.span.start,
                            format!("`Version` has to be \"{VERSION}\", as in every policy of the catalog"),
                        );
                    }
                }
                "Statement" => match &value.node {
                    Node::Array(items) if !items.is_empty() => {
                        statements = items.iter().filter_map(|item| self.statement(item)).collect();
                    }
                    Node::Array(_) => self.mistake(value.span.start, "`Statement` is empty"),
                    _ => {
                        let message = format!("`Statement` is {}; make it a list of statements", kind(value));
                        self.mistake(value.span.start, message);
                    }
                },
                name => {
                    self.mistake(start(member), format!("the catalog has no key for `{name}` in a policy"));
                }
            }
        }
        if !has_version {
            self.mistake(document.span.start, format!("the policy has no `Version`; write \"{VERSION}\""));
        }
        statements
    }

    fn statement(&mut self, statement: &Value) -> Option<StatedStatement> {
        let n_mistakes = self.mistakes.len();
        let (mut sid, mut is_denying) = (None, None);
        let (mut actions, mut resources) = (Vec::new(), Vec::new());
        let mut conditions = Vec::new();
        for member in self.members("a statement", statement) {
            let value = &member.value;
            match member.name.as_str() {
                "Sid" => sid = self.text("Sid", value),
                "Effect" => match value.as_str() {
                    Some("Allow") => is_denying = Some(false),
                    Some("Deny") => is_denying = Some(true),
                    _ => {
                        is_denying = Some(false);
                        self.mistake(value.span.start, "`Effect` is neither \"Allow\" nor \"Deny\"");
                    }
                },
                name @ "Action" => actions.push(self.element(name, value, Self::text)),
                name @ "NotAction" => {
                    let element = self.element(name, value, Self::text);
                    actions.push(StatedElement { is_negated: true, ..element });
                }
                name @ "Resource" => resources.push(self.element(name, value, Self::template)),
                name @ "NotResource" => {
                    let element = self.element(name, value, Self::template);
                    resources.push(StatedElement { is_negated: true, ..element });
                }
                "Condition" => conditions = self.conditions(value),
                name => {
                    self.mistake(
                        start(member),
                        format!("the catalog has no key for `{name}` in a statement"),
                    );
                }
            }
        }
        // A statement that is no object, or an empty one, has its mistake already.
        if !statement.members().is_empty() {
            if is_denying.is_none() {
                self.mistake(statement.span.start, "the statement has no `Effect`");
            }
            for (element, name) in [(&actions, "Action"), (&resources, "Resource")] {
                if element.len() != 1 {
                    let message = format!("a statement needs exactly one of `{name}` and `Not{name}`");
                    self.mistake(statement.span.start, message);
                }
            }
        }
        (self.mistakes.len() == n_mistakes).then_some(())?;
        Some(StatedStatement {
            sid,
            is_denying: is_denying?,
            actions: actions.pop()?,
            resources: resources.pop()?,
            conditions,
        })
    }

    fn conditions(&mut self, value: &Value) -> Vec<StatedCondition> {
        let mut conditions = Vec::new();
        for member in self.members("`Condition`", value) {
            let operator = member.name.as_str();
            self.is_writable(start(member), operator);
            for member in self.members(&format!("`{operator}`"), &member.value) {
                let key = member.name.as_str();
                self.is_writable(start(member), key);
                let values = self.element(key, &member.value, Self::template);
                conditions.push(StatedCondition {
                    operator: operator.to_owned(),
                    key: key.to_owned(),
                    values,
                });
            }
        }
        conditions
    }

    /// The members of an object, which must not be empty.
    fn members<'v>(&mut self, what: &str, value: &'v Value) -> &'v [Member] {
        match &value.node {
            Node::Object(members) if !members.is_empty() => return members,
            Node::Object(_) => self.mistake(value.span.start, format!("{what} is empty")),
            _ => self.mistake(value.span.start, format!("{what} is {}; make it an object", kind(value))),
        }
        &[]
    }

    /// A string, or a list of strings.
    fn element(
        &mut self,
        name: &str,
        value: &Value,
        mut read: impl FnMut(&mut Self, &str, &Value) -> Option<String>,
    ) -> StatedElement {
        let Node::Array(items) = &value.node else {
            let entries = read(self, name, value).into_iter().collect();
            return StatedElement { is_negated: false, is_scalar: true, entries };
        };
        if items.is_empty() {
            self.mistake(value.span.start, format!("`{name}` is empty"));
        }
        let mut entries = Vec::new();
        let mut known = HashSet::new();
        for item in items {
            if let Some(entry) = read(self, name, item) {
                if !known.insert(entry.clone()) {
                    self.mistake(item.span.start, format!("`{entry}` appears twice in `{name}`; remove one"));
                }
                entries.push(entry);
            }
        }
        StatedElement { is_negated: false, is_scalar: false, entries }
    }

    /// A string with parameters in place of placeholders.
    fn template(&mut self, name: &str, value: &Value) -> Option<String> {
        let text = self.text(name, value)?;
        match spelling::template(&text, self.spelling) {
            Ok(template) => Some(template),
            Err(why) => {
                self.mistake(value.span.start, format!("`{text}`: {why}"));
                None
            }
        }
    }

    fn text(&mut self, name: &str, value: &Value) -> Option<String> {
        let at = value.span.start;
        let message = match &value.node {
            Node::String(text) => return self.is_writable(at, text).then(|| text.clone()),
            Node::Array(_) | Node::Object(_) => {
                format!("`{name}` has {}; write a string", kind(value))
            }
            _ => format!("`{name}` is {}; put it into quotes", kind(value)),
        };
        self.mistake(at, message);
        None
    }

    /// True if the catalog can hold a string of a policy; notes a mistake otherwise.
    fn is_writable(&mut self, at: usize, text: &str) -> bool {
        let forbidden = text.chars().find(|&c| c.is_control() || c > '\u{ff}');
        if let Some(c) = forbidden {
            let c = c.escape_unicode();
            self.mistake(at, format!("a policy of the catalog cannot hold the character `{c}`"));
        } else if text.is_empty() {
            self.mistake(at, "a string in a policy cannot be empty");
        } else if toml::plain(text).is_none() {
            self.mistake(at, format!("`{text}` has quotes that TOML cannot write without escapes"));
        } else {
            return true;
        }
        false
    }
}

/// The type of a value in the catalog's own words, with its article.
fn kind(value: &Value) -> &'static str {
    match value.node {
        Node::Array(_) => "a list",
        _ => value.type_name(),
    }
}

/// Where a member begins: at the quote before its name.
fn start(member: &Member) -> usize {
    member.name.span.start.saturating_sub(1)
}
