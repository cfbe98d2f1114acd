//! Documents inside texts of a larger one: escaped as JSON escapes them, and often URL-encoded too.

use std::borrow::Cow;

use super::Span;
use super::json::{Member, Node, Value};

/// A text without its escapes, and where each of its characters is written.
#[derive(Debug)]
pub(super) struct Decoded<'t> {
    pub(super) text: Cow<'t, str>,
    /// Places in the text and where they are written; up to the next one both grow alike.
    marks: Vec<(usize, usize)>,
}

impl<'t> Decoded<'t> {
    /// What is between the quotes of a JSON text that is written at `start`.
    pub(super) fn json(written: &'t str, start: usize) -> Self {
        let mut decoded = Self { text: Cow::Borrowed(written), marks: vec![(0, start)] };
        if !written.contains('\\') {
            return decoded;
        }
        let mut text = String::with_capacity(written.len());
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('\\') {
            text.push_str(before);
            let at = start + written.len() - after.len() - 1;
            decoded.mark(text.len(), at);
            let (c, behind) = escape(after);
            text.extend(c);
            rest = behind;
            decoded.mark(text.len(), start + written.len() - rest.len());
        }
        text.push_str(rest);
        decoded.text = Cow::Owned(text);
        decoded
    }

    /// The text without the `%XX` of a URL, if all of them are UTF-8.
    pub(super) fn percent(self) -> Option<Decoded<'static>> {
        let mut bytes = Vec::with_capacity(self.text.len());
        let mut marks = vec![(0, self.source(0))];
        let source = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = source.get(at) {
            let hex = source.get(at + 1..at + 3).filter(|_| *byte == b'%');
            let code = hex.and_then(|hex| core::str::from_utf8(hex).ok());
            match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                Some(code) => {
                    marks.push((bytes.len(), self.source(at)));
                    bytes.push(code);
                    at += 3;
                    marks.push((bytes.len(), self.source(at)));
                }
                None => {
                    bytes.push(if *byte == b'+' { b' ' } else { *byte });
                    at += 1;
                }
            }
        }
        let text = String::from_utf8(bytes).ok()?;
        Some(Decoded { text: Cow::Owned(text), marks })
    }

    fn mark(&mut self, at: usize, source: usize) {
        self.marks.push((at, source));
    }

    /// Where a place of the text is written.
    fn source(&self, at: usize) -> usize {
        let idx = self.marks.partition_point(|(mark, _)| *mark <= at);
        match idx.checked_sub(1).and_then(|idx| self.marks.get(idx)) {
            Some((mark, source)) => source + (at - mark),
            None => at,
        }
    }

    /// Where a part of the text is written.
    pub(super) fn span(&self, span: Span) -> Span {
        Span { start: self.source(span.start), end: self.source(span.end) }
    }

    /// A value that was read in the text, with the places where it is written.
    pub(super) fn value(&self, value: Value) -> Value {
        let node = match value.node {
            Node::Array(elements) => Node::Array(elements.into_iter().map(|it| self.value(it)).collect()),
            Node::Object(members) => Node::Object(members.into_iter().map(|it| self.member(it)).collect()),
            node => node,
        };
        Value { node, span: self.span(value.span) }
    }

    fn member(&self, member: Member) -> Member {
        let Member { mut name, value } = member;
        name.span = self.span(name.span);
        Member { name, value: self.value(value) }
    }
}

/// The character that an escape stands for, and what follows it; a backslash stands before.
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

/// The character of `XXXX`, or of two of them, as characters beyond the first 65,536 are written.
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
