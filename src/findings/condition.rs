//! The conditions of a statement: operators, keys, and values.
//!
//! A rule looks at one [`Test`] at a time: a condition key under its operator.

mod absence;
mod actions;
mod address;
mod date;
mod empty;
mod form;
mod key;
mod known;
mod operator;
mod relation;
mod rule;
mod trust;
mod types;
mod value;

use super::context::Context;
use super::piece::{self, Piece};
use super::scope::Scope;
use super::{Code, Finding};
use crate::document::{Key, Operator, Scalar, Span};
use key::Meaning;

pub(crate) use operator::{Comparison, Family};
pub(crate) use relation::{admits, implies};

/// Up to how many conditions of a document are looked at: many more than a document can have that IAM
/// takes.
const MAX_TESTS: usize = 1024;

/// Up to how many pairs of an action and a condition of a statement are looked at.
const MAX_PAIRS: usize = 65_536;

/// A condition key under its operator.
#[derive(Clone, Debug)]
pub(crate) struct Test<'d> {
    pub(crate) operator: &'d Operator,
    pub(crate) key: &'d Key,
    /// What the operator does, if IAM has it.
    pub(crate) comparison: Option<Comparison>,
    /// What is known about the key.
    pub(crate) meaning: Meaning,
    statement: usize,
}

impl Test<'_> {
    /// A finding about it.
    fn finding(&self, code: Code, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(code, span, message).statement(self.statement).subject(&self.key.name.value)
    }

    /// A finding about its key.
    fn of_key(&self, code: Code, message: impl Into<String>) -> Finding {
        self.finding(code, self.key.name.span, message)
    }

    /// A finding about its operator.
    fn of_operator(&self, code: Code, message: impl Into<String>) -> Finding {
        self.finding(code, self.operator.name.span, message)
    }

    /// The values that are whole: nothing of them is filled in later.
    fn values(&self) -> impl Iterator<Item = &Scalar> + Clone {
        self.key.values.iter().filter(|value| !is_unknown(&value.text.value))
    }
}

pub(super) fn check(cx: &mut Context<'_>) {
    let mut findings = Vec::new();
    let mut n_tests = 0;
    for scope in &cx.scopes {
        let statement = scope.statement;
        empty::check(cx.document, statement, &mut findings);
        form::check_operators(statement, &mut findings);
        let tests: Vec<_> = tests(scope).take(MAX_TESTS.saturating_sub(n_tests)).collect();
        n_tests += tests.len();
        form::check_duplicates(statement, &mut findings);
        let is_huge = scope.actions.len().saturating_mul(tests.len()) > MAX_PAIRS;
        for test in &tests {
            form::check(test, &mut findings);
            let Some(comparison) = test.comparison else { continue };
            types::check(test, comparison, &mut findings);
            value::check(test, comparison, &mut findings);
            absence::check(test, comparison, &mut findings);
            trust::check(test, comparison, &tests, scope, &mut findings);
            if !is_huge {
                actions::check(scope, test, comparison, &mut findings);
                rule::check(scope, test, comparison, &tests, &mut findings);
            }
        }
    }
    for finding in findings {
        cx.report(finding);
    }
}

fn tests<'d>(scope: &Scope<'d>) -> impl Iterator<Item = Test<'d>> {
    let statement = scope.statement;
    statement.conditions().map(|(operator, key)| Test {
        operator,
        key,
        comparison: Comparison::new(&operator.name.value),
        meaning: Meaning::of(&key.name.value),
        statement: statement.idx,
    })
}

/// Whether a text has something that is filled in later: by a template, or by IAM at each request.
fn is_unknown(text: &str) -> bool {
    piece::pieces(text).any(|piece| matches!(piece, Piece::Placeholder(_) | Piece::Variable(_)))
}

fn has_placeholder(text: &str) -> bool {
    piece::placeholders(text).next().is_some()
}

/// The first policy variable of a text.
fn variable(text: &str) -> Option<&str> {
    piece::pieces(text).find_map(|piece| match piece {
        Piece::Variable(whole) => Some(whole),
        _ => None,
    })
}
