//! `ForAllValues` and `ForAnyValue` on keys with several values: requests that get around a condition with one
//! more value, or with none.
//!
//! Source: IAM User Guide, "Set operators for multivalued context keys". A request without the key meets
//! `ForAllValues` and does not meet `ForAnyValue`, whatever the values are.

use crate::Effect;
use crate::finding::{Code, Finding, Severity};
use crate::iam::condition::operator::{OperatorFamily, Qualifier};
use crate::iam::condition::{Comparison, ConditionTest, Fulfilment};
use crate::iam::scope::Scope;
use crate::rules::condition_findings::of_operator;
use crate::rules::{RuleContext, TestContext, key_rule};

/// The key that has the names of the tags of a request, and the key that has the value of one of them.
const TAG_KEYS: &str = "aws:TagKeys";
const REQUEST_TAG: &str = "aws:RequestTag/";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let of_sets = cx.tests().filter(|it| {
        it.comparison.family != OperatorFamily::Null && it.test.meaning.is_multivalued() == Some(true)
    });
    of_sets.filter_map(|it| find(cx, it)).collect()
}

fn find(
    cx: &RuleContext<'_>,
    TestContext { scope, test, comparison, .. }: TestContext<'_, '_>,
) -> Option<Finding> {
    let qualifier = comparison.qualifier?;
    if test.key.values.is_empty() {
        return None;
    }
    match (scope.effect?, qualifier, comparison.is_negated) {
        (Effect::Allow, Qualifier::ForAllValues, _) => unguarded(scope, test),
        (Effect::Deny, Qualifier::ForAllValues, false) => {
            Some(one_more(test, comparison, Qualifier::ForAnyValue, "and another value is not denied"))
        }
        (Effect::Allow, Qualifier::ForAnyValue, true) if has_none(scope, test) => None,
        (Effect::Allow, Qualifier::ForAnyValue, true) => {
            Some(one_more(test, comparison, Qualifier::ForAllValues, "and another value is allowed"))
        }
        (Effect::Deny, Qualifier::ForAnyValue, true) => without_any(cx, test),
        (_, Qualifier::ForAnyValue, _) | (Effect::Deny, Qualifier::ForAllValues, true) => None,
    }
}

/// The finding about a grant to requests without the key.
fn unguarded(scope: &Scope<'_>, test: &ConditionTest<'_>) -> Option<Finding> {
    let key = &test.key.name;
    let asks_for_it = |other: &ConditionTest<'_>| {
        let name = other.key.name.as_str();
        let is_tag = key.as_str().eq_ignore_ascii_case(TAG_KEYS)
            && name.get(..REQUEST_TAG.len()).is_some_and(|head| head.eq_ignore_ascii_case(REQUEST_TAG));
        other.without_key() == Some(false) && (is_tag || name.eq_ignore_ascii_case(key.as_str()))
    };
    // The rules of the catalog about the key say which requests get around it.
    let has_rules = key_rule::about(test).next().is_some();
    if has_rules || scope.tests.iter().any(asks_for_it) || has_none(scope, test) {
        return None;
    }
    let message = format!("a request without `{key}` also meets `{}`", test.operator.name);
    // A request without tags is harmless more often than not.
    let is_tags = key.as_str().eq_ignore_ascii_case(TAG_KEYS);
    let severity = if is_tags { Severity::Suggestion } else { Severity::Warning };
    Some(
        of_operator(test, Code::ForallvaluesWithoutNullCheck, message)
            .at_most(severity)
            .label(key.span, "a request need not have this key")
            .help(format!("add `\"Null\": {{\"{key}\": \"false\"}}` unless such requests are intended")),
    )
}

/// True if no request of the statement has the key, which is a finding of its own.
fn has_none(scope: &Scope<'_>, test: &ConditionTest<'_>) -> bool {
    let mut actions = scope.entries().flat_map(|(_, actions)| actions);
    !scope.not_action
        && test.meaning.is_listed()
        && actions.all(|action| {
            matches!(scope.fulfilment_of(test, *action), Some(Fulfilment::Always | Fulfilment::Never))
        })
}

/// The finding about a condition that a request with a listed value gets around with another one.
fn one_more(test: &ConditionTest<'_>, comparison: Comparison, instead: Qualifier, effect: &str) -> Finding {
    let message = format!("a request with a listed value of `{}` {effect}", test.key.name);
    let right = Comparison { qualifier: Some(instead), ..comparison };
    of_operator(test, Code::SetOperatorBypassed, message)
        .label(test.key.name.span, "a request can have several values of this key")
        .help(format!("write `{}`", right.renamed(right.name)))
}

/// The finding about a denial that spares requests without the key, unless another one denies them.
fn without_any(cx: &RuleContext<'_>, test: &ConditionTest<'_>) -> Option<Finding> {
    let key = &test.key.name;
    let denies_absent = |scope: &Scope<'_>| {
        let mut tests = scope.tests.iter();
        scope.denies()
            && tests.any(|it| {
                it.without_key() == Some(true) && it.key.name.as_str().eq_ignore_ascii_case(key.as_str())
            })
    };
    // A request without tags does not set a wrong one.
    if key.as_str().eq_ignore_ascii_case(TAG_KEYS) || cx.scopes.iter().any(denies_absent) {
        return None;
    }
    let message =
        format!("a request without `{key}` does not meet `{}`, and is not denied", test.operator.name);
    Some(
        of_operator(test, Code::SetOperatorBypassed, message)
            .label(key.span, "a request need not have this key")
            .help(format!("deny such requests as well, with `\"Null\": {{\"{key}\": \"true\"}}` in a statement of its own")),
    )
}
