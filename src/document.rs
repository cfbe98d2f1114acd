//! Policy documents as people and programs wrote them, every text with its place.
//!
//! A document that is wrong in parts is read as far as it goes: what is wrong are findings, which
//! [`check`](crate::findings::check) returns with all others.

mod embedded;
mod find;
pub mod json;
mod kind;
mod read;
mod template;
mod terraform;

use core::fmt;
use core::ops::Range;

use crate::finding::Finding;
use json::Value;

pub use crate::finding::Span;
pub use find::{Embedded, Found, Skipped, find};
pub(crate) use read::CODES;

/// A text of a document, as it is meant, and where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// The text, without escapes.
    pub value: String,
    /// What is between the quotes.
    pub span: Span,
}

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The place of a part of it, by the part's bytes; all of it where escapes hide which those are.
    pub(crate) fn inside(&self, part: Range<usize>) -> Span {
        // An escape is always longer than what it stands for.
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
    /// The whole of it.
    pub span: Span,
    /// Its `Version`.
    pub version: Option<Text>,
    /// Its `Id`.
    pub id: Option<Text>,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// How many characters it has without white space, as IAM's quotas count them.
    pub size: usize,
    /// What is wrong with its form.
    pub(crate) problems: Vec<Finding>,
}

impl Document {
    /// Reads a text that is a policy document and nothing else.
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
        read::parse(text)
    }

    /// Reads a document that is part of a larger one.
    #[must_use]
    pub fn read(value: &Value) -> Self {
        read::read(value)
    }
}

/// A statement of a document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Statement {
    /// Its place among the document's statements, from 0.
    pub idx: usize,
    /// The whole of it.
    pub span: Span,
    /// Its `Sid`.
    pub sid: Option<Text>,
    /// Its `Effect`.
    pub effect: Option<Text>,
    /// Its `Action` or `NotAction`.
    pub actions: Option<List>,
    /// Its `Resource` or `NotResource`.
    pub resources: Option<List>,
    /// Its `Condition`.
    pub condition: Option<ConditionBlock>,
}

impl Statement {
    /// Every key of its conditions, with its operator.
    pub fn conditions(&self) -> impl Iterator<Item = (&Operator, &Key)> + Clone {
        let operators = self.condition.iter().flat_map(|block| &block.operators);
        operators.flat_map(|operator| operator.keys.iter().map(move |key| (operator, key)))
    }

    /// How a message names it: by its Sid, or by its number, from 1.
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
    /// The element's name, as `Action`.
    pub key: Text,
    /// Whether it is `NotAction` or `NotResource`.
    pub negated: bool,
    /// Whether it is a single text in place of an array.
    pub scalar: bool,
    /// Its value.
    pub span: Span,
    /// Its texts.
    pub entries: Vec<Text>,
}

/// The conditions of a statement.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ConditionBlock {
    /// The whole block.
    pub span: Span,
    /// Its operators.
    pub operators: Vec<Operator>,
}

/// An operator of a condition block, with the keys that it compares.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Operator {
    /// Its name as it is written, with qualifier and suffix.
    pub name: Text,
    /// What it holds.
    pub span: Span,
    /// Its keys.
    pub keys: Vec<Key>,
}

/// A condition key with the values that it is compared with.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Key {
    /// Its name as it is written.
    pub name: Text,
    /// Its value in the document.
    pub span: Span,
    /// Whether it has a single value in place of an array.
    pub scalar: bool,
    /// The values.
    pub values: Vec<Scalar>,
}

/// A value of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scalar {
    /// The value; a number or a truth value as JSON writes it.
    pub text: Text,
    /// Its type in the document.
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
