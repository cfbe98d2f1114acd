//! What the conditions of a statement say of another statement, and of a single value.

use crate::document::{Key, Operator, Statement};
use crate::iam::address::AddressRange;
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::pattern::TextPattern;
use crate::iam::piece::is_unknown;
use crate::iam::{arn, date};
use crate::service::fits;

/// What the conditions of a statement on a key say of a request in which it has that one value; nothing
/// if no condition is about it. What is not known counts as met. `${…}` in the key stands for any name.
pub(crate) fn admits(statement: &Statement, key: &str, value: &str) -> Option<bool> {
    let on_key = statement.conditions().filter(|(_, it)| fits(key, &it.name.value));
    let results: Vec<_> = on_key.map(|(operator, key)| admits_one(operator, key, value)).collect();
    (!results.is_empty()).then(|| results.into_iter().all(|result| result))
}

fn admits_one(operator: &Operator, key: &Key, value: &str) -> bool {
    let Some(comparison) = Comparison::new(&operator.name.value) else { return true };
    if comparison.family == OperatorFamily::Null {
        // The key is there.
        return !key.values.iter().any(|it| it.text.value.eq_ignore_ascii_case("true"))
            || key.values.iter().any(|it| is_unknown(&it.text.value));
    }
    let mut results = key.values.iter().map(|it| matches(comparison, &it.text.value, value));
    if comparison.is_negated {
        // A value that may differ from what is given surely matches only if that is known.
        results.all(|result| result != Some(true))
    } else {
        results.any(|result| result != Some(false))
    }
}

/// Whether a value of a policy matches one of a request; nothing if that is not known.
fn matches(comparison: Comparison, stated: &str, given: &str) -> Option<bool> {
    if is_unknown(stated) {
        return match comparison.family {
            // What surrounds a variable may rule out the value.
            OperatorFamily::String | OperatorFamily::Arn if !TextPattern::new(stated).matches(given) => {
                Some(false)
            }
            _ => None,
        };
    }
    match comparison.family {
        OperatorFamily::String if comparison.way == OperatorMode::AnyCase => {
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

/// Field by field, as IAM compares ARNs.
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
    use super::admits;
    use crate::document::{Document, Statement};

    fn statement(condition: &str) -> Statement {
        let text = format!(
            r#"{{"Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}}}"#
        );
        Document::parse(&text).statements.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn values_are_admitted_or_not() {
        let cases = [
            (r#"{"StringEquals": {"aws:B": "1"}}"#, "1", None),
            (r#"{"StringEquals": {"aws:A": ["1", "2"]}}"#, "2", Some(true)),
            (r#"{"StringEquals": {"aws:a": "1"}}"#, "2", Some(false)),
            (r#"{"StringNotEquals": {"aws:a": "1"}}"#, "2", Some(true)),
            (r#"{"StringNotEquals": {"aws:a": ["1", "2"]}}"#, "2", Some(false)),
            (r#"{"StringLike": {"aws:a": "ec2.*"}}"#, "ec2.amazonaws.com", Some(true)),
            (r#"{"StringLike": {"aws:a": "<NAME>.com"}}"#, "ec2.amazonaws.com", Some(true)),
            (r#"{"StringNotLike": {"aws:a": "<NAME>.com"}}"#, "ec2.amazonaws.com", Some(true)),
            (r#"{"StringEqualsIgnoreCase": {"aws:a": "A"}}"#, "a", Some(true)),
            (r#"{"Null": {"aws:a": "true"}}"#, "1", Some(false)),
            (r#"{"Null": {"aws:a": "false"}}"#, "1", Some(true)),
            (r#"{"NumericLessThan": {"aws:a": "10"}}"#, "9", Some(true)),
            (r#"{"NumericLessThan": {"aws:a": "10"}}"#, "10", Some(false)),
            (r#"{"DateGreaterThan": {"aws:a": "2026-01-01"}}"#, "2026-01-02T00:00:00Z", Some(true)),
            (r#"{"IpAddress": {"aws:a": "10.0.0.0/8"}}"#, "10.1.2.3", Some(true)),
            (r#"{"NotIpAddress": {"aws:a": "10.0.0.0/8"}}"#, "10.1.2.3", Some(false)),
            (r#"{"ArnLike": {"aws:a": "arn:aws:iam::*:role/a"}}"#, "arn:aws:iam::1:role/a", Some(true)),
            (r#"{"ArnLike": {"aws:a": "arn:aws:*:role/a"}}"#, "arn:aws:iam::1:role/a", Some(false)),
            (r#"{"StringEquals": {"aws:a": "1"}, "Null": {"aws:a": "false"}}"#, "1", Some(true)),
        ];
        for (condition, value, expected) in cases {
            assert_eq!(admits(&statement(condition), "aws:a", value), expected, "{condition} {value}");
        }
    }
}
