//! The statements of a policy document, or all mistakes that keep them out of the catalog.
//!
//! This reader is strict: a document that the catalog cannot repeat to the
//! letter is refused, even if IAM accepts it.

use std::collections::HashSet;

use compiler::names;

use super::spelling::{self, Spelling};
use super::statement::{StatedCondition, StatedElement, StatedEntry, StatedStatement};
use crate::author::toml;
use crate::tree::{Tree, TreeMember, TreeNode};

/// The language of every policy in the catalog.
const VERSION: &str = "2012-10-17";

/// A mistake that keeps a document out of the catalog, with its place.
#[derive(Clone, Debug)]
pub(in crate::author) struct Mistake {
    pub(in crate::author) at: usize,
    pub(in crate::author) message: String,
}

/// The statements of a document, or every mistake in it.
pub(super) fn statements(
    document: &Tree,
    spelling: &mut impl Spelling,
) -> Result<Vec<StatedStatement>, Vec<Mistake>> {
    let mut reader = Reader { spelling, mistakes: Vec::new() };
    let statements = reader.document(document);
    reader.outcome(statements)
}

/// The mistakes of a document beside its statements.
pub(super) fn head(document: &Tree, spelling: &mut impl Spelling) -> Vec<Mistake> {
    let mut reader = Reader { spelling, mistakes: Vec::new() };
    reader.head(document);
    reader.mistakes
}

/// A statement by itself, or every mistake in it.
pub(super) fn statement(tree: &Tree, spelling: &mut impl Spelling) -> Result<StatedStatement, Vec<Mistake>> {
    let mut reader = Reader { spelling, mistakes: Vec::new() };
    match reader.statement(tree) {
        Some(statement) => reader.outcome(statement),
        None => Err(reader.mistakes),
    }
}

struct Reader<'s, S> {
    spelling: &'s mut S,
    mistakes: Vec<Mistake>,
}

impl<S: Spelling> Reader<'_, S> {
    fn mistake(&mut self, at: usize, message: impl Into<String>) {
        self.mistakes.push(Mistake { at, message: message.into() });
    }

    fn outcome<T>(self, read: T) -> Result<T, Vec<Mistake>> {
        if self.mistakes.is_empty() { Ok(read) } else { Err(self.mistakes) }
    }

    fn document(&mut self, document: &Tree) -> Vec<StatedStatement> {
        let Some(statement) = self.head(document) else { return Vec::new() };
        match &statement.node {
            TreeNode::List(items) if !items.is_empty() => {
                return items.iter().filter_map(|item| self.statement(item)).collect();
            }
            TreeNode::List(_) => self.mistake(statement.at, "`Statement` is empty"),
            _ => {
                let message =
                    format!("`Statement` is {}; make it a list of statements", statement.type_name());
                self.mistake(statement.at, message);
            }
        }
        Vec::new()
    }

    /// Checks the members of a document, and returns its statements.
    fn head<'d>(&mut self, document: &'d Tree) -> Option<&'d Tree> {
        let mut has_version = false;
        for member in self.members("the policy", document) {
            let value = &member.value;
            match member.name.as_str() {
                "Version" => {
                    has_version = true;
                    if value.as_str() != Some(VERSION) {
                        self.mistake(
                            value.at,
                            format!("`Version` has to be \"{VERSION}\", as in every policy of the catalog"),
                        );
                    }
                }
                "Statement" => {}
                name => {
                    self.mistake(member.at, format!("the catalog has no key for `{name}` in a policy"));
                }
            }
        }
        if !has_version {
            self.mistake(document.at, format!("the policy has no `Version`; write \"{VERSION}\""));
        }
        document.get("Statement")
    }

    fn statement(&mut self, statement: &Tree) -> Option<StatedStatement> {
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
                        self.mistake(value.at, "`Effect` is neither \"Allow\" nor \"Deny\"");
                    }
                },
                name @ "Action" => actions.push(self.element(name, value, Self::action)),
                name @ "NotAction" => {
                    let element = self.element(name, value, Self::action);
                    actions.push(StatedElement { is_negated: true, ..element });
                }
                name @ "Resource" => resources.push(self.element(name, value, Self::template)),
                name @ "NotResource" => {
                    let element = self.element(name, value, Self::template);
                    resources.push(StatedElement { is_negated: true, ..element });
                }
                "Condition" => conditions = self.conditions(value),
                name => {
                    self.mistake(member.at, format!("the catalog has no key for `{name}` in a statement"));
                }
            }
        }
        // A statement that is no object, or an empty one, has its mistake already.
        if !statement.members().is_empty() {
            if is_denying.is_none() {
                self.mistake(statement.at, "the statement has no `Effect`");
            }
            for (element, name) in [(&actions, "Action"), (&resources, "Resource")] {
                if element.len() != 1 {
                    let message = format!("a statement needs exactly one of `{name}` and `Not{name}`");
                    self.mistake(statement.at, message);
                }
            }
        }
        (self.mistakes.len() == n_mistakes).then_some(())?;
        Some(StatedStatement {
            at: statement.at,
            sid,
            is_denying: is_denying?,
            actions: actions.pop()?,
            resources: resources.pop()?,
            conditions,
            when: Vec::new(),
            unless: Vec::new(),
        })
    }

    fn conditions(&mut self, value: &Tree) -> Vec<StatedCondition> {
        let mut conditions = Vec::new();
        for member in self.members("`Condition`", value) {
            let operator = member.name.as_str();
            self.is_writable(member.at, operator);
            for member in self.members(&format!("`{operator}`"), &member.value) {
                let key = member.name.as_str();
                self.is_writable(member.at, key);
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
    fn members<'v>(&mut self, what: &str, value: &'v Tree) -> &'v [TreeMember] {
        match &value.node {
            TreeNode::Object(members) if !members.is_empty() => return members,
            TreeNode::Object(_) => self.mistake(value.at, format!("{what} is empty")),
            _ => self.mistake(value.at, format!("{what} is {}; make it an object", value.type_name())),
        }
        &[]
    }

    /// A string, or a list of strings.
    fn element(
        &mut self,
        name: &str,
        value: &Tree,
        mut read: impl FnMut(&mut Self, &str, &Tree) -> Option<String>,
    ) -> StatedElement {
        let TreeNode::List(items) = &value.node else {
            let entry = read(self, name, value).map(|text| StatedEntry { text, at: value.at });
            let entries = entry.into_iter().collect();
            return StatedElement { is_negated: false, is_scalar: true, entries };
        };
        if items.is_empty() {
            self.mistake(value.at, format!("`{name}` is empty"));
        }
        let mut entries = Vec::new();
        let mut known = HashSet::new();
        for item in items {
            if let Some(text) = read(self, name, item) {
                if !known.insert(text.clone()) {
                    self.mistake(item.at, format!("`{text}` appears twice in `{name}`; remove one"));
                }
                entries.push(StatedEntry { text, at: item.at });
            }
        }
        StatedElement { is_negated: false, is_scalar: false, entries }
    }

    /// The name of an action. Its prefix becomes the name of a file.
    fn action(&mut self, name: &str, value: &Tree) -> Option<String> {
        let text = self.text(name, value)?;
        let prefix = text.split_once(':').map(|(prefix, _)| prefix.to_lowercase());
        match prefix.filter(|prefix| !names::is_prefix(prefix) || is_head(prefix)) {
            None => Some(text),
            Some(prefix) => {
                self.mistake(value.at, format!("`{text}`: no service has the prefix `{prefix}`"));
                None
            }
        }
    }

    /// A string with parameters in place of placeholders.
    fn template(&mut self, name: &str, value: &Tree) -> Option<String> {
        let text = self.string(name, value)?;
        if !self.is_writable(value.at, &text) {
            return None;
        }
        match spelling::template(&text, self.spelling) {
            Ok(template) => Some(template),
            Err(why) => {
                self.mistake(value.at, format!("`{text}`: {why}"));
                None
            }
        }
    }

    /// A string in which nothing can stand for a value.
    fn text(&mut self, name: &str, value: &Tree) -> Option<String> {
        let text = self.string(name, value)?;
        let mark = text.chars().find_map(|c| self.spelling.mark(c));
        if let Some(mark) = mark {
            let message = format!(
                "`{name}` takes the value of `{mark}`, and the catalog has placeholders only in resources and \
                 in the values of conditions"
            );
            self.mistake(value.at, message);
            return None;
        }
        self.is_writable(value.at, &text).then_some(text)
    }

    fn string(&mut self, name: &str, value: &Tree) -> Option<String> {
        let at = value.at;
        let message = match &value.node {
            TreeNode::String(text) => return Some(text.clone()),
            TreeNode::List(_) | TreeNode::Object(_) => {
                format!("`{name}` has {}; write a string", value.type_name())
            }
            _ => format!("`{name}` is {}; put it into quotes", value.type_name()),
        };
        self.mistake(at, message);
        None
    }

    /// True if the catalog can hold a string of a policy; notes a mistake otherwise.
    fn is_writable(&mut self, at: usize, text: &str) -> bool {
        let is_forbidden = |c: char| c.is_control() || c > '\u{ff}' && self.spelling.mark(c).is_none();
        let forbidden = text.chars().find(|&c| is_forbidden(c));
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

/// True for the name of the file that a policy's folder has beside those of its services.
fn is_head(prefix: &str) -> bool {
    prefix == "policy"
}
