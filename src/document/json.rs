//! JSON with the place of every value, and every member of an object, also those of one name.

use core::fmt;
use std::borrow::Cow;

use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};

use super::{Span, Text};

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Value {
    /// What it is.
    pub node: Node,
    /// All of it, quotes and brackets included.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "JSON has six")]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A text, without escapes.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, with its members as they are written.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Value,
}

/// A text that is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// Where reading stopped.
    pub span: Span,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for SyntaxError {}

impl Value {
    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.node {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.node {
            Node::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        match &self.node {
            Node::Array(elements) => elements,
            _ => &[],
        }
    }

    /// The first member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|member| member.name.value == name).map(|member| &member.value)
    }

    /// What JSON calls its type, with an article.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.node {
            Node::Null => "null",
            Node::Bool(_) => "a truth value",
            Node::Number(_) => "a number",
            Node::String(_) => "a text",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// What is between its quotes, if it is a text.
    #[must_use]
    pub fn text(&self) -> Option<Text> {
        let span = Span { start: self.span.start + 1, end: self.span.end.saturating_sub(1) };
        self.as_str().map(|value| Text { value: value.to_owned(), span })
    }
}

/// Reads a text that is one JSON value.
///
/// # Errors
///
/// With the first place that is not JSON.
pub fn parse(text: &str) -> Result<Value, SyntaxError> {
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options).map_err(|error| SyntaxError {
        span: (error.range().start..error.range().end).into(),
        message: error.kind().to_string().to_lowercase(),
    })?;
    match parsed.value {
        Some(value) => Ok(convert(value)),
        None => Err(SyntaxError { span: Span::default(), message: "there is nothing in it".to_owned() }),
    }
}

fn convert(value: ast::Value<'_>) -> Value {
    let span = span(&value);
    let node = match value {
        ast::Value::NullKeyword(_) => Node::Null,
        ast::Value::BooleanLit(literal) => Node::Bool(literal.value),
        ast::Value::NumberLit(literal) => Node::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Node::String(literal.value.into_owned()),
        ast::Value::Array(array) => Node::Array(array.elements.into_iter().map(convert).collect()),
        ast::Value::Object(object) => Node::Object(object.properties.into_iter().map(member).collect()),
    };
    Value { node, span }
}

fn member(property: ast::ObjectProp<'_>) -> Member {
    let whole = span(&property.name);
    let (value, span) = match property.name {
        ast::ObjectPropName::String(name) => {
            (name.value, Span { start: whole.start + 1, end: whole.end.saturating_sub(1) })
        }
        ast::ObjectPropName::Word(name) => (Cow::Borrowed(name.value), whole),
    };
    Member { name: Text { value: value.into_owned(), span }, value: convert(property.value) }
}

fn span(ranged: &impl Ranged) -> Span {
    let range = ranged.range();
    Span { start: range.start, end: range.end }
}
