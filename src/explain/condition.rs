//! Conditions in words.

use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode, Qualifier};

/// A condition as a sentence without a period: "`aws:RequestedRegion` is `eu-west-1`".
pub(super) fn in_words(operator: &str, key: &str, values: &[String]) -> String {
    let Some(comparison) = Comparison::new(operator) else {
        return format!("`{operator}` on `{key}` with {}", listed(values, "and"));
    };
    if comparison.family == OperatorFamily::Null {
        let is_absent = values.iter().any(|value| value.eq_ignore_ascii_case("true"));
        return format!("the request has {} `{key}`", if is_absent { "no" } else { "the key" });
    }
    let subject = match comparison.qualifier {
        Some(Qualifier::ForAnyValue) => format!("a value of `{key}`"),
        Some(Qualifier::ForAllValues) => format!("each value of `{key}`, if there is one,"),
        None => format!("`{key}`"),
    };
    let (verb, joined) = match (comparison.is_negated, values) {
        (true, [_, _, ..]) => (negated_verb(comparison, true), listed(values, "and")),
        (true, _) => (negated_verb(comparison, false), listed(values, "or")),
        (false, _) => (verb(comparison), listed(values, "or")),
    };
    let absent = match comparison {
        _ if comparison.qualifier.is_some() => "",
        Comparison { if_exists: true, .. } | Comparison { is_negated: true, .. } => {
            ", or the request has no such key"
        }
        _ => "",
    };
    format!("{subject} {verb} {joined}{absent}")
}

fn verb(comparison: Comparison) -> &'static str {
    let is_date = comparison.family == OperatorFamily::Date;
    match (comparison.mode, comparison.name) {
        (OperatorMode::Wildcards, _) => "matches",
        (OperatorMode::AnyCase, _) => "is, in any case,",
        (OperatorMode::Order, name) if name.ends_with("LessThan") => {
            if is_date {
                "is before"
            } else {
                "is less than"
            }
        }
        (OperatorMode::Order, name) if name.ends_with("LessThanEquals") => {
            if is_date {
                "is not after"
            } else {
                "is at most"
            }
        }
        (OperatorMode::Order, name) if name.ends_with("GreaterThan") => {
            if is_date {
                "is after"
            } else {
                "is more than"
            }
        }
        (OperatorMode::Order, _) => {
            if is_date {
                "is not before"
            } else {
                "is at least"
            }
        }
        _ if comparison.family == OperatorFamily::IpAddress => "is in",
        _ => "is",
    }
}

fn negated_verb(comparison: Comparison, has_several: bool) -> &'static str {
    match (comparison.mode, comparison.family, has_several) {
        (OperatorMode::Wildcards, _, true) => "matches none of",
        (OperatorMode::Wildcards, _, false) => "does not match",
        (_, OperatorFamily::IpAddress, true) => "is in none of",
        (_, OperatorFamily::IpAddress, false) => "is not in",
        (OperatorMode::AnyCase, _, true) => "is, in any case, none of",
        (OperatorMode::AnyCase, _, false) => "is, in any case, not",
        (_, _, true) => "is none of",
        (_, _, false) => "is not",
    }
}

fn listed(values: &[String], word: &str) -> String {
    let quoted: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    match quoted.as_slice() {
        [] => "no value".to_owned(),
        [first @ .., last] if !first.is_empty() => format!("{} {word} {last}", first.join(", ")),
        _ => quoted.concat(),
    }
}
