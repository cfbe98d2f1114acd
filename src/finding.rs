//! A finding: one thing that is wrong with a policy document, its place, and its fix.
//!
//! The ground of everything that checks: reading a document and the rules report into these types, and
//! they know neither. The kinds of findings are stated in `catalog/findings`.

mod code;
mod severity;
mod span;

use crate::Service;

pub use code::{Code, UnknownCodeError};
pub use severity::Severity;
pub use span::Span;

/// What is known about the use of a document besides its text.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether texts such as `<REGION>` stand for values that are filled in later.
    pub placeholders: bool,
    /// The partition in which the policy is to be attached.
    pub partition: Option<&'static crate::Partition>,
}

/// Something that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// What is wrong, in a sentence without its period.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What else has to do with it, and where that is.
    pub labels: Vec<(Span, String)>,
    /// How to mend it.
    pub help: Vec<String>,
    /// What a reader may ask for besides: the actions behind a wildcard, a matrix.
    pub details: Vec<String>,
    /// The statement that it is about, by its place in the document.
    pub statement: Option<usize>,
    /// What of the statement it is about: an action, a resource, a condition key, as written.
    pub subject: Option<String>,
    /// The day of the facts that it rests on, as `2026-08-22`.
    pub as_of: Option<&'static str>,
}

impl Finding {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            labels: Vec::new(),
            help: Vec::new(),
            details: Vec::new(),
            statement: None,
            subject: None,
            as_of: None,
        }
    }

    /// Adds a line that says how to mend it.
    pub(crate) fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Adds a place that has to do with it.
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Adds a line for those who ask for more.
    pub(crate) fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Says which statement it is about.
    pub(crate) fn statement(mut self, idx: usize) -> Self {
        self.statement = Some(idx);
        self
    }

    /// Says which entry or key of the statement it is about.
    pub(crate) fn subject(mut self, text: impl Into<String>) -> Self {
        self.subject = Some(text.into());
        self
    }

    /// Says that it rests on the facts of a service; the oldest facts count.
    pub(crate) fn rests_on(mut self, service: &'static Service) -> Self {
        let dates = [self.as_of, service.as_of];
        self.as_of = dates.into_iter().flatten().min();
        self
    }
}
