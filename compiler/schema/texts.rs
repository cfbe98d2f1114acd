//! Texts of the catalog: closed sets and forms, each with the words for a text that does not fit.
//!
//! The reader of the files refuses what does not fit, and the schemas of the editors state the same
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

/// What a text can be, as far as the text alone says it.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// Anything.
    All,
    /// One of a closed set.
    OneOf(&'static TextSet),
    /// A text of a form.
    Like(&'static TextForm),
}

/// A closed set of texts.
#[derive(Debug)]
pub struct TextSet {
    pub texts: &'static [&'static str],
    /// The words for a text that is not in the set, with `{text}` for the text.
    pub message: &'static str,
    /// What to do, where a list of the set or the nearest of its texts would not say enough.
    pub help: Option<&'static str>,
    pub code: Code,
    /// What editors show beside a text of the set.
    pub about: fn(&str) -> Option<&'static str>,
}

/// A form of texts.
#[derive(Debug)]
pub struct TextForm {
    /// The form as a regular expression, of the syntax that Rust's `regex` and JavaScript share.
    pub pattern: &'static str,
    /// The part of a text that breaks the form; nothing for a text of the form.
    pub flaw: fn(&str) -> Option<Flaw>,
    /// The words for a text that is not of the form, with `{text}` for the text and `{why}` for the
    /// reason, which otherwise stands below the text.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
    pub code: Code,
    /// A text of the form.
    pub example: &'static str,
    /// A wider form, whose words come first where a text is not of that one either.
    pub within: Option<&'static TextForm>,
}

/// A part of a text that breaks its form.
#[derive(Debug)]
pub struct Flaw {
    /// The bytes of the part; nothing for the whole text with its quotes.
    pub range: Option<Range<usize>>,
    /// The reason, or nothing where the message says all.
    pub why: Cow<'static, str>,
}

impl Texts {
    /// What is wrong with a text.
    pub fn problem(self, text: &Spanned<String>) -> Option<Diagnostic> {
        match self {
            Self::All => None,
            Self::OneOf(set) => set.problem(text),
            Self::Like(form) => form.problem(text),
        }
    }

    /// The text that was probably meant by another.
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
    /// What is wrong with a text.
    pub fn problem(&self, text: &Spanned<String>) -> Option<Diagnostic> {
        if let Some(problem) = self.within.and_then(|wider| wider.problem(text)) {
            return Some(problem);
        }
        let Flaw { range, why } = (self.flaw)(&text.value)?;
        let place = range.map_or(text.span, |range| text.inside(range));
        // The reason first: the text may hold what looks like a place for it.
        let message = self.message.replace("{why}", &why).replace("{text}", &text.value);
        let diagnostic = Diagnostic::new(self.code, place, message).help(self.help);
        Some(if self.message.contains("{why}") { diagnostic } else { diagnostic.label(why) })
    }

    /// Whether a text is of the form.
    pub fn accepts(&self, text: &str) -> bool {
        self.within.is_none_or(|wider| wider.accepts(text)) && (self.flaw)(text).is_none()
    }
}

impl Flaw {
    /// The whole text, of which the message says all.
    fn unless(fits: bool) -> Option<Self> {
        (!fits).then_some(Self { range: None, why: Cow::Borrowed("") })
    }

    /// The first character of a text, from a byte of it on, that is not allowed.
    fn first(
        text: &str,
        from: usize,
        is_allowed: impl Fn(char) -> bool,
        why: fn(char) -> &'static str,
    ) -> Option<Self> {
        let (at, c) = text.char_indices().find(|(at, c)| *at >= from && !is_allowed(*c))?;
        Some(Self { range: Some(at..at + c.len_utf8()), why: Cow::Borrowed(why(c)) })
    }

    /// All that is inside the quotes of a text.
    fn inside(text: &str, why: &'static str) -> Self {
        Self { range: Some(0..text.len()), why: Cow::Borrowed(why) }
    }
}
