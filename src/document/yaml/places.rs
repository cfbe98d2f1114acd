//! Places in a text: the parser counts characters, and includes the tag and the anchor of a value.

use crate::document::Span;

/// Every so many characters the number of bytes before them is kept.
const STEP: usize = 64;

/// The bytes at which the characters of a text begin.
#[derive(Debug)]
pub(super) struct CharPlaces<'t> {
    text: &'t str,
    /// The bytes before every 64th character; empty if each character is a byte.
    marks: Vec<usize>,
    /// The number of characters that the parser does not see.
    n_hidden: usize,
}

impl<'t> CharPlaces<'t> {
    /// The places of a text without its first characters.
    pub(super) fn new(text: &'t str, n_hidden: usize) -> Self {
        let is_ascii = text.is_ascii();
        let marks = text.char_indices().step_by(STEP).filter(|_| !is_ascii).map(|(at, _)| at);
        Self { text, marks: marks.collect(), n_hidden }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The byte at which a character begins; the end of the text for any behind it.
    pub(super) fn byte(&self, character: usize) -> usize {
        let character = character + self.n_hidden;
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(mark) = self.marks.get(character / STEP) else { return self.text.len() };
        let mut chars = self.text.get(*mark..).unwrap_or_default().char_indices();
        chars.nth(character % STEP).map_or(self.text.len(), |(at, _)| mark + at)
    }

    pub(super) fn span(&self, span: &saphyr_parser::Span) -> Span {
        let start = self.byte(span.start.index());
        Span { start, end: self.byte(span.end.index()).max(start) }
    }

    /// The part of the text at a place.
    pub(super) fn at(&self, span: Span) -> &'t str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The tag and the anchor at the beginning of a value, and the value without them.
    pub(super) fn split(&self, span: Span) -> (Span, Span) {
        let written = self.at(span);
        let mut rest = written;
        let mut end = 0;
        while rest.starts_with(['&', '!']) {
            let property = rest.split(char::is_whitespace).next().unwrap_or_default();
            end = written.len() - rest.len() + property.len();
            rest = rest.get(property.len()..).map(str::trim_start).unwrap_or_default();
        }
        let start = span.end - rest.len();
        (Span { start: span.start, end: span.start + end }, Span { start, end: span.end })
    }

    /// The place of a string in quotes up to the closing one: the parser may include a comment behind it.
    pub(super) fn quoted(&self, span: Span) -> Span {
        let mut chars = self.at(span).char_indices().peekable();
        let quote = chars.next().map(|(_, quote)| quote);
        while let Some((at, c)) = chars.next() {
            let is_escape = match c {
                '\\' => quote == Some('"'),
                // A single quote is written twice.
                '\'' if quote == Some(c) => chars.peek().is_some_and(|(_, next)| *next == c),
                _ => false,
            };
            if is_escape {
                chars.next();
            } else if Some(c) == quote {
                return Span { end: span.start + at + c.len_utf8(), ..span };
            }
        }
        span
    }

    /// The place of a string's content. As a place with the length of the content stands for it character by
    /// character, it is shortened where the lengths are equal by chance.
    pub(super) fn of_content(&self, content: &str, span: Span) -> Span {
        let written = self.at(span);
        let is_same = |(written, read): (char, char)| written == read || written == '\n' && read == ' ';
        if written.len() != content.len() || written.chars().zip(content.chars()).all(is_same) {
            return span;
        }
        let last = written.chars().next_back().map_or(0, char::len_utf8);
        Span { end: span.end.saturating_sub(last).max(span.start), ..span }
    }

    /// The place of a block without its first line, `|` or `>`, which belongs to it if a tag or an anchor comes before.
    pub(super) fn behind_header(&self, span: Span) -> Span {
        let written = self.at(span);
        let (header, content) = written.split_once('\n').unwrap_or((written, ""));
        let indicators = header.split('#').next().unwrap_or_default().trim_end();
        let is_header = indicators.starts_with(['|', '>'])
            && indicators.chars().skip(1).all(|c| c == '+' || c == '-' || c.is_ascii_digit())
            && self.text.get(..span.start).is_some_and(|before| {
                before.split_whitespace().next_back().is_some_and(|word| word.starts_with(['!', '&']))
            });
        if is_header { Span { start: span.end - content.trim_start().len(), ..span } } else { span }
    }

    /// The place without the white space at its end.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        Span { end: span.start + self.at(span).trim_end().len(), ..span }
    }
}
