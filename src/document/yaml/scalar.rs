//! Scalars: without quotes and tag, the text of a scalar says what it is.

use saphyr_parser::{ScalarStyle, Tag};

use super::places::CharPlaces;
use crate::document::value::Node;
use crate::document::{Span, Text};

/// A scalar at a place without tag and anchor.
pub(super) fn scalar(
    value: String,
    style: ScalarStyle,
    tag: Option<&Tag>,
    span: Span,
    places: &CharPlaces<'_>,
) -> (Node, Span) {
    let string = |value: String, inner| {
        let span = places.of_content(&value, inner);
        Node::String(Text { value, span })
    };
    match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let span = places.quoted(span);
            let start = (span.start + 1).min(span.end);
            (string(value, Span { start, end: span.end.saturating_sub(1).max(start) }), span)
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let span = places.trimmed(places.behind_header(span));
            (string(value, span), span)
        }
        ScalarStyle::Plain => {
            let span = places.trimmed(span);
            let is_string = tag.is_some_and(|tag| !tag.is_yaml_core_schema() || tag.suffix == "str");
            let node = if is_string { None } else { plain(&value) };
            (node.unwrap_or_else(|| string(value, span)), span)
        }
    }
}

/// The value of a scalar without quotes, unless it is a string.
fn plain(text: &str) -> Option<Node> {
    // Three spellings of each word count; `yES` is a string.
    let is_one_of = |words: &[&str]| {
        let is_spelled = |word: &str| {
            let rest = text.get(1..).unwrap_or_default();
            text == word.to_uppercase() || word.get(1..) == Some(rest) && text.eq_ignore_ascii_case(word)
        };
        words.iter().any(|word| is_spelled(word))
    };
    match text {
        "" | "~" => Some(Node::Null),
        _ if is_one_of(&["null"]) => Some(Node::Null),
        _ if is_one_of(&["true", "yes", "on"]) => Some(Node::Bool(true)),
        _ if is_one_of(&["false", "no", "off"]) => Some(Node::Bool(false)),
        _ if is_number(text) => Some(Node::Number(text.to_owned())),
        _ => None,
    }
}

/// True for a number as JSON writes it, and for one that begins with `0`: an octal number.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_octal = whole.bytes().all(|byte| (b'0'..b'8').contains(&byte));
    digits(whole) && digits(fraction) && digits(exponent) && (!whole.starts_with('0') || is_octal)
}
