//! Conditions of a statement on one key that no request meets together.
//!
//! All conditions of a statement have to be met. Two of them exclude each other if one asks for the key and the
//! other for its absence, or if no value meets both. A value that is not known yet excludes nothing.

use crate::document::Scalar;
use crate::iam::address::AddressRange;
use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode, Qualifier};
use crate::iam::pattern::TextPattern;
use crate::iam::{arn, date, piece};

/// The most pairs of values of a document that are compared.
pub(crate) const MAX_COMPARED: usize = 100_000;

/// The pairs of conditions that exclude each other, by their places: one for each key.
pub(crate) fn contradictions(tests: &[ConditionTest<'_>], n_left: &mut usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for test in tests {
        let name = test.key.name.as_str();
        if done.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            continue;
        }
        done.push(name);
        let group: Vec<_> = tests
            .iter()
            .enumerate()
            .filter(|(_, it)| it.key.name.as_str().eq_ignore_ascii_case(name))
            .collect();
        found.extend(contradiction(&group, n_left));
    }
    found
}

/// The first pair of conditions on a key that exclude each other.
fn contradiction(group: &[(usize, &ConditionTest<'_>)], n_left: &mut usize) -> Option<(usize, usize)> {
    // A request without the key meets the others.
    let (asking, _) = group.iter().find(|(_, test)| test.without_key() == Some(false))?;
    if let Some((absent, _)) = group.iter().find(|(_, test)| asks_for_absence(test)) {
        return Some((*asking.min(absent), *asking.max(absent)));
    }
    for (place, (first_idx, first)) in group.iter().enumerate() {
        for (second_idx, second) in group.iter().skip(place + 1) {
            let n_pairs = first.key.values.len().saturating_mul(second.key.values.len());
            if n_pairs > *n_left {
                return None;
            }
            *n_left -= n_pairs;
            if exclude(first, second) {
                return Some((*first_idx, *second_idx));
            }
        }
    }
    None
}

/// True for `Null` with `true`, and nothing else.
fn asks_for_absence(test: &ConditionTest<'_>) -> bool {
    test.comparison.is_some_and(|it| it.family == OperatorFamily::Null)
        && test.without_key() == Some(true)
        && test.key.values.iter().all(|value| value.text.as_str().eq_ignore_ascii_case("true"))
}

/// True if no value of the key meets both conditions.
fn exclude(first: &ConditionTest<'_>, second: &ConditionTest<'_>) -> bool {
    let (Some(a), Some(b)) = (first.comparison, second.comparison) else { return false };
    // Another value of the request may meet the one condition, or each of them.
    let is_about_one_value = matches!(
        (a.qualifier, b.qualifier),
        (None | Some(Qualifier::ForAllValues), None)
            | (None | Some(Qualifier::ForAnyValue), Some(Qualifier::ForAllValues))
            | (Some(Qualifier::ForAllValues), Some(Qualifier::ForAnyValue))
    );
    if !is_about_one_value || first.key.values.is_empty() || second.key.values.is_empty() {
        return false;
    }
    let (left, right) = ((a, first.key.values.as_slice()), (b, second.key.values.as_slice()));
    match (a.family, b.family) {
        (OperatorFamily::String | OperatorFamily::Arn, OperatorFamily::String | OperatorFamily::Arn)
        | (OperatorFamily::Bool, OperatorFamily::Bool)
        | (OperatorFamily::Binary, OperatorFamily::Binary) => {
            exclude_with(left, right, no_text, no_other_text)
        }
        (OperatorFamily::IpAddress, OperatorFamily::IpAddress) => {
            exclude_with(left, right, no_address, no_other_address)
        }
        (OperatorFamily::Numeric, OperatorFamily::Numeric) | (OperatorFamily::Date, OperatorFamily::Date) => {
            exclude_numbers(left, right)
        }
        _ => false,
    }
}

/// The values of a condition, and the way in which it compares them.
type Compared<'t> = (Comparison, &'t [Scalar]);

/// True if two conditions exclude each other: `apart` says so of two values, of which a request has to match
/// both, and `within` of a value to match and a value not to match.
fn exclude_with(
    first: Compared<'_>,
    second: Compared<'_>,
    apart: impl Fn((Comparison, &str), (Comparison, &str)) -> bool,
    within: impl Fn((Comparison, &str), (Comparison, &str)) -> bool,
) -> bool {
    let each = |((a, left), (b, right)): (Compared<'_>, Compared<'_>)| {
        left.iter()
            .all(|one| right.iter().all(|other| apart((a, one.text.as_str()), (b, other.text.as_str()))))
    };
    let none_is_left = |((a, left), (b, right)): (Compared<'_>, Compared<'_>)| {
        left.iter()
            .all(|one| right.iter().any(|other| within((a, one.text.as_str()), (b, other.text.as_str()))))
    };
    match (first.0.is_negated, second.0.is_negated) {
        (false, false) => each((first, second)),
        (false, true) => none_is_left((first, second)),
        (true, false) => none_is_left((second, first)),
        (true, true) => false,
    }
}

/// The strings that a value of a condition matches, and perhaps more if a part is not known yet.
fn pattern(comparison: Comparison, text: &str, any_case: bool) -> TextPattern<'_> {
    if any_case && !piece::is_unknown(text) {
        // A value of the type boolean, and one without regard to case, has no wildcards.
        return TextPattern::literal(&text.to_lowercase());
    }
    if comparison.is_like() || piece::is_unknown(text) {
        TextPattern::new(text)
    } else {
        TextPattern::literal(text)
    }
}

fn ignores_case(comparison: Comparison) -> bool {
    comparison.mode == OperatorMode::AnyCase || comparison.family == OperatorFamily::Bool
}

/// True if no string matches both values.
fn no_text((a, left): (Comparison, &str), (b, right): (Comparison, &str)) -> bool {
    let any_case = ignores_case(a) || ignores_case(b);
    // The case of the strings that a wildcard stands for is open.
    if any_case && (a.is_like() || b.is_like()) {
        return false;
    }
    if a.family == OperatorFamily::Arn && b.family == OperatorFamily::Arn {
        return no_arn(left, right);
    }
    !pattern(a, left, any_case).overlaps(&pattern(b, right, any_case))
}

/// True if no ARN matches both values: the operators for ARNs compare field by field.
fn no_arn(left: &str, right: &str) -> bool {
    let (fields, others) = (arn::fields(left), arn::fields(right));
    if fields.len() != others.len() {
        return !TextPattern::new(left).overlaps(&TextPattern::new(right));
    }
    let pattern = |text, field| TextPattern::new(str::get(text, field).unwrap_or_default());
    fields
        .into_iter()
        .zip(others)
        .any(|(field, other)| !pattern(left, field).overlaps(&pattern(right, other)))
}

/// True if every string that matches the first value matches the second, which is excluded.
fn no_other_text((a, left): (Comparison, &str), (b, right): (Comparison, &str)) -> bool {
    // An operator for ARNs compares field by field, so that a pattern excludes less than the same string.
    if left == right && (ignores_case(b) || !ignores_case(a)) && a.is_like() == b.is_like() {
        return a.family == b.family || !a.is_like();
    }
    if b.family == OperatorFamily::Arn || ignores_case(a) && !ignores_case(b) {
        return false;
    }
    let is_open = |comparison: Comparison, text| !comparison.is_like() && piece::is_unknown(text);
    if ignores_case(b) && a.is_like() || is_open(a, left) || is_open(b, right) {
        return false;
    }
    pattern(b, right, ignores_case(b)).covers(&pattern(a, left, ignores_case(b)))
}

fn no_address((_, left): (Comparison, &str), (_, right): (Comparison, &str)) -> bool {
    let (left, right) = (AddressRange::new(left), AddressRange::new(right));
    left.zip(right).is_some_and(|(left, right)| !left.covers(right) && !right.covers(left))
}

fn no_other_address((_, left): (Comparison, &str), (_, right): (Comparison, &str)) -> bool {
    AddressRange::new(left).zip(AddressRange::new(right)).is_some_and(|(left, right)| right.covers(left))
}

/// The numbers that meet a condition.
enum Numbers {
    Below { bound: f64, or_equal: bool },
    Above { bound: f64, or_equal: bool },
    AnyOf(Vec<f64>),
    NoneOf(Vec<f64>),
}

impl Numbers {
    /// Nothing for values that are not numbers, or not known yet.
    fn new((comparison, values): Compared<'_>) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "seconds of a date are far below 2^53")]
        let number = |value: &Scalar| match comparison.family {
            OperatorFamily::Date => date::parse(value.text.as_str()).map(|date| date.seconds as f64),
            _ => value.text.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        };
        let numbers: Vec<f64> = values.iter().map(number).collect::<Option<_>>()?;
        if comparison.mode != OperatorMode::Order {
            return Some(if comparison.is_negated { Self::NoneOf(numbers) } else { Self::AnyOf(numbers) });
        }
        // One of several values is enough, so that the widest decides.
        let or_equal = comparison.name.ends_with("Equals");
        Some(if comparison.name.contains("Less") {
            Self::Below { bound: numbers.into_iter().reduce(f64::max)?, or_equal }
        } else {
            Self::Above { bound: numbers.into_iter().reduce(f64::min)?, or_equal }
        })
    }

    fn has(&self, number: f64) -> bool {
        match self {
            Self::Below { bound, or_equal } => number < *bound || *or_equal && number <= *bound,
            Self::Above { bound, or_equal } => number > *bound || *or_equal && number >= *bound,
            Self::AnyOf(numbers) => numbers.iter().any(|it| it.total_cmp(&number).is_eq()),
            Self::NoneOf(numbers) => !numbers.iter().any(|it| it.total_cmp(&number).is_eq()),
        }
    }
}

fn exclude_numbers(first: Compared<'_>, second: Compared<'_>) -> bool {
    let (Some(first), Some(second)) = (Numbers::new(first), Numbers::new(second)) else { return false };
    match (&first, &second) {
        (Numbers::AnyOf(numbers), other) | (other, Numbers::AnyOf(numbers)) => {
            !numbers.iter().any(|number| other.has(*number))
        }
        (Numbers::Below { bound: upper, .. }, Numbers::Above { bound: lower, .. })
        | (Numbers::Above { bound: lower, .. }, Numbers::Below { bound: upper, .. }) => {
            lower > upper || !(first.has(*lower) && second.has(*lower)) && lower >= upper
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_COMPARED, contradictions};
    use crate::iam::scope::{Lookups, Scope};
    use crate::iam::testing::statement_with;

    #[test]
    fn conditions_on_a_key_can_exclude_each_other() {
        let cases = [
            (r#"{"StringEquals": {"aws:a": "1"}, "StringNotEquals": {"aws:A": "1"}}"#, true),
            (r#"{"StringEquals": {"aws:a": ["1", "2"]}, "StringNotEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringEquals": {"aws:a": "1"}, "StringLike": {"aws:a": "2*"}}"#, true),
            (r#"{"StringEquals": {"aws:a": "1"}, "StringLike": {"aws:a": ["2*", "1*"]}}"#, false),
            (r#"{"StringLike": {"aws:a": "a*"}, "StringNotLike": {"aws:a": "*"}}"#, true),
            (r#"{"StringLike": {"aws:a": "a*"}, "StringNotLike": {"aws:a": "ab*"}}"#, false),
            (r#"{"StringEquals": {"aws:a": "<A>"}, "StringNotEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringEquals": {"aws:a": "<A>"}, "StringLike": {"aws:a": "1"}}"#, false),
            (r#"{"StringEqualsIgnoreCase": {"aws:a": "A"}, "StringEquals": {"aws:a": "a"}}"#, false),
            (r#"{"StringEqualsIgnoreCase": {"aws:a": "A"}, "StringNotEquals": {"aws:a": "A"}}"#, false),
            (r#"{"StringEquals": {"aws:a": "A"}, "StringNotEqualsIgnoreCase": {"aws:a": "a"}}"#, true),
            (r#"{"StringEqualsIgnoreCase": {"aws:a": "A"}, "StringLike": {"aws:a": "a*"}}"#, false),
            (r#"{"StringEqualsIfExists": {"aws:a": "1"}, "StringNotEquals": {"aws:a": "1"}}"#, false),
            (r#"{"StringEqualsIfExists": {"aws:a": "1"}, "StringEquals": {"aws:a": "2"}}"#, true),
            (r#"{"Null": {"aws:a": "true"}, "StringEquals": {"aws:a": "2"}}"#, true),
            (r#"{"Null": {"aws:a": "true"}, "StringNotEquals": {"aws:a": "2"}}"#, false),
            (r#"{"Null": {"aws:a": "false"}, "StringEquals": {"aws:a": "2"}}"#, false),
            (r#"{"Bool": {"aws:a": "true"}, "BoolIfExists": {"aws:a": "false"}}"#, true),
            (r#"{"Bool": {"aws:a": "true"}, "BoolIfExists": {"aws:a": "True"}}"#, false),
            (r#"{"NumericLessThan": {"aws:a": "1"}, "NumericGreaterThan": {"aws:a": "5"}}"#, true),
            (r#"{"NumericLessThan": {"aws:a": "5"}, "NumericGreaterThanEquals": {"aws:a": "5"}}"#, true),
            (
                r#"{"NumericLessThanEquals": {"aws:a": "5"}, "NumericGreaterThanEquals": {"aws:a": "5"}}"#,
                false,
            ),
            (r#"{"NumericLessThan": {"aws:a": ["1", "9"]}, "NumericGreaterThan": {"aws:a": "5"}}"#, false),
            (r#"{"NumericEquals": {"aws:a": "7"}, "NumericLessThan": {"aws:a": "5"}}"#, true),
            (
                r#"{"DateGreaterThan": {"aws:a": "2026-02-01"}, "DateLessThan": {"aws:a": "2026-01-01T00:00:00Z"}}"#,
                true,
            ),
            (
                r#"{"DateGreaterThan": {"aws:a": "2026-01-01"}, "DateLessThan": {"aws:a": "2026-02-01"}}"#,
                false,
            ),
            (r#"{"IpAddress": {"aws:a": "10.0.0.0/8"}, "NotIpAddress": {"aws:a": "0.0.0.0/0"}}"#, true),
            (r#"{"IpAddress": {"aws:a": "10.0.0.0/8"}, "NotIpAddress": {"aws:a": "10.1.0.0/16"}}"#, false),
            (
                r#"{"ArnLike": {"aws:a": "arn:aws:sns:*:1:a"}, "ArnEquals": {"aws:a": "arn:aws:sns:*:2:*"}}"#,
                true,
            ),
            (r#"{"ArnLike": {"aws:a": "arn:aws:s3:::a"}, "ArnNotLike": {"aws:a": "arn:aws:s3:::a"}}"#, true),
            (
                r#"{"ForAnyValue:StringEquals": {"aws:a": "1"}, "ForAllValues:StringEquals": {"aws:a": "2"}}"#,
                true,
            ),
            (
                r#"{"ForAnyValue:StringEquals": {"aws:a": "1"}, "ForAnyValue:StringLike": {"aws:a": "2"}}"#,
                false,
            ),
            (
                r#"{"ForAllValues:StringEquals": {"aws:a": "1"}, "ForAllValues:StringLike": {"aws:a": "2"}}"#,
                false,
            ),
            (r#"{"StringEquals": {"aws:a": "1", "aws:b": "2"}}"#, false),
        ];
        for (condition, expected) in cases {
            let statement = statement_with(condition);
            let scope = Scope::new(&statement, &mut Lookups::default());
            let found = contradictions(&scope.tests, &mut MAX_COMPARED.clone());
            assert_eq!(!found.is_empty(), expected, "{condition}");
        }
    }
}
