//! JSON with the place of every value, and with all members of an object, including those of the same name.

mod error;
mod strict;

use std::borrow::Cow;

use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};

use super::{Span, Text};

pub use error::SyntaxError;

/// The mark that some programs write at the beginning of a file; it does not belong to the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Value {
    /// The content of the value.
    pub node: Node,
    /// The place of the value, including quotes and brackets.
    pub span: Span,
}

/// The content of a value.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "JSON has six")]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A string, without escapes.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, with its members in the order of the text.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// The name.
    pub name: Text,
    /// The value.
    pub value: Value,
}

impl Value {
    /// The content of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.node {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object; empty for any other value.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.node {
            Node::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array; empty for any other value.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        match &self.node {
            Node::Array(elements) => elements,
            _ => &[],
        }
    }

    /// The value of the first member with a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|member| member.name.value == name).map(|member| &member.value)
    }

    /// The name of the JSON type, with an article.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.node {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// The content of a string, with its place between the quotes.
    #[must_use]
    pub fn text(&self) -> Option<Text> {
        let span = Span { start: self.span.start + 1, end: self.span.end.saturating_sub(1) };
        self.as_str().map(|value| Text { value: value.to_owned(), span })
    }
}

/// Reads a text that is one JSON value. A byte order mark before it is ignored.
///
/// Arrays and objects can be nested 128 levels deep.
///
/// # Errors
///
/// Names the first place that is not JSON.
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
    let (offset, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (BYTE_ORDER_MARK.len_utf8(), rest),
        None => (0, text),
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options);
    let parsed = parsed.map_err(|error| SyntaxError::of_parser(text, &error));
    let value = parsed.and_then(|parsed| parsed.value.ok_or_else(|| SyntaxError::empty(text)));
    // The parser accepts some texts that are not JSON. The first of the two errors is the mistake.
    let value = match (strict::check(text), value) {
        (Err(first), Err(error)) if error.span.start < first.span.start => Err(error),
        (Err(first), _) => Err(first),
        (Ok(()), value) => value,
    };
    let reader = JsonReader { offset };
    match value {
        Ok(value) => Ok(reader.value(value)),
        Err(error) => Err(SyntaxError { span: reader.moved(error.span), ..error }),
    }
}

/// Turns the parser's values into those of this module.
#[derive(Clone, Copy, Debug)]
struct JsonReader {
    /// The number of bytes before the text that the parser sees.
    offset: usize,
}

impl JsonReader {
    fn value(self, value: ast::Value<'_>) -> Value {
        let span = self.span(&value);
        let node = match value {
            ast::Value::NullKeyword(_) => Node::Null,
            ast::Value::BooleanLit(literal) => Node::Bool(literal.value),
            ast::Value::NumberLit(literal) => Node::Number(literal.value.to_owned()),
            ast::Value::StringLit(literal) => Node::String(literal.value.into_owned()),
            ast::Value::Array(array) => {
                Node::Array(array.elements.into_iter().map(|it| self.value(it)).collect())
            }
            ast::Value::Object(object) => {
                Node::Object(object.properties.into_iter().map(|it| self.member(it)).collect())
            }
        };
        Value { node, span }
    }

    fn member(self, property: ast::ObjectProp<'_>) -> Member {
        let whole = self.span(&property.name);
        let (value, span) = match property.name {
            ast::ObjectPropName::String(name) => {
                (name.value, Span { start: whole.start + 1, end: whole.end.saturating_sub(1) })
            }
            ast::ObjectPropName::Word(name) => (Cow::Borrowed(name.value), whole),
        };
        Member { name: Text { value: value.into_owned(), span }, value: self.value(property.value) }
    }

    fn span(self, ranged: &impl Ranged) -> Span {
        let range = ranged.range();
        self.moved(Span { start: range.start, end: range.end })
    }

    fn moved(self, span: Span) -> Span {
        Span { start: span.start + self.offset, end: span.end + self.offset }
    }
}
