//! A policy document as IAM's grammar has it, without places: what is divided, packed and written.

use crate::fit::read::{self, ReadError};
use crate::fit::write;
use crate::{Effect, json};

/// A policy document.
///
/// Everything stays as it was written: the order of the elements, lists of one entry, and single strings in
/// place of lists. White space is the only thing that is not kept.
///
/// ```
/// use pcluster_iam::fit::Document;
///
/// # fn main() -> Result<(), pcluster_iam::fit::ReadError> {
/// let text = r#"{"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}"#;
/// let document = Document::parse(text)?;
/// assert_eq!(document.size(), 66);
/// assert!(document.to_json_pretty().contains("\n            \"Action\": \"sqs:*\",\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The elements, in the order of the text.
    pub(super) order: Vec<DocumentKey>,
    pub(super) version: Option<String>,
    pub(super) id: Option<String>,
    pub(super) statements: OneOrMany<Statement>,
}

impl Document {
    /// Reads a document in JSON.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or not a policy document as IAM accepts it: an element that IAM does not know,
    /// an element that stands twice, an element that is missing, or a value of another type.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        read::document(text)
    }

    /// The document on one line, ready for an API call.
    #[must_use]
    pub fn to_json(&self) -> String {
        write::compact(self)
    }

    /// The document indented by four spaces, as documented; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        write::pretty(self)
    }

    /// The number of characters without white space, as IAM's quotas count them.
    #[must_use]
    pub fn size(&self) -> usize {
        json::size(&self.to_json())
    }

    /// The number of statements.
    #[must_use]
    pub fn n_statements(&self) -> usize {
        self.statements.values.len()
    }

    /// The Sids, in the document's order; nothing for a statement without one.
    pub fn sids(&self) -> impl Iterator<Item = Option<&str>> {
        self.statements.values.iter().map(Statement::sid)
    }

    /// The same document with other statements.
    pub(super) fn with_statements(&self, statements: Vec<Statement>) -> Self {
        let is_list = self.statements.is_list || statements.len() != 1;
        let statements = OneOrMany { values: statements, is_list };
        Self { order: self.order.clone(), version: self.version.clone(), id: self.id.clone(), statements }
    }
}

/// An element of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKey {
    Version,
    Id,
    Statement,
}

/// A statement: its elements, in the order of the text. Each of them is there once at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) elements: Vec<Element>,
}

/// An element of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Sid(String),
    Effect(Effect),
    Principals(Principals),
    Actions(List),
    Resources(List),
    Condition(Vec<Operator>),
}

impl Statement {
    pub(super) fn sid(&self) -> Option<&str> {
        self.elements.iter().find_map(|element| match element {
            Element::Sid(sid) => Some(sid.as_str()),
            _ => None,
        })
    }

    /// Replaces the Sid of a statement that has one.
    pub(super) fn set_sid(&mut self, new: String) {
        for element in &mut self.elements {
            if let Element::Sid(sid) = element {
                *sid = new;
                return;
            }
        }
    }

    /// The list along an axis.
    pub(super) fn list(&self, axis: Axis) -> Option<&List> {
        self.elements.iter().find_map(|element| match (element, axis) {
            (Element::Actions(list), Axis::Actions) | (Element::Resources(list), Axis::Resources) => {
                Some(list)
            }
            _ => None,
        })
    }

    /// The same statement with other entries in its lists.
    pub(super) fn with_lists(&self, entries: impl Fn(Axis, &[String]) -> Vec<String>) -> Self {
        let with = |axis, list: &List| {
            let values = entries(axis, &list.entries.values);
            let is_list = list.entries.is_list || values.len() != 1;
            List { is_negated: list.is_negated, entries: OneOrMany { values, is_list } }
        };
        let elements = self.elements.iter().map(|element| match element {
            Element::Actions(list) => Element::Actions(with(Axis::Actions, list)),
            Element::Resources(list) => Element::Resources(with(Axis::Resources, list)),
            other => other.clone(),
        });
        Self { elements: elements.collect() }
    }

    /// Writes lists of one entry as strings.
    #[cfg(feature = "check")]
    pub(super) fn unwrap_lists(&mut self) {
        for element in &mut self.elements {
            if let Element::Actions(list) | Element::Resources(list) = element {
                list.entries.is_list = list.entries.values.len() != 1;
            }
        }
    }

    /// The name of the statement in messages: its Sid, or its number from 1.
    pub(super) fn name(&self, idx: usize) -> String {
        match self.sid() {
            Some(sid) if !sid.is_empty() => format!("statement `{sid}`"),
            _ => format!("statement {}", idx + 1),
        }
    }

    /// The largest of the elements that stay whole when a statement is divided: its name and its size.
    pub(super) fn largest_whole_element(&self) -> Option<(&'static str, usize)> {
        let sizes = self.elements.iter().filter_map(|element| match element {
            Element::Sid(sid) => Some(("Sid", write::size(sid))),
            Element::Principals(it) => Some((it.key(), write::size(&it.named))),
            Element::Actions(it) if it.is_negated => Some((Axis::Actions.key(it), write::size(&it.entries))),
            Element::Resources(it) if it.is_negated => {
                Some((Axis::Resources.key(it), write::size(&it.entries)))
            }
            Element::Condition(operators) => Some(("Condition", write::size(&write::Block(operators)))),
            Element::Effect(_) | Element::Actions(_) | Element::Resources(_) => None,
        });
        sizes.max_by_key(|(_, size)| *size)
    }

    /// The number of characters without white space.
    pub(super) fn size(&self) -> usize {
        write::size(self)
    }
}

/// The two lists of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Axis {
    Actions,
    Resources,
}

impl Axis {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Actions => Self::Resources,
            Self::Resources => Self::Actions,
        }
    }

    /// The name of a list's element.
    pub(super) fn key(self, list: &List) -> &'static str {
        match (self, list.is_negated) {
            (Self::Actions, false) => "Action",
            (Self::Actions, true) => "NotAction",
            (Self::Resources, false) => "Resource",
            (Self::Resources, true) => "NotResource",
        }
    }
}

/// The entries of `Action` or `Resource`, or of their negations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct List {
    /// True for `NotAction` and `NotResource`.
    pub(super) is_negated: bool,
    pub(super) entries: OneOrMany<String>,
}

/// A value, or a list of values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct OneOrMany<T> {
    pub(super) values: Vec<T>,
    /// False for a single value that stands in place of a list.
    pub(super) is_list: bool,
}

/// The principals of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Principals {
    /// True for `NotPrincipal`.
    pub(super) is_negated: bool,
    pub(super) named: NamedPrincipals,
}

impl Principals {
    /// The name of the element.
    pub(super) fn key(&self) -> &'static str {
        if self.is_negated { "NotPrincipal" } else { "Principal" }
    }
}

/// The value of `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum NamedPrincipals {
    /// A string, which stands for everyone.
    Whole(String),
    /// The names of each type.
    Typed(Vec<(String, OneOrMany<String>)>),
}

/// An operator of a condition block, with the keys that it compares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Operator {
    pub(super) name: String,
    pub(super) keys: Vec<(String, OneOrMany<Scalar>)>,
}

/// A value of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scalar {
    Text(String),
    /// A number or a boolean, as it was written.
    Literal(String),
}

impl Scalar {
    #[cfg(feature = "check")]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Literal(text) => text,
        }
    }
}
