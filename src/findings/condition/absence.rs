//! Conditions that ask no more than whether a request has a key, or nothing at all.

use super::Test;
use super::operator::{Comparison, Family, Qualifier};
use crate::findings::pattern::Pattern;
use crate::findings::{Code, Finding};

pub(super) fn check(test: &Test<'_>, comparison: Comparison, findings: &mut Vec<Finding>) {
    if !comparison.is_like() || !matches!(comparison.family, Family::String | Family::Arn) {
        return;
    }
    let Some(value) = test.key.values.iter().find(|value| Pattern::new(&value.text.value).is_all()) else {
        return;
    };
    let (key, operator) = (&test.key.name, &test.operator.name);
    let (code, says, help) = match (comparison.is_negated, comparison.qualifier, comparison.if_exists) {
        (false, Some(Qualifier::ForAllValues), _) | (false, _, true) => (
            Code::RedundantKeyDueToWildcardInCondition,
            "every request meets it".to_owned(),
            format!("remove `{key}`, or write the values that are meant"),
        ),
        (false, _, false) => (
            Code::EquivalentToNullFalse,
            "it asks no more than whether the request has the key".to_owned(),
            format!("write `\"Null\": {{\"{key}\": \"false\"}}`"),
        ),
        (true, Some(Qualifier::ForAnyValue), false) => (
            Code::RedundantStatementDueToWildcardInCondition,
            "no request ever meets it, and the statement has no effect".to_owned(),
            "remove the statement, or write the values that are meant".to_owned(),
        ),
        (true, ..) => (
            Code::EquivalentToNullTrue,
            "it asks no more than that the request does not have the key".to_owned(),
            format!("write `\"Null\": {{\"{key}\": \"true\"}}`"),
        ),
    };
    let message = format!("`{operator}` compares `{key}` with `{}`: {says}", value.text);
    findings.push(test.finding(code, value.text.span, message).help(help));
}
