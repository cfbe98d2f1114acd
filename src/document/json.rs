//! JSON as values with places, with all members of an object, including those of the same name.

mod error;
mod strict;

use std::borrow::Cow;

use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};

use super::syntax::SyntaxError;
use super::value::{Member, Node, Value};
use super::{Span, Text};

/// The mark that some programs write at the beginning of a file; it does not belong to the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

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
    let parsed = parsed.map_err(|error| SyntaxError::of_json(text, &error));
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
            ast::Value::StringLit(literal) => {
                Node::String(Text { value: literal.value.into_owned(), span: between_quotes(span) })
            }
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
            ast::ObjectPropName::String(name) => (name.value, between_quotes(whole)),
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

fn between_quotes(span: Span) -> Span {
    Span { start: span.start + 1, end: span.end.saturating_sub(1) }
}
