//! The statements of a policy document, with parameters in place of the source's placeholders, or
//! all that keeps the catalog from having them.

use std::collections::HashSet;

use super::json::{Member, Node, Value};
use super::spelling::{self, Spelling};
use crate::author::toml;

/// The language of every policy in the catalog.
const VERSION: &str = "2012-10-17";

/// A statement as a document states it, with its texts as the catalog writes them.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) sid: Option<String>,
    pub(super) is_denying: bool,
    pub(super) actions: Element,
    pub(super) resources: Element,
    pub(super) conditions: Vec<Condition>,
}

/// The entries of an element: a text, or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Element {
    pub(super) is_negated: bool,
    pub(super) is_scalar: bool,
    pub(super) entries: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Condition {
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) values: Element,
}

impl Statement {
    /// Whether both are the same in a document, where the order of conditions means nothing.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let sorted = |statement: &Self| {
            let mut conditions = statement.conditions.clone();
            conditions.sort_unstable();
            conditions
        };
        self.sid == other.sid
            && self.is_denying == other.is_denying
            && self.actions == other.actions
            && self.resources == other.resources
            && sorted(self) == sorted(other)
    }

    /// The elements that may hold placeholders.
    pub(super) fn templates(&mut self) -> impl Iterator<Item = &mut Element> {
        let values = self.conditions.iter_mut().map(|condition| &mut condition.values);
        [&mut self.resources].into_iter().chain(values)
    }

    /// The entries that may hold placeholders.
    pub(super) fn entries(&self) -> impl Iterator<Item = &str> {
        let values = self.conditions.iter().map(|condition| &condition.values);
        [&self.resources].into_iter().chain(values).flat_map(|element| &element.entries).map(String::as_str)
    }

    /// The service in whose file the statement stands: that of its first action.
    pub(super) fn service(&self) -> String {
        let first = self.actions.entries.first().map_or("", String::as_str);
        let prefix = first.split_once(':').map_or("all", |(prefix, _)| prefix);
        prefix.to_lowercase()
    }
}

/// What keeps a document out of the catalog, and where it is.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) at: usize,
    pub(super) message: String,
}

/// The statements of a document, or every mistake in it.
pub(super) fn read(document: &Node, spelling: &mut impl Spelling) -> Result<Vec<Statement>, Vec<Mistake>> {
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

    fn document(&mut self, document: &Node) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut has_version = false;
        for Member { at, key, node } in self.members("the policy", document) {
            match key.as_str() {
                "Version" => {
                    has_version = true;
                    if !matches!(&node.value, Value::Text(text) if text == VERSION) {
                        self.mistake(
                            node.at,
                            format!("every policy of the catalog has `Version` \"{VERSION}\""),
                        );
                    }
                }
                "Statement" => match &node.value {
                    Value::List(items) if !items.is_empty() => {
                        statements = items.iter().filter_map(|item| self.statement(item)).collect();
                    }
                    Value::List(_) => self.mistake(node.at, "`Statement` is empty"),
                    other => {
                        let message =
                            format!("`Statement` is {}; make it a list of statements", other.kind());
                        self.mistake(node.at, message);
                    }
                },
                _ => self.mistake(*at, format!("a policy of the catalog has no `{key}`")),
            }
        }
        if !has_version {
            self.mistake(
                document.at,
                format!("the policy has no `Version`; the catalog's have \"{VERSION}\""),
            );
        }
        statements
    }

    fn statement(&mut self, node: &Node) -> Option<Statement> {
        let n_mistakes = self.mistakes.len();
        let (mut sid, mut is_denying) = (None, None);
        let (mut actions, mut resources) = (Vec::new(), Vec::new());
        let mut conditions = Vec::new();
        for Member { at, key, node } in self.members("a statement", node) {
            match key.as_str() {
                "Sid" => sid = self.text(key, node),
                "Effect" => match &node.value {
                    Value::Text(text) if text == "Allow" => is_denying = Some(false),
                    Value::Text(text) if text == "Deny" => is_denying = Some(true),
                    _ => {
                        is_denying = Some(false);
                        self.mistake(node.at, "`Effect` is neither \"Allow\" nor \"Deny\"");
                    }
                },
                "Action" => actions.push(self.element(key, node, Self::text)),
                "NotAction" => {
                    let element = self.element(key, node, Self::text);
                    actions.push(Element { is_negated: true, ..element });
                }
                "Resource" => resources.push(self.element(key, node, Self::template)),
                "NotResource" => {
                    let element = self.element(key, node, Self::template);
                    resources.push(Element { is_negated: true, ..element });
                }
                "Condition" => conditions = self.conditions(node),
                _ => self.mistake(*at, format!("a statement of the catalog has no `{key}`")),
            }
        }
        // Where there is no object, or nothing in it, that says enough.
        if matches!(&node.value, Value::Object(members) if !members.is_empty()) {
            if is_denying.is_none() {
                self.mistake(node.at, "the statement has no `Effect`");
            }
            for (element, name) in [(&actions, "Action"), (&resources, "Resource")] {
                if element.len() != 1 {
                    let message = format!("a statement has either `{name}` or `Not{name}`");
                    self.mistake(node.at, message);
                }
            }
        }
        (self.mistakes.len() == n_mistakes).then_some(())?;
        Some(Statement {
            sid,
            is_denying: is_denying?,
            actions: actions.pop()?,
            resources: resources.pop()?,
            conditions,
        })
    }

    fn conditions(&mut self, node: &Node) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for Member { at, key: operator, node } in self.members("`Condition`", node) {
            self.is_writable(*at, operator);
            for Member { at, key, node } in self.members(&format!("`{operator}`"), node) {
                self.is_writable(*at, key);
                let values = self.element(key, node, Self::template);
                conditions.push(Condition { operator: operator.clone(), key: key.clone(), values });
            }
        }
        conditions
    }

    /// The members of what has to be an object with some.
    fn members<'n>(&mut self, what: &str, node: &'n Node) -> &'n [Member] {
        match &node.value {
            Value::Object(members) if !members.is_empty() => return members,
            Value::Object(_) => self.mistake(node.at, format!("{what} is empty")),
            other => self.mistake(node.at, format!("{what} is {}; make it an object", other.kind())),
        }
        &[]
    }

    /// A text, or a list of texts.
    fn element(
        &mut self,
        name: &str,
        node: &Node,
        mut read: impl FnMut(&mut Self, &str, &Node) -> Option<String>,
    ) -> Element {
        let Value::List(items) = &node.value else {
            let entries = read(self, name, node).into_iter().collect();
            return Element { is_negated: false, is_scalar: true, entries };
        };
        if items.is_empty() {
            self.mistake(node.at, format!("`{name}` is empty"));
        }
        let mut entries = Vec::new();
        let mut known = HashSet::new();
        for item in items {
            if let Some(entry) = read(self, name, item) {
                if !known.insert(entry.clone()) {
                    self.mistake(
                        item.at,
                        format!("`{entry}` stands in `{name}` twice; the catalog has it once"),
                    );
                }
                entries.push(entry);
            }
        }
        Element { is_negated: false, is_scalar: false, entries }
    }

    /// A text with parameters in place of placeholders.
    fn template(&mut self, name: &str, node: &Node) -> Option<String> {
        let text = self.text(name, node)?;
        match spelling::template(&text, self.spelling) {
            Ok(template) => Some(template),
            Err(why) => {
                self.mistake(node.at, format!("`{text}`: {why}"));
                None
            }
        }
    }

    fn text(&mut self, name: &str, node: &Node) -> Option<String> {
        let Value::Text(text) = &node.value else {
            let message = match &node.value {
                Value::Other(kind) => format!("`{name}` is {kind}; put it into quotes"),
                other => format!("`{name}` has {} where a text belongs", other.kind()),
            };
            self.mistake(node.at, message);
            return None;
        };
        self.is_writable(node.at, text).then(|| text.clone())
    }

    /// Whether the catalog can hold a text of a policy.
    fn is_writable(&mut self, at: usize, text: &str) -> bool {
        let forbidden = text.chars().find(|&c| c.is_control() || c > '\u{ff}');
        if let Some(c) = forbidden {
            let c = c.escape_unicode();
            self.mistake(at, format!("a policy of the catalog cannot hold the character `{c}`"));
        } else if text.is_empty() {
            self.mistake(at, "a text of a policy cannot be empty");
        } else if toml::plain(text).is_none() {
            self.mistake(at, format!("`{text}` has quotes that TOML can only write with escapes"));
        } else {
            return true;
        }
        false
    }
}
