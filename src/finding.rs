//! A finding: a mistake or a danger in a policy document, its place, and its fix.
//!
//! The ground of everything that checks: reading a document and the rules report into these types, and
//! they know neither. The kinds of findings are stated in `catalog/findings`.

mod code;
mod fix;
mod policy_kind;
mod severity;
mod span;

use crate::Service;

pub use code::{Code, UnknownCodeError};
pub use fix::Fix;
pub use policy_kind::PolicyKind;
pub use severity::Severity;
pub use span::Span;

/// The circumstances under which a document is checked.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Placeholders such as `<REGION>` are allowed: their values are filled in later.
    pub placeholders: bool,
    /// The partition in which the policy is to be attached.
    pub partition: Option<&'static crate::Partition>,
    /// The ids of one's own accounts, if other accounts are to be reported.
    pub accounts: &'static [&'static str],
    /// The kind of the policy. Without it, the form of a document decides.
    pub kind: Option<PolicyKind>,
}

/// A mistake or a danger in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The kind of the finding.
    pub code: Code,
    /// The severity: that of the code, or a lower one where the facts behind the finding are less sure.
    pub severity: Severity,
    /// The problem, in a sentence without a period.
    pub message: String,
    /// The place of the problem.
    pub span: Span,
    /// Other places that belong to the problem, each with a text.
    pub labels: Vec<(Span, String)>,
    /// Places in other documents of the same identity that belong to the problem: the number of the document
    /// among all of them, from 0, a place in it, and a text.
    pub elsewhere: Vec<(usize, Span, String)>,
    /// Other places that the finding is about no less.
    pub(crate) also: Vec<Span>,
    /// The steps that fix the problem.
    pub help: Vec<String>,
    /// Further lines for readers who ask for them: the actions behind a wildcard, a matrix.
    pub details: Vec<String>,
    /// The number of the statement in the document, from 0.
    pub statement: Option<usize>,
    /// The entry of the statement: an action, a resource or a condition key, as written.
    pub subject: Option<String>,
    /// The day of the facts behind the finding, such as `2026-08-22`.
    pub as_of: Option<&'static str>,
    /// The change that fixes the problem, if there is exactly one.
    pub fix: Option<Fix>,
}

impl Finding {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span,
            labels: Vec::new(),
            elsewhere: Vec::new(),
            also: Vec::new(),
            help: Vec::new(),
            details: Vec::new(),
            statement: None,
            subject: None,
            as_of: None,
            fix: None,
        }
    }

    /// Lowers the severity to a limit.
    pub(crate) fn at_most(mut self, limit: Severity) -> Self {
        self.severity = self.severity.min(limit);
        self
    }

    /// Adds a step that fixes the problem.
    pub(crate) fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Adds another place that belongs to the problem.
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Adds a place in another document of the same identity.
    pub(crate) fn elsewhere(mut self, document: usize, span: Span, text: impl Into<String>) -> Self {
        self.elsewhere.push((document, span, text.into()));
        self
    }

    /// Adds another place that the finding is about no less.
    pub(crate) fn also(mut self, span: Span) -> Self {
        self.also.push(span);
        self
    }

    /// Adds a line for readers who ask for details.
    pub(crate) fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Sets the change that fixes the problem.
    pub(crate) fn fixed_by(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Sets the statement.
    pub(crate) fn statement(mut self, idx: usize) -> Self {
        self.statement = Some(idx);
        self
    }

    /// Sets the entry or the key of the statement.
    pub(crate) fn subject(mut self, text: impl Into<String>) -> Self {
        self.subject = Some(text.into());
        self
    }

    /// Adds a service whose facts the finding rests on; the oldest facts count.
    pub(crate) fn rests_on(mut self, service: &'static Service) -> Self {
        let dates = [self.as_of, service.as_of];
        self.as_of = dates.into_iter().flatten().min();
        self
    }

    /// Adds a service whose ARNs the finding rests on. Where nobody has reviewed what these may be, the
    /// finding is a warning at most.
    pub(crate) fn rests_on_arns_of(self, service: &'static Service) -> Self {
        let finding = self.rests_on(service);
        if service.review.is_some() { finding } else { finding.at_most(Severity::Warning) }
    }
}
