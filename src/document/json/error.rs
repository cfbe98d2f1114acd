//! Syntax errors: the mistake in a text that is not JSON, and its fix.

use jsonc_parser::ParseStringErrorKind as StringKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind as Kind};

use crate::document::Span;
use crate::document::syntax::SyntaxError;

impl SyntaxError {
    /// An error of the parser of JSON.
    pub(super) fn of_json(text: &str, error: &ParseError) -> Self {
        let range = error.range();
        let place = place(text, range.start, range.end, error.kind());
        let found = text.get(place.start..place.end).unwrap_or_default();
        let (message, help) = words(text, place, found, error.kind());
        Self::new(place, message).help(help)
    }
}

/// The place where a reader looks for the mistake.
fn place(text: &str, start: usize, end: usize, kind: &Kind) -> Span {
    let first = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    match kind {
        // A value that is not closed runs to the end of the text: its beginning is the place to show.
        Kind::UnterminatedArray
        | Kind::UnterminatedObject
        | Kind::NestingDepthExceeded
        | Kind::String(StringKind::UnterminatedStringLiteral) => Span { start, end: start + first(start) },
        // A missing character is shown at the one before it.
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
            ("there is a comma after the last element", "remove the comma, or write the missing element")
        }
        Kind::ExpectedComma => ("a comma is missing after this", "write `,` between two elements"),
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("there is a comment, which JSON does not allow", "remove it")
        }
        Kind::ExpectedColonAfterObjectKey => ("a name is not followed by a colon", "write `\"Name\": value`"),
        Kind::ExpectedObjectValue => ("a name has no value", "write `\"Name\": value`"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            return (
                format!("expected a name in quotes, found `{}`", shown(found)),
                "write names in double quotes: `\"Effect\"`".to_owned(),
            );
        }
        Kind::SingleQuotedStringsNotAllowed => {
            ("a string is in single quotes", "write strings in double quotes: `\"Allow\"`")
        }
        Kind::UnexpectedWord | Kind::UnexpectedToken if is_at_start => {
            let help = if text.trim_start().starts_with("%7") {
                "it is URL-encoded: decode it"
            } else {
                "a policy document in JSON begins with `{`; the name of a file of YAML ends in `.yaml`"
            };
            return (format!("it begins with `{}`", shown(found)), help.to_owned());
        }
        Kind::UnexpectedWord => {
            return (
                format!("expected a value, found `{}`", shown(found)),
                "write strings in double quotes, and `true`, `false` and `null` in lower case".to_owned(),
            );
        }
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket if is_behind_value => {
            return (
                format!("`{}` does not close the bracket that is open here", shown(found)),
                "close the open bracket with its own kind first".to_owned(),
            );
        }
        Kind::MultipleRootJsonValues => (
            "there is more text after the end of the document",
            "keep one document, and look for an extra closing bracket before this",
        ),
        // The stricter check has a lower limit.
        Kind::NestingDepthExceeded => ("its arrays and objects are nested too deeply", "close them"),
        Kind::UnterminatedArray => ("an array is not closed", "write `]` where it ends"),
        Kind::UnterminatedObject if is_at_end && found != "{" => {
            ("the document ends in the middle", "close the open brackets with `]` and `}`")
        }
        Kind::UnterminatedObject => ("an object is not closed", "write `}` where it ends"),
        Kind::UnexpectedCloseBrace
        | Kind::UnexpectedCloseBracket
        | Kind::UnexpectedColon
        | Kind::UnexpectedComma
        | Kind::UnexpectedToken => {
            return (
                format!("expected a value, found `{}`", shown(found)),
                "remove it, or write the missing value before it".to_owned(),
            );
        }
        Kind::BareDecimalPointNumbersNotAllowed => {
            ("a number lacks a digit beside its decimal point", "write digits on both sides")
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

/// The message and the help for a mistake inside a string.
fn in_text(kind: &StringKind) -> (&'static str, &'static str) {
    match kind {
        StringKind::UnterminatedStringLiteral => ("a string has no closing quote", "close it with `\"`"),
        StringKind::ExpectedFourHexDigits | StringKind::ExpectedTwoHexDigits => {
            ("`\\u` needs four hexadecimal digits", "write the character itself, or as `\\u00e9`")
        }
        StringKind::InvalidUnicodeEscapeSequence(_) => (
            "an escape is one half of a surrogate pair",
            "write the character itself; IAM allows none above U+00FF anyway",
        ),
        StringKind::InvalidEscape
        | StringKind::InvalidEscapeInSingleQuoteString
        | StringKind::InvalidEscapeInDoubleQuoteString => {
            ("JSON has no such escape", "write `\\\\` for a backslash")
        }
    }
}

/// The beginning of the text that was found.
fn shown(found: &str) -> String {
    let mut chars = found.trim().chars();
    let shown: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{shown}…") } else { shown }
}
