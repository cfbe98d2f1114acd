//! The conditions that limit whom a statement is about.

use crate::document::{Key, Statement};
use crate::iam::condition::Comparison;
use crate::iam::condition::operator::OperatorFamily;

/// True if a comparison that a function accepts asks for one of the stated values of a key.
pub(crate) fn is_limited_by(statement: &Statement, is_one: impl Fn(Comparison, &Key) -> bool) -> bool {
    statement.conditions().any(|(operator, key)| {
        let is_positive = |it: Comparison| !it.is_negated && it.family != OperatorFamily::Null;
        // An operator that IAM does not have is reported as such.
        Comparison::new(operator.name.as_str()).is_none_or(|it| is_positive(it) && is_one(it, key))
    })
}
