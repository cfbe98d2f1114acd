//! What a rule works with: the document as IAM reads it, and the findings so far.

use super::scope::{Expansions, Scope};
use super::{Code, Finding, Options};
use crate::Service;
use crate::document::{Document, Span};

/// Up to how many characters everything in a document is compared with everything else: ten times
/// what IAM takes at most.
const MAX_SIZE: usize = 102_400;

/// Up to how many characters more than the form of a document is looked at.
const MAX_CHECKED: usize = 10 * MAX_SIZE;

/// A document under examination.
#[derive(Debug)]
pub(crate) struct Context<'d> {
    pub(crate) document: &'d Document,
    pub(crate) options: Options,
    /// One for each statement.
    pub(crate) scopes: Vec<Scope<'d>>,
    pub(crate) findings: Vec<Finding>,
}

impl<'d> Context<'d> {
    pub(crate) fn new(document: &'d Document, options: Options) -> Self {
        let mut expansions = Expansions::default();
        let scopes = document.statements.iter().map(|it| Scope::new(it, &mut expansions)).collect();
        Self { document, options, scopes, findings: document.problems.clone() }
    }

    /// Whether the document is so large that IAM would never take it, and that comparing everything in
    /// it with everything else would take long.
    pub(crate) fn is_huge(&self) -> bool {
        self.document.size > MAX_SIZE
    }

    /// Whether the document is so large that nothing but its form is looked at.
    pub(crate) fn is_oversized(&self) -> bool {
        self.document.size > MAX_CHECKED
    }

    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn report_all(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }
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
