//! Conditions: operators, keys and values.
//!
//! Most rules check one [`ConditionTest`] at a time: a condition key under its operator.

pub(crate) mod absence;
pub(crate) mod actions;
pub(crate) mod duplicates;
pub(crate) mod empty;
pub(crate) mod keys;
pub(crate) mod operators;
pub(crate) mod trust;
pub(crate) mod types;
pub(crate) mod values;

use crate::document::Span;
use crate::finding::{Code, Finding};
use crate::iam::condition::{Comparison, ConditionTest};
use crate::iam::scope::Scope;

/// A test with a known operator, and its statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestContext<'c, 'd> {
    pub(crate) scope: &'c Scope<'d>,
    /// All tests of the statement.
    pub(crate) tests: &'c [ConditionTest<'d>],
    pub(crate) test: &'c ConditionTest<'d>,
    pub(crate) comparison: Comparison,
}

impl ConditionTest<'_> {
    /// A finding at a place in the test.
    pub(crate) fn finding(&self, code: Code, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(code, span, message).statement(self.statement).subject(&self.key.name.value)
    }

    /// A finding at the key.
    pub(crate) fn of_key(&self, code: Code, message: impl Into<String>) -> Finding {
        self.finding(code, self.key.name.span, message)
    }

    /// A finding at the operator.
    pub(crate) fn of_operator(&self, code: Code, message: impl Into<String>) -> Finding {
        self.finding(code, self.operator.name.span, message)
    }
}
