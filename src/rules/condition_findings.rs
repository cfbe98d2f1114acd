//! The findings about a condition, and the values of a condition that must have the form of its key.

use crate::document::{Scalar, Span};
use crate::finding::{Code, Finding};
use crate::iam::condition::{Comparison, ConditionTest};
use crate::iam::piece;

/// A finding at a place in a condition.
pub(crate) fn of_place(
    test: &ConditionTest<'_>,
    code: Code,
    span: Span,
    message: impl Into<String>,
) -> Finding {
    Finding::new(code, span, message).statement(test.statement).subject(&test.key.name.value)
}

/// A finding at the key of a condition.
pub(crate) fn of_key(test: &ConditionTest<'_>, code: Code, message: impl Into<String>) -> Finding {
    of_place(test, code, test.key.name.span, message)
}

/// A finding at the operator of a condition.
pub(crate) fn of_operator(test: &ConditionTest<'_>, code: Code, message: impl Into<String>) -> Finding {
    of_place(test, code, test.operator.name.span, message)
}

/// The values without wildcards, placeholders and variables, which have to have the form of the key.
pub(crate) fn whole<'t>(
    test: &'t ConditionTest<'_>,
    comparison: Comparison,
) -> impl Iterator<Item = &'t Scalar> + use<'t> {
    let may_have_wildcards = comparison.is_like();
    let values = test.values().map(|value| (value, value.text.as_str()));
    let is_open = move |text: &str| text.is_empty() || may_have_wildcards && piece::has_wildcard(text);
    values.filter_map(move |(value, text)| (!is_open(text)).then_some(value))
}
