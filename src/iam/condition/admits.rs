//! The answer of a statement's conditions to one value of a key.

use crate::document::{Key, Operator, Statement};
use crate::iam::condition::{CompiledCondition, ConditionTest};
use crate::iam::context::Context;
use crate::service::fits;

/// The answer of a statement's conditions to a request with one value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// No condition tests the key.
    Unasked,
    /// The request meets every condition on the key.
    Met,
    /// The request fails a condition on the key.
    Unmet,
    /// A template or the request itself fills in the values that decide.
    Unknown,
}

/// The answer of the conditions on a key to a request with one value of the key. `${…}` in the key stands
/// for any name.
pub(crate) fn admits(statement: &Statement, key: &str, value: &str) -> Admission {
    let on_key = statement.conditions().filter(|(_, it)| fits(key, &it.name.value));
    on_key.fold(Admission::Unasked, |before, (operator, key)| {
        match (before, admits_one(operator, key, value)) {
            (Admission::Unmet, _) | (_, Some(false)) => Admission::Unmet,
            (Admission::Unknown, _) | (_, None) => Admission::Unknown,
            (Admission::Unasked | Admission::Met, Some(true)) => Admission::Met,
        }
    })
}

impl ConditionTest<'_> {
    /// True if a request with the value meets the condition; nothing if the answer is unknown.
    pub(crate) fn admits(&self, value: &str) -> Option<bool> {
        admits_one(self.operator, self.key, value)
    }
}

/// True if the request meets one condition; nothing if the answer is unknown.
fn admits_one(operator: &Operator, key: &Key, value: &str) -> Option<bool> {
    let request = Context::new().set(key.name.as_str(), value);
    CompiledCondition::new(operator, key, true)?.holds(&request).known()
}

#[cfg(test)]
mod tests {
    use super::Admission::{Met, Unasked, Unknown, Unmet};
    use super::admits;
    use crate::iam::testing::statement_with;

    #[test]
    fn values_are_admitted_or_not() {
        let cases = [
            (r#"{"StringEquals": {"aws:B": "1"}}"#, "1", Unasked),
            (r#"{"StringEquals": {"aws:A": ["1", "2"]}}"#, "2", Met),
            (r#"{"StringEquals": {"aws:a": "1"}}"#, "2", Unmet),
            (r#"{"StringNotEquals": {"aws:a": "1"}}"#, "2", Met),
            (r#"{"StringNotEquals": {"aws:a": ["1", "2"]}}"#, "2", Unmet),
            (r#"{"StringLike": {"aws:a": "ec2.*"}}"#, "ec2.amazonaws.com", Met),
            (r#"{"StringLike": {"aws:a": "<NAME>.com"}}"#, "ec2.amazonaws.com", Unknown),
            (r#"{"StringNotLike": {"aws:a": "<NAME>.com"}}"#, "ec2.amazonaws.com", Unknown),
            (r#"{"StringEquals": {"aws:a": ["<NAME>", "1"]}}"#, "1", Met),
            (r#"{"StringLike": {"aws:a": "<NAME>.org"}}"#, "ec2.amazonaws.com", Unmet),
            (r#"{"Nonsense": {"aws:a": "1"}}"#, "1", Unknown),
            (r#"{"StringEquals": {"aws:a": "<NAME>"}, "StringLike": {"aws:a": "b*"}}"#, "a", Unmet),
            (r#"{"Null": {"aws:a": "<NAME>"}}"#, "1", Unknown),
            (r#"{"StringEqualsIgnoreCase": {"aws:a": "A"}}"#, "a", Met),
            (r#"{"Null": {"aws:a": "true"}}"#, "1", Unmet),
            (r#"{"Null": {"aws:a": "false"}}"#, "1", Met),
            (r#"{"NumericLessThan": {"aws:a": "10"}}"#, "9", Met),
            (r#"{"NumericLessThan": {"aws:a": "10"}}"#, "10", Unmet),
            (r#"{"DateGreaterThan": {"aws:a": "2026-01-01"}}"#, "2026-01-02T00:00:00Z", Met),
            (r#"{"IpAddress": {"aws:a": "10.0.0.0/8"}}"#, "10.1.2.3", Met),
            (r#"{"NotIpAddress": {"aws:a": "10.0.0.0/8"}}"#, "10.1.2.3", Unmet),
            (r#"{"ArnLike": {"aws:a": "arn:aws:iam::*:role/a"}}"#, "arn:aws:iam::1:role/a", Met),
            (r#"{"ArnLike": {"aws:a": "arn:aws:*:role/a"}}"#, "arn:aws:iam::1:role/a", Unmet),
            (r#"{"StringEquals": {"aws:a": "1"}, "Null": {"aws:a": "false"}}"#, "1", Met),
        ];
        for (condition, value, expected) in cases {
            assert_eq!(admits(&statement_with(condition), "aws:a", value), expected, "{condition} {value}");
        }
    }
}
