//! The rules for strings of the catalog: closed sets and forms, each with the message for other strings.
//!
//! The reader of the files refuses other strings, and the schemas of the editors state the same
//! sets and patterns. The build does not take in an engine of regular expressions, so a form has a
//! pattern for the editors and a function for the reader; `tests/rules.rs` holds the two equal.

pub mod forms;
pub mod sets;

use std::borrow::Cow;
use std::ops::Range;

use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// A rule for a string alone.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// Anything.
    All,
    /// One of a closed set.
    OneOf(&'static TextSet),
    /// A string of a form.
    Like(&'static TextForm),
}

/// A closed set of strings.
#[derive(Debug)]
pub struct TextSet {
    pub texts: &'static [&'static str],
    /// The message for a string that is not in the set, with `{text}` for the string.
    pub message: &'static str,
    /// The fix, where a list of the set or the nearest of its strings would not say enough.
    pub help: Option<&'static str>,
    pub code: Code,
    /// The note that editors show beside a string of the set.
    pub about: fn(&str) -> Option<&'static str>,
}

/// A form of strings.
#[derive(Debug)]
pub struct TextForm {
    /// The form as a regular expression, of the syntax that Rust's `regex` and JavaScript share.
    pub pattern: &'static str,
    /// The part of a string that breaks the form; `None` for a string of the form.
    pub flaw: fn(&str) -> Option<Flaw>,
    /// The message for a string that is not of the form, with `{text}` for the string and `{why}` for the
    /// reason, which otherwise becomes the note below the string.
    pub message: &'static str,
    /// The fix.
    pub help: &'static str,
    pub code: Code,
    /// A string of the form.
    pub example: &'static str,
    /// A wider form, whose message comes first where a string breaks both.
    pub within: Option<&'static TextForm>,
}

/// A part of a string that breaks its form.
#[derive(Debug)]
pub struct Flaw {
    /// The bytes of the part; `None` for the whole string with its quotes.
    pub range: Option<Range<usize>>,
    /// The reason, or an empty string where the message says all.
    pub why: Cow<'static, str>,
}

impl Texts {
    /// The mistake of a string, if it has one.
    pub fn problem(self, text: &Spanned<String>) -> Option<Diagnostic> {
        match self {
            Self::All => None,
            Self::OneOf(set) => set.problem(text),
            Self::Like(form) => form.problem(text),
        }
    }

    /// The string that was probably meant by another.
    pub fn meant(self, text: &str) -> Option<&'static str> {
        match self {
            Self::OneOf(set) => nearest(text, set.texts.iter().copied()),
            Self::All | Self::Like(_) => None,
        }
    }
}

impl TextSet {
    pub const fn new(texts: &'static [&'static str], message: &'static str) -> Self {
        Self { texts, message, help: None, code: Code::UnknownValue, about: |_| None }
    }

    fn problem(&self, text: &Spanned<String>) -> Option<Diagnostic> {
        if self.texts.contains(&text.value.as_str()) {
            return None;
        }
        let message = self.message.replace("{text}", &text.value);
        let help = self.help.map_or_else(|| one_of(&text.value, self.texts.iter().copied()), str::to_owned);
        Some(Diagnostic::new(self.code, text.span, message).help(help))
    }
}

impl TextForm {
    /// The mistake of a string, if it has one.
    pub fn problem(&self, text: &Spanned<String>) -> Option<Diagnostic> {
        if let Some(problem) = self.within.and_then(|wider| wider.problem(text)) {
            return Some(problem);
        }
        let Flaw { range, why } = (self.flaw)(&text.value)?;
        let place = range.map_or(text.span, |range| text.inside(range));
        // The reason first: the string may contain `{why}`.
        let message = self.message.replace("{why}", &why).replace("{text}", &text.value);
        let diagnostic = Diagnostic::new(self.code, place, message).help(self.help);
        Some(if self.message.contains("{why}") { diagnostic } else { diagnostic.label(why) })
    }

    /// True for a string of the form.
    pub fn accepts(&self, text: &str) -> bool {
        self.within.is_none_or(|wider| wider.accepts(text)) && (self.flaw)(text).is_none()
    }
}

impl Flaw {
    /// The whole string, of which the message says all.
    fn unless(fits: bool) -> Option<Self> {
        (!fits).then_some(Self { range: None, why: Cow::Borrowed("") })
    }

    /// The first character of a string, from a byte of it on, that is not allowed.
    fn first(
        text: &str,
        from: usize,
        is_allowed: impl Fn(char) -> bool,
        why: fn(char) -> &'static str,
    ) -> Option<Self> {
        let (at, c) = text.char_indices().find(|(at, c)| *at >= from && !is_allowed(*c))?;
        Some(Self { range: Some(at..at + c.len_utf8()), why: Cow::Borrowed(why(c)) })
    }

    /// The string inside its quotes.
    fn inside(text: &str, why: &'static str) -> Self {
        Self { range: Some(0..text.len()), why: Cow::Borrowed(why) }
    }
}
