//! Documents in strings of a larger text: escaped as JSON requires, and often URL-encoded too.

use std::borrow::Cow;

use super::Span;

/// Places in a decoded text, each with its place in the source; up to the next pair both advance alike.
#[derive(Clone, Debug, Default)]
pub(super) struct TextPlaces(Vec<(usize, usize)>);

impl From<usize> for TextPlaces {
    /// A text without escapes that begins at a byte of the source.
    fn from(start: usize) -> Self {
        Self(vec![(0, start)])
    }
}

impl TextPlaces {
    /// True for a text that is in the source as it is, without escapes.
    pub(super) fn is_as_written(&self) -> bool {
        self.0.len() <= 1
    }

    /// The place of a part of the text in the source.
    pub(super) fn span(&self, span: Span) -> Span {
        Span { start: self.source(span.start), end: self.source(span.end) }
    }

    fn source(&self, at: usize) -> usize {
        let idx = self.0.partition_point(|(mark, _)| *mark <= at);
        match idx.checked_sub(1).and_then(|idx| self.0.get(idx)) {
            Some((mark, source)) => source + (at - mark),
            None => at,
        }
    }
}

/// A text without its escapes, and the places of its characters in the source.
#[derive(Debug)]
pub(super) struct DecodedText<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) places: TextPlaces,
}

impl<'t> DecodedText<'t> {
    /// The content of a JSON string, whose first byte in the source is `start`.
    pub(super) fn json(written: &'t str, start: usize) -> Self {
        let mut marks = vec![(0, start)];
        if !written.contains('\\') {
            return Self { text: Cow::Borrowed(written), places: TextPlaces(marks) };
        }
        let mut text = String::with_capacity(written.len());
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('\\') {
            text.push_str(before);
            marks.push((text.len(), start + written.len() - after.len() - 1));
            let (c, behind) = escape(after);
            text.extend(c);
            rest = behind;
            marks.push((text.len(), start + written.len() - rest.len()));
        }
        text.push_str(rest);
        Self { text: Cow::Owned(text), places: TextPlaces(marks) }
    }

    /// The content of a YAML string, whose first byte in the source is `start`, behind its quote if it has
    /// one. White space apart, its characters follow each other as in the source: indentation, folding and
    /// escapes change no more.
    pub(super) fn yaml(text: &'t str, written: &str, quote: Option<char>, start: usize) -> Self {
        let mut marks = vec![(0, start)];
        let mut rest = written;
        for (at, c) in text.char_indices() {
            // White space that the text does not have.
            while !c.is_whitespace() && rest.starts_with(char::is_whitespace) {
                rest = rest.trim_start();
            }
            let place = start + written.len() - rest.len();
            if marks.last().is_none_or(|(mark, source)| source + (at - mark) != place) {
                marks.push((at, place));
            }
            let behind = match quote {
                Some('"') if rest.starts_with('\\') => yaml_escape(rest, c),
                Some('\'') if c == '\'' => rest.strip_prefix("''"),
                _ => rest.strip_prefix(c),
            };
            rest = behind.unwrap_or(rest);
        }
        marks.push((text.len(), start + written.len() - rest.len()));
        Self { text: Cow::Borrowed(text), places: TextPlaces(marks) }
    }

    /// The text after `Fn::Sub`, to which `${!name}` is the text `${name}`.
    pub(super) fn substituted(self) -> Self {
        const ESCAPE: &str = "${!";
        if !self.text.contains(ESCAPE) {
            return self;
        }
        let Self { text: source, places } = self;
        let mut text = String::with_capacity(source.len());
        let mut marks = Vec::new();
        let mut escapes = source.match_indices(ESCAPE).map(|(at, _)| at + ESCAPE.len() - 1).peekable();
        for (at, c) in source.char_indices() {
            if escapes.next_if_eq(&at).is_none() {
                marks.push((text.len(), places.source(at)));
                text.push(c);
            }
        }
        marks.push((text.len(), places.source(source.len())));
        Self { text: Cow::Owned(text), places: TextPlaces(marks) }
    }

    /// The text with the `%XX` of a URL decoded, if the result is UTF-8. A `+` stands for itself or for a
    /// space: programs differ.
    pub(super) fn percent(&self, plus: char) -> Option<DecodedText<'static>> {
        let mut text = Vec::with_capacity(self.text.len());
        let mut marks = vec![(0, self.places.source(0))];
        let source = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = source.get(at) {
            let hex = source.get(at + 1..at + 3).filter(|_| *byte == b'%');
            let code = hex.and_then(|hex| core::str::from_utf8(hex).ok());
            if let Some(code) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                marks.push((text.len(), self.places.source(at)));
                text.push(code);
                at += 3;
            } else {
                // A character that the surrounding JSON escapes takes more bytes in the source.
                marks.push((text.len(), self.places.source(at)));
                text.push(if *byte == b'+' { u8::try_from(plus).ok()? } else { *byte });
                at += 1;
            }
        }
        marks.push((text.len(), self.places.source(at)));
        Some(DecodedText { text: Cow::Owned(String::from_utf8(text).ok()?), places: TextPlaces(marks) })
    }
}

/// The text behind the escape of a character in double quotes. A backslash before the end of a line hides
/// the line break.
fn yaml_escape(text: &str, c: char) -> Option<&str> {
    let hidden = text.strip_prefix("\\\n").or_else(|| text.strip_prefix("\\\r\n"));
    if let Some(rest) = hidden.map(str::trim_start) {
        return if rest.starts_with('\\') { yaml_escape(rest, c) } else { rest.strip_prefix(c) };
    }
    let n_digits = match text.get(1..2)? {
        "x" => 2,
        "u" => 4,
        "U" => 8,
        _ => 0,
    };
    let n_bytes = 1 + text.get(1..)?.chars().next()?.len_utf8();
    text.get(n_bytes + n_digits..)
}

/// The character of an escape after its backslash, and the rest of the text.
fn escape(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    let c = match chars.next() {
        Some('n') => Some('\n'),
        Some('t') => Some('\t'),
        Some('r') => Some('\r'),
        Some('b') => Some('\u{8}'),
        Some('f') => Some('\u{c}'),
        Some('u') => return unicode(chars.as_str()),
        other => other,
    };
    (c, chars.as_str())
}

/// The character of `XXXX`, or of a surrogate pair `XXXX\\uXXXX`, and the rest of the text.
fn unicode(text: &str) -> (Option<char>, &str) {
    let unit = |text: &str| text.get(..4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let Some(first) = unit(text) else { return (None, text) };
    let rest = text.get(4..).unwrap_or_default();
    if let Some(c) = char::from_u32(u32::from(first)) {
        return (Some(c), rest);
    }
    let second = rest.strip_prefix("\\u").and_then(unit);
    let c = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    match c {
        Some(c) => (Some(c), rest.get(6..).unwrap_or_default()),
        None => (Some(char::REPLACEMENT_CHARACTER), rest),
    }
}
