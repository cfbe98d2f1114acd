//! The answer of a statement's conditions to one value of a key.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators". Operators for ARNs compare each
//! of the six fields by itself, and `ArnEquals` and `ArnLike` do the same; `StringLike` compares an ARN as
//! one string, in which a `*` reaches past colons. An address without a prefix is that address alone.

use crate::document::{Key, Operator, Statement};
use crate::iam::address::AddressRange;
use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::pattern::TextPattern;
use crate::iam::piece::is_unknown;
use crate::iam::{arn, date};
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
    let comparison = Comparison::new(&operator.name.value)?;
    if comparison.family == OperatorFamily::Null {
        // The request has the key.
        let asks_for_absence = key.values.iter().any(|it| it.text.value.eq_ignore_ascii_case("true"));
        let is_known = !key.values.iter().any(|it| is_unknown(&it.text.value));
        return is_known.then_some(!asks_for_absence);
    }
    let results: Vec<_> = key.values.iter().map(|it| matches(comparison, &it.text.value, value)).collect();
    // One matching value meets a condition, or fails it under a negated operator.
    if results.contains(&Some(true)) {
        Some(!comparison.is_negated)
    } else if results.contains(&None) {
        None
    } else {
        Some(comparison.is_negated)
    }
}

/// True if a value of a policy matches a value of a request; nothing if the answer is unknown.
fn matches(comparison: Comparison, stated: &str, given: &str) -> Option<bool> {
    if is_unknown(stated) {
        return match comparison.family {
            // The literal parts around a variable can rule out the value.
            OperatorFamily::String | OperatorFamily::Arn if !TextPattern::new(stated).matches(given) => {
                Some(false)
            }
            _ => None,
        };
    }
    match comparison.family {
        OperatorFamily::String if comparison.mode == OperatorMode::AnyCase => {
            Some(stated.eq_ignore_ascii_case(given))
        }
        OperatorFamily::String if comparison.is_like() => Some(TextPattern::new(stated).matches(given)),
        OperatorFamily::String | OperatorFamily::Binary => Some(stated == given),
        OperatorFamily::Arn => Some(matches_arn(stated, given)),
        OperatorFamily::Bool => Some(stated.eq_ignore_ascii_case(given)),
        OperatorFamily::Numeric => {
            let (stated, given) = (stated.parse::<f64>().ok()?, given.parse::<f64>().ok()?);
            Some(ordered(comparison, given.partial_cmp(&stated)?))
        }
        OperatorFamily::Date => {
            let (stated, given) = (date::parse(stated)?, date::parse(given)?);
            Some(ordered(comparison, given.seconds.cmp(&stated.seconds)))
        }
        OperatorFamily::IpAddress => Some(AddressRange::new(stated)?.covers(AddressRange::new(given)?)),
        OperatorFamily::Null => None,
    }
}

fn ordered(comparison: Comparison, order: core::cmp::Ordering) -> bool {
    match comparison.name {
        name if name.ends_with("LessThan") => order.is_lt(),
        name if name.ends_with("LessThanEquals") => order.is_le(),
        name if name.ends_with("GreaterThan") => order.is_gt(),
        name if name.ends_with("GreaterThanEquals") => order.is_ge(),
        _ => order.is_eq(),
    }
}

/// Compares ARNs field by field, as IAM does.
fn matches_arn(stated: &str, given: &str) -> bool {
    let (stated_fields, given_fields) = (arn::fields(stated), arn::fields(given));
    if stated_fields.len() != given_fields.len() {
        return TextPattern::new(stated).is_all();
    }
    stated_fields.into_iter().zip(given_fields).all(|(own, other)| {
        let (own, other) = (stated.get(own).unwrap_or_default(), given.get(other).unwrap_or_default());
        TextPattern::new(own).matches(other)
    })
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
