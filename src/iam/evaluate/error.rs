//! The reasons for which a policy cannot be evaluated.

use core::fmt;

use crate::document::Span;
use crate::finding::Finding;

/// A policy that IAM would refuse, or whose meaning is not clear.
///
/// Nothing of such a policy is evaluated: a statement with an unknown operator neither allows nor denies.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EvaluateError {
    /// The source of the policy, as it was given.
    pub source: String,
    /// The problems, in the order of their places.
    pub problems: Vec<EvaluateProblem>,
}

/// A problem of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EvaluateProblem {
    /// The place of the problem in the text of the policy.
    pub span: Span,
    /// The problem, in a sentence without a period.
    pub message: String,
    /// The steps that fix the problem.
    pub help: Vec<String>,
    /// The number of the statement in the document, from 0.
    pub statement: Option<usize>,
}

impl EvaluateProblem {
    pub(super) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: vec![help.into()], statement: None }
    }

    pub(super) fn of_finding(finding: &Finding) -> Self {
        Self {
            span: finding.span,
            message: finding.message.clone(),
            help: finding.help.clone(),
            statement: finding.statement,
        }
    }
}

impl fmt::Display for EvaluateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the policy `{}` cannot be evaluated", self.source)?;
        for problem in &self.problems {
            write!(f, "\n- {problem}")?;
        }
        Ok(())
    }
}

impl fmt::Display for EvaluateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

impl core::error::Error for EvaluateError {}
