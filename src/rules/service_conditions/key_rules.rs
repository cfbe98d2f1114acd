//! The rules that the catalog states of single keys.

use crate::Action;
use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::condition::ConditionTest;
use crate::iam::condition::known_key::{self, KeyRule, KeyRuleShape};
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::piece;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::conditions::TestContext;
use crate::rules::wording::listed;
use crate::shared::nearest::nearest;

/// The codes that the catalog states with its rules.
pub(crate) fn codes() -> Vec<Code> {
    known_key::all().flat_map(|key| key.rules).map(|rule| rule.code).collect()
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let compared = cx.paired_tests().filter(|it| it.comparison.family != OperatorFamily::Null);
    compared.flat_map(find).collect()
}

fn find(it: TestContext<'_, '_>) -> Vec<Finding> {
    let TestContext { scope, tests, test, comparison } = it;
    let mut findings = Vec::new();
    for rule in test.meaning.known.into_iter().flat_map(|known| known.rules) {
        match rule.shape {
            KeyRuleShape::Values => findings.extend(values(test, comparison, rule)),
            KeyRuleShape::Needs => findings.extend(needs(scope, test, comparison, tests, rule)),
            KeyRuleShape::Absent => findings.extend(absent(scope, test, comparison, rule)),
            KeyRuleShape::Powerless => findings.extend(powerless(scope, test, rule)),
            KeyRuleShape::Misplaced => findings.extend(misplaced(scope, test, comparison, rule)),
            KeyRuleShape::Negated => findings.extend(negated(scope, test, comparison, rule)),
        }
    }
    findings
}

/// Values that the key never has.
fn values(test: &ConditionTest<'_>, comparison: Comparison, rule: &KeyRule) -> Vec<Finding> {
    if comparison.family != OperatorFamily::String {
        return Vec::new();
    }
    let is_right = |text: &str| {
        rule.values.iter().any(|value| {
            if comparison.way == OperatorMode::AnyCase {
                value.eq_ignore_ascii_case(text)
            } else {
                *value == text
            }
        })
    };
    let is_text = |text: &str| !comparison.is_like() || !piece::has_wildcard(text);
    test.values()
        .filter(|value| is_text(&value.text.value) && !is_right(&value.text.value))
        .map(|value| {
            let message = format!("`{}` never has the value `{}`", test.key.name, value.text);
            let help = match nearest(&value.text.value, rule.values.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write {}", listed(rule.values.iter().map(|it| format!("`{it}`")), "or")),
            };
            test.finding(rule.code, value.text.span, message).help(help)
        })
        .collect()
}

/// The entries of a statement that are about one of a rule's actions, with the action.
fn entries<'d>(scope: &Scope<'d>, rule: &KeyRule) -> Vec<(ActionPattern<'d>, Action)> {
    let actions: Vec<_> = rule.actions.iter().filter_map(|name| crate::action(name)).collect();
    let found = scope.actions.iter().filter(|_| !scope.not_action);
    found
        .filter_map(|entry| {
            let action = actions.iter().find(|action| entry.matches(**action))?;
            Some((*entry, *action))
        })
        .collect()
}

/// Actions that get around a condition on the key unless another key is held to some values.
fn needs(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
    tests: &[ConditionTest<'_>],
    rule: &KeyRule,
) -> Option<Finding> {
    let other = rule.key.filter(|_| scope.allows() && !comparison.is_negated)?;
    let (entry, _) = *entries(scope, rule).first()?;
    let is_held = |test: &ConditionTest<'_>| {
        let is_positive =
            test.comparison.is_some_and(|it| !it.is_negated && it.family == OperatorFamily::String);
        let is_right = |text: &str| rule.values.contains(&text) || piece::has_placeholder(text);
        is_positive
            && test.key.name.value.eq_ignore_ascii_case(other)
            && test.key.values.iter().all(|value| is_right(&value.text.value))
    };
    if tests.iter().any(is_held) {
        return None;
    }
    let message = format!(
        "`{}` does not limit what `{}` answers unless `{other}` is limited too",
        test.key.name, entry.text
    );
    let values = listed(rule.values.iter().map(|value| format!("`{value}`")), "or");
    Some(
        test.of_key(rule.code, message)
            .label(entry.text.span, "this can answer with more")
            .help(format!("add `StringEqualsIfExists` with `{other}` and {values}")),
    )
}

/// Actions whose requests do not have the key, so that a condition which an absent key meets lets them
/// through.
fn absent(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
    rule: &KeyRule,
) -> Option<Finding> {
    let is_let_through = scope.allows() && comparison.passes_absent();
    let (entry, action) = *entries(scope, rule).first().filter(|_| is_let_through)?;
    let message = format!(
        "no request for `{action}` has `{}`, and one without it meets `{}`: the statement grants all that the action does",
        test.key.name, test.operator.name
    );
    let help = if entry.has_wildcard() {
        format!("name the actions that are meant, without `{action}`, or deny it")
    } else {
        format!("remove `{action}`")
    };
    Some(test.of_key(rule.code, message).label(entry.text.span, format!("this grants `{action}`")).help(help))
}

/// Actions that a condition on the key does not limit.
fn powerless(scope: &Scope<'_>, test: &ConditionTest<'_>, rule: &KeyRule) -> Option<Finding> {
    let (entry, action) = *entries(scope, rule).first().filter(|_| scope.allows())?;
    let message =
        format!("`{action}` writes whole items, also the attributes that `{}` leaves out", test.key.name);
    Some(
        test.of_key(rule.code, message)
            .label(entry.text.span, format!("this grants `{action}`"))
            .help("grant an action in its place that changes parts, in a statement of its own"),
    )
}

/// Actions that have nothing to do with the key.
fn misplaced(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
    rule: &KeyRule,
) -> Option<Finding> {
    if comparison.if_exists {
        return None;
    }
    let entries = entries(scope, rule);
    let literal: Vec<_> = entries.iter().filter(|(entry, _)| !entry.has_wildcard()).collect();
    let (first, _) = *literal.first()?;
    let names = listed(literal.iter().map(|(entry, _)| format!("`{}`", entry.text)), "and");
    let message = format!("`{}` is no part of requests for {names}", test.key.name);
    Some(
        test.of_key(rule.code, message)
            .label(first.text.span, "requests for this do not have the key")
            .help("use the operator with `IfExists`, or put the actions into a statement of their own"),
    )
}

/// A condition on what a request asks for, which another one asks for in another way.
fn negated(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
    rule: &KeyRule,
) -> Option<Finding> {
    let is_negative = match scope.effect? {
        crate::Effect::Allow => comparison.is_negated,
        crate::Effect::Deny => !comparison.is_negated,
    };
    if !is_negative {
        return None;
    }
    let message = format!(
        "a request with a shorter text for `{}`, or with none, gets around the condition",
        test.key.name
    );
    Some(
        test.of_operator(rule.code, message)
            .label(test.key.name.span, "the key")
            .help("state in a grant which texts are allowed, or deny with a negated operator all but those"),
    )
}
