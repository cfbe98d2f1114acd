//! What is wrong with a text that is not JSON, in words that say what to do.

use core::fmt;

use jsonc_parser::ParseStringErrorKind as StringKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind as Kind};

use crate::document::Span;

/// A text that is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// Where reading stopped.
    pub span: Span,
    /// What is wrong there.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for SyntaxError {}

impl SyntaxError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: String::new() }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// What a text is that has nothing but white space.
    pub(super) fn empty(text: &str) -> Self {
        Self::new(Span { start: 0, end: text.len() }, "there is nothing in it")
            .help("give a policy document, which begins with `{`")
    }

    /// What the parser found.
    pub(super) fn of_parser(text: &str, error: &ParseError) -> Self {
        let range = error.range();
        let place = place(text, range.start, range.end, error.kind());
        let found = text.get(place.start..place.end).unwrap_or_default();
        let (message, help) = words(text, place, found, error.kind());
        Self::new(place, message).help(help)
    }
}

/// Where a reader looks for it.
fn place(text: &str, start: usize, end: usize, kind: &Kind) -> Span {
    let first = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    match kind {
        // What is not closed runs to the end: its beginning is what to look at.
        Kind::UnterminatedArray
        | Kind::UnterminatedObject
        | Kind::NestingDepthExceeded
        | Kind::String(StringKind::UnterminatedStringLiteral) => Span { start, end: start + first(start) },
        // What lacks something behind it.
        _ if start >= end => {
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            Span { start: start - before.map_or(0, char::len_utf8), end: start }
        }
        _ => Span { start, end },
    }
}

fn words(text: &str, place: Span, found: &str, kind: &Kind) -> (String, String) {
    let is_at_end = text.get(place.end..).is_none_or(|rest| rest.trim().is_empty());
    let before = text.get(..place.start).unwrap_or_default().trim_end();
    let is_at_start = before.is_empty();
    let is_behind_value = !is_at_start && !before.ends_with([':', ',', '[', '{']);
    let (message, help) = match kind {
        Kind::TrailingCommasNotAllowed => {
            ("a comma stands behind the last element", "remove the comma, or write what was to follow it")
        }
        Kind::ExpectedComma => ("a comma is missing behind this", "write `,` between two elements"),
        Kind::CommentsNotAllowed => ("there is a comment, which JSON has not", "remove it"),
        Kind::ExpectedColonAfterObjectKey => ("a name is not followed by a colon", "write `\"Name\": value`"),
        Kind::ExpectedObjectValue => ("a name has no value", "write `\"Name\": value`"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            return (
                format!("`{}` stands where a name in quotes is needed", shown(found)),
                "write names in double quotes: `\"Effect\"`".to_owned(),
            );
        }
        Kind::SingleQuotedStringsNotAllowed => {
            ("a text is in single quotes", "write texts in double quotes: `\"Allow\"`")
        }
        Kind::UnexpectedWord | Kind::UnexpectedToken if is_at_start => {
            let help = if text.trim_start().starts_with("%7") {
                "it is URL-encoded: decode it"
            } else {
                "a policy document begins with `{`; another language, such as YAML, has to be turned into JSON"
            };
            return (format!("it begins with `{}`", shown(found)), help.to_owned());
        }
        Kind::UnexpectedWord => {
            return (
                format!("`{}` stands where a value is needed", shown(found)),
                "write texts in double quotes, and `true`, `false` and `null` in small letters".to_owned(),
            );
        }
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket if is_behind_value => {
            return (
                format!("`{}` closes what is not open here", shown(found)),
                "close what is open with its own bracket first".to_owned(),
            );
        }
        Kind::MultipleRootJsonValues => (
            "something follows the end of the document",
            "keep one document; look whether a bracket before this is too much",
        ),
        // The stricter check has a lower limit.
        Kind::NestingDepthExceeded => ("its arrays and objects are nested too deep", "close them"),
        Kind::UnterminatedArray => ("an array is not closed", "write `]` where it ends"),
        Kind::UnterminatedObject if is_at_end && found != "{" => {
            ("the document ends in the middle", "close what is open with `]` and `}`")
        }
        Kind::UnterminatedObject => ("an object is not closed", "write `}` where it ends"),
        Kind::UnterminatedCommentBlock => ("there is a comment, which JSON has not", "remove it"),
        Kind::UnexpectedCloseBrace
        | Kind::UnexpectedCloseBracket
        | Kind::UnexpectedColon
        | Kind::UnexpectedComma
        | Kind::UnexpectedToken => {
            return (
                format!("`{}` stands where a value is needed", shown(found)),
                "remove it, or write what is missing before it".to_owned(),
            );
        }
        Kind::BareDecimalPointNumbersNotAllowed => {
            ("a number has no digit beside its point", "write digits on both sides")
        }
        Kind::UnaryPlusNumbersNotAllowed => ("a number begins with `+`", "write it without the `+`"),
        Kind::HexadecimalNumbersNotAllowed => ("a number is hexadecimal", "write it with decimal digits"),
        Kind::NonFiniteNumbersNotAllowed => ("JSON has no such number", "write a number in digits"),
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("a number lacks a digit here", "write it as `-12.5e3`, with digits in each place")
        }
        Kind::String(kind) => in_text(kind),
    };
    (message.to_owned(), help.to_owned())
}

/// What is wrong inside of a text.
fn in_text(kind: &StringKind) -> (&'static str, &'static str) {
    match kind {
        StringKind::UnterminatedStringLiteral => ("a text has no closing quote", "close it with `\"`"),
        StringKind::ExpectedFourHexDigits | StringKind::ExpectedTwoHexDigits => {
            ("`\\u` needs four hexadecimal digits", "write the character itself, or as `\\u00e9`")
        }
        StringKind::InvalidUnicodeEscapeSequence(_) => (
            "an escape is one half of a surrogate pair",
            "write the character itself; IAM takes none above U+00FF anyway",
        ),
        StringKind::InvalidEscape
        | StringKind::InvalidEscapeInSingleQuoteString
        | StringKind::InvalidEscapeInDoubleQuoteString => {
            ("JSON has no such escape", "write `\\\\` for a backslash that stands for itself")
        }
    }
}

/// What was found, if it is short enough to be read.
fn shown(found: &str) -> String {
    let mut chars = found.trim().chars();
    let shown: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{shown}…") } else { shown }
}
