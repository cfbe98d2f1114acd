//! Conditions that only ask whether a request has a key, or that ask nothing.

use crate::finding::{Code, Finding};
use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::{Comparison, OperatorFamily, Qualifier};
use crate::iam::pattern::TextPattern;
use crate::rules::RuleContext;
use crate::rules::condition_findings::of_place;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.tests().filter_map(|it| find(it.test, it.comparison)).collect()
}

fn find(test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    if !comparison.is_like() || !matches!(comparison.family, OperatorFamily::String | OperatorFamily::Arn) {
        return None;
    }
    let value = test.key.values.iter().find(|value| TextPattern::new(&value.text.value).is_all())?;
    let (key, operator) = (&test.key.name, &test.operator.name);
    let (code, says, help) = match (comparison.is_negated, comparison.qualifier, comparison.if_exists) {
        (false, Some(Qualifier::ForAllValues), _) | (false, _, true) => (
            Code::RedundantKeyDueToWildcardInCondition,
            "every request meets it".to_owned(),
            format!("remove `{key}`, or write the intended values"),
        ),
        (false, _, false) => (
            Code::EquivalentToNullFalse,
            "it only asks that the request has the key".to_owned(),
            format!("write `\"Null\": {{\"{key}\": \"false\"}}`"),
        ),
        (true, Some(Qualifier::ForAnyValue), false) => (
            Code::RedundantStatementDueToWildcardInCondition,
            "no request ever meets it, and the statement has no effect".to_owned(),
            "remove the statement, or write the intended values".to_owned(),
        ),
        (true, ..) => (
            Code::EquivalentToNullTrue,
            "it only asks that the request does not have the key".to_owned(),
            format!("write `\"Null\": {{\"{key}\": \"true\"}}`"),
        ),
    };
    let message = format!("`{operator}` compares `{key}` with `{}`: {says}", value.text);
    Some(of_place(test, code, value.text.span, message).help(help))
}
