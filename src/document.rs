//! Policy documents as people and programs wrote them, every string with its place.
//!
//! A document with mistakes is read as far as possible. The mistakes are findings, which
//! [`check`](crate::findings::check) returns together with all others.

mod attachment;
mod embedded;
mod find;
pub mod json;
mod kind;
mod place;
mod read;
mod size;
mod syntax;
mod template;
mod terraform;
pub mod value;
pub mod yaml;

use core::fmt;
use core::ops::Range;

use crate::finding::{Finding, Fix};
use value::Value;

pub use crate::finding::{PolicyKind, Span};
pub use crate::quota::IdentityKind;
pub use attachment::{AttachmentKind, Identity, InlineTotal};
#[cfg(feature = "compare")]
pub(crate) use find::document_of;
pub use find::{Embedded, Found, Skipped, find, find_as};
#[cfg(feature = "check")]
pub(crate) use read::CODES;
pub use syntax::{Syntax, SyntaxError};

/// A string of a document and its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// The string, without escapes.
    pub value: String,
    /// The place between the quotes.
    pub span: Span,
}

impl Text {
    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The change that replaces the string.
    pub(crate) fn replaced_by(&self, new: impl Into<String>) -> Fix {
        Fix::Replace { span: self.span, old: self.value.clone(), new: new.into() }
    }

    /// The place of a part of the string, by the part's bytes; the whole string if it has escapes.
    pub(crate) fn inside(&self, part: Range<usize>) -> Span {
        // An escape is always longer than its character.
        if self.span.end.saturating_sub(self.span.start) == self.value.len() && part.end <= self.value.len() {
            Span { start: self.span.start + part.start, end: self.span.start + part.end }
        } else {
            self.span
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.value)
    }
}

/// A policy document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// The place of the whole document.
    pub span: Span,
    /// Where it begins, as the place of what it lacks.
    pub(crate) opening: Span,
    /// The value of `Version`.
    pub version: Option<Text>,
    /// The value of `Id`.
    pub id: Option<Text>,
    /// The statements, in the order of the document.
    pub statements: Vec<Statement>,
    /// The number of characters without white space, as IAM's quotas count them.
    pub size: usize,
    /// True for a document of a template that may become longer, so that the size is the least.
    pub may_grow: bool,
    /// The mistakes in the form of the document.
    pub(crate) problems: Vec<Finding>,
    /// The conditions of its template that have one value in all documents of the template, as they are too
    /// many, in the order of their places.
    pub(crate) unvaried: Vec<Text>,
}

impl Document {
    /// Reads a text that consists of a policy document alone, in JSON or YAML.
    ///
    /// ```
    /// use pcluster_iam::document::Document;
    ///
    /// let text = r#"{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}"#;
    /// let document = Document::parse(text);
    /// assert_eq!(document.statements.len(), 1);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_as(text, Syntax::of(text, None))
    }

    /// Reads a text of a syntax that consists of a policy document alone.
    #[must_use]
    pub fn parse_as(text: &str, syntax: Syntax) -> Self {
        read::parse(text, syntax)
    }

    /// Reads a document that is part of a larger one.
    #[must_use]
    pub fn read(value: &Value) -> Self {
        read::read(value)
    }

    /// The mistakes in the form of the document, apart from which it was read.
    #[must_use]
    pub fn problems(&self) -> &[Finding] {
        &self.problems
    }

    /// Adds findings about the form of the document, each to the statement at its place.
    pub(crate) fn add_problems(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let is_around =
                |it: &&Statement| it.span.start <= finding.span.start && finding.span.end <= it.span.end;
            let statement = self.statements.iter().find(is_around).map(|statement| statement.idx);
            self.problems.push(match statement {
                Some(idx) => finding.statement(idx),
                None => finding,
            });
        }
    }

    /// The kind of the policy, as far as its form shows it: a policy that names principals in each statement
    /// belongs to a resource, or to a role if its actions assume one. All others have one form.
    #[must_use]
    pub fn kind(&self) -> PolicyKind {
        kind::by_form(self)
    }
}

/// A statement of a document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Statement {
    /// The number of the statement in the document, from 0.
    pub idx: usize,
    /// The place of the whole statement.
    pub span: Span,
    /// Where it begins, as the place of what it lacks.
    pub(crate) opening: Span,
    /// The value of `Sid`.
    pub sid: Option<Text>,
    /// The value of `Effect`.
    pub effect: Option<Text>,
    /// The value of `Principal` or `NotPrincipal`.
    pub principals: Option<Principals>,
    /// The entries of `Action` or `NotAction`.
    pub actions: Option<List>,
    /// The entries of `Resource` or `NotResource`.
    pub resources: Option<List>,
    /// The value of `Condition`.
    pub condition: Option<ConditionBlock>,
}

impl Statement {
    /// Every key of the conditions, with its operator.
    pub fn conditions(&self) -> impl Iterator<Item = (&Operator, &Key)> + Clone {
        let operators = self.condition.iter().flat_map(|block| &block.operators);
        operators.flat_map(|operator| operator.keys.iter().map(move |key| (operator, key)))
    }

    /// The name of the statement in messages: its Sid, or its number from 1.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.sid {
            Some(sid) if !sid.value.is_empty() => format!("statement `{sid}`"),
            _ => format!("statement {}", self.idx + 1),
        }
    }
}

/// The actions or resources of a statement.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct List {
    /// The name of the element, such as `Action`.
    pub key: Text,
    /// True for `NotAction` and `NotResource`.
    pub negated: bool,
    /// True for a single string in place of an array.
    pub scalar: bool,
    /// The place of the value.
    pub span: Span,
    /// The strings of the list.
    pub entries: Vec<Text>,
}

/// The principals of a statement.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Principals {
    /// The name of the element, such as `Principal`.
    pub key: Text,
    /// True for `NotPrincipal`.
    pub negated: bool,
    /// The place of the value.
    pub span: Span,
    /// A single string in place of the object; `*` stands for everyone.
    pub whole: Option<Text>,
    /// The principals by their types, each list with its type, such as `AWS`, as its key.
    pub lists: Vec<List>,
}

/// The conditions of a statement.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ConditionBlock {
    /// The place of the whole block.
    pub span: Span,
    /// The operators, in the order of the block.
    pub operators: Vec<Operator>,
}

/// An operator of a condition block, with the keys that it compares.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Operator {
    /// The name as written, with qualifier and suffix.
    pub name: Text,
    /// The place of the object with the keys.
    pub span: Span,
    /// The keys.
    pub keys: Vec<Key>,
}

/// A condition key and the values that the policy states for it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Key {
    /// The name as written.
    pub name: Text,
    /// The place of the value or the array of values.
    pub span: Span,
    /// True for a single value in place of an array.
    pub scalar: bool,
    /// The values.
    pub values: Vec<Scalar>,
}

/// A value of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scalar {
    /// The value; a number or a boolean as JSON writes it.
    pub text: Text,
    /// The JSON type of the value.
    pub kind: ScalarKind,
}

/// The JSON type of a condition's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a policy has three")]
pub enum ScalarKind {
    /// `"…"`.
    String,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
}
