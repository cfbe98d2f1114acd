//! The rules that the catalog states for single condition keys.

use crate::Action;
use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::arn::ArnPattern;
use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::grants::formats;
use crate::iam::piece;
use crate::iam::scope::Scope;
use crate::rules::condition_findings::{of_key, of_operator, of_place, whole};
use crate::rules::key_rule::{self, KEY_RULES, KeyRule, KeyRuleShape};
use crate::rules::wording::listed;
use crate::rules::{RuleContext, TestContext};
use crate::shared::nearest::nearest;

/// The codes of the catalog's rules.
pub(crate) fn codes() -> Vec<Code> {
    KEY_RULES.iter().map(|rule| rule.code).collect()
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let compared = cx.paired_tests().filter(|it| it.comparison.family != OperatorFamily::Null);
    compared.flat_map(|it| find(cx, it)).collect()
}

fn find(cx: &RuleContext<'_>, it: TestContext<'_, '_>) -> Vec<Finding> {
    let TestContext { scope, tests, test, comparison } = it;
    let mut findings = Vec::new();
    for rule in key_rule::about(test) {
        match rule.shape {
            KeyRuleShape::Values => findings.extend(values(test, comparison, rule)),
            KeyRuleShape::Arn => findings.extend(arns(test, comparison, rule)),
            KeyRuleShape::Needs => findings.extend(needs(scope, test, comparison, tests, rule)),
            KeyRuleShape::Absent => findings.extend(absent(scope, test, comparison, rule)),
            KeyRuleShape::Powerless => findings.extend(powerless(scope, test, rule)),
            KeyRuleShape::Misplaced => findings.extend(misplaced(scope, test, comparison, rule)),
            KeyRuleShape::Optional => findings.extend(optional(cx, scope, test, rule)),
            KeyRuleShape::Negated => findings.extend(negated(scope, test, comparison, rule)),
        }
    }
    findings
}

/// The findings about values that the key never has.
fn values(test: &ConditionTest<'_>, comparison: Comparison, rule: &KeyRule) -> Vec<Finding> {
    if comparison.family != OperatorFamily::String {
        return Vec::new();
    }
    let is_right = |text: &str| {
        rule.values.iter().any(|value| {
            if comparison.mode == OperatorMode::AnyCase {
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
            of_place(test, rule.code, value.text.span, message).help(help)
        })
        .collect()
}

/// The findings about values that are not ARNs of the resource types of the rule.
fn arns(test: &ConditionTest<'_>, comparison: Comparison, rule: &KeyRule) -> Vec<Finding> {
    if !matches!(comparison.family, OperatorFamily::String | OperatorFamily::Arn) {
        return Vec::new();
    }
    let is_right = |text: &str| {
        ArnPattern::new(text).is_some_and(|arn| formats(rule.values).any(|format| arn.overlaps(format)))
    };
    let types = listed(rule.values.iter().map(|name| format!("`{name}`")), "or");
    let forms = listed(formats(rule.values).map(|format| format!("`{}`", format.as_str())), "or");
    whole(test, comparison)
        .filter(|value| !is_right(value.text.as_str()))
        .map(|value| {
            let message =
                format!("`{}` is not the ARN of {types}, which `{}` holds", value.text, test.key.name);
            of_place(test, rule.code, value.text.span, message)
                .help(format!("write an ARN of the form {forms}; an id or a name alone never equals it"))
        })
        .collect()
}

/// The entries of a statement that match one of a rule's actions, with the action.
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

/// The finding about actions that get around a condition on the key unless another key is limited too.
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
        "`{}` does not limit what `{}` returns unless `{other}` is limited too",
        test.key.name, entry.text
    );
    let values = listed(rule.values.iter().map(|value| format!("`{value}`")), "or");
    Some(
        of_key(test, rule.code, message)
            .label(entry.text.span, "this can return more")
            .help(format!("add `StringEqualsIfExists` with `{other}` and {values}")),
    )
}

/// The finding about actions whose requests do not have the key, under a condition that such requests meet.
fn absent(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
    rule: &KeyRule,
) -> Option<Finding> {
    let is_let_through = scope.allows() && comparison.passes_absent();
    let (entry, action) = *entries(scope, rule).first().filter(|_| is_let_through)?;
    let message = format!(
        "no request for `{action}` has `{}`, and a request without it meets `{}`: the statement grants the action without a limit",
        test.key.name, test.operator.name
    );
    let help = if entry.has_wildcard() {
        format!("name the intended actions, without `{action}`, or deny it")
    } else {
        format!("remove `{action}`")
    };
    Some(
        of_key(test, rule.code, message).label(entry.text.span, format!("this grants `{action}`")).help(help),
    )
}

/// The finding about actions that a condition on the key does not limit.
fn powerless(scope: &Scope<'_>, test: &ConditionTest<'_>, rule: &KeyRule) -> Option<Finding> {
    let (entry, action) = *entries(scope, rule).first().filter(|_| scope.allows())?;
    let message = format!("`{}` does not limit `{action}`, which replaces the whole resource", test.key.name);
    Some(
        of_key(test, rule.code, message)
            .label(entry.text.span, format!("this grants `{action}`"))
            .help("grant an action that changes only parts instead, in a statement of its own"),
    )
}

/// The finding about actions for which the key has no meaning.
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
    let message = format!("requests for {names} do not have `{}`", test.key.name);
    Some(
        of_key(test, rule.code, message)
            .label(first.text.span, "requests for this do not have the key")
            .help("use the operator with `IfExists`, or put the actions into a statement of their own"),
    )
}

/// The finding about an excluded value that another value gets around.
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
        "a request with a shorter value of `{}`, or without one, gets around the condition",
        test.key.name
    );
    Some(
        of_operator(test, rule.code, message)
            .label(test.key.name.span, "the key")
            .help("state the allowed values in a grant, or deny all others with a negated operator"),
    )
}

/// The finding about requests without the key, which a condition treats in another way than the value for which
/// the absence stands.
fn optional(
    cx: &RuleContext<'_>,
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    rule: &KeyRule,
) -> Option<Finding> {
    let passes = test.without_key()?;
    // A denial has to meet such requests, and a grant must not.
    if passes == scope.denies() || rule.values.iter().any(|value| test.admits(value) != Some(!passes)) {
        return None;
    }
    let is_on_key =
        |other: &&ConditionTest<'_>| other.key.name.as_str().eq_ignore_ascii_case(test.key.name.as_str());
    let takes_care = |scope: &Scope<'_>| {
        scope.denies() && scope.tests.iter().filter(is_on_key).any(|it| it.without_key() == Some(true))
    };
    let asks_for_it = scope.tests.iter().filter(is_on_key).any(|it| it.without_key() == Some(false));
    if cx.scopes.iter().any(takes_care) || scope.allows() && asks_for_it {
        return None;
    }
    let plain = test.comparison?;
    let (effect, operator) = if scope.allows() {
        ("allowed", Comparison { if_exists: false, ..plain })
    } else {
        ("not denied", Comparison { if_exists: true, ..plain })
    };
    let message = format!("a request may lack `{}`, and is then {effect}", test.key.name);
    Some(
        of_operator(test, rule.code, message)
            .label(test.key.name.span, "a request need not have this key")
            .help(format!("write `{}`", operator.renamed(operator.name))),
    )
}
