//! Conditions of a statement that no request meets together.

use crate::finding::{Code, Finding, Severity};
use crate::iam::action::ActionPattern;
use crate::iam::condition::{ConditionTest, Fulfilment};
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::condition_findings::{of_key, of_place};
use crate::rules::wording::{listed, shortened};
use crate::{Action, Effect};

/// The most pairs of an action and a condition of a statement that are looked at.
const MAX_PAIRS: usize = 65_536;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.scopes.iter().filter(|scope| scope.effect.is_some()).flat_map(find).collect()
}

fn find(scope: &Scope<'_>) -> Vec<Finding> {
    let pairs = scope.contradictions.iter();
    let found: Vec<_> = pairs
        .filter_map(|(first, second)| {
            Some(contradiction(scope, scope.tests.get(*first)?, scope.tests.get(*second)?))
        })
        .collect();
    if found.is_empty() { apart(scope).into_iter().collect() } else { found }
}

/// The end of a sentence about a statement without effect.
fn without_effect(scope: &Scope<'_>) -> &'static str {
    if scope.effect == Some(Effect::Deny) {
        "the statement never denies anything"
    } else {
        "the statement never grants anything"
    }
}

/// The finding about two conditions on a key that exclude each other.
fn contradiction(scope: &Scope<'_>, first: &ConditionTest<'_>, second: &ConditionTest<'_>) -> Finding {
    let message = format!(
        "no request meets both `{}` and `{}` on `{}`: {}",
        first.operator.name,
        second.operator.name,
        second.key.name,
        without_effect(scope)
    );
    of_key(second, Code::ConditionNeverMet, message)
        .label(first.key.name.span, "the other condition on the key")
        .also(scope.statement.span)
        .help("change or remove one of them; values that are all intended belong in one list")
}

/// The finding about keys that the requests of the actions have, but on different types of resources.
fn apart(scope: &Scope<'_>) -> Option<Finding> {
    let asking: Vec<_> = scope
        .tests
        .iter()
        .filter(|test| test.without_key() == Some(false) && test.meaning.is_listed() && !test.is_never_met())
        .collect();
    let (first, last) = (*asking.first()?, *asking.last()?);
    let n_actions: usize = scope.entries().map(|(_, actions)| actions.len()).sum();
    if scope.not_action || asking.len() < 2 || n_actions.saturating_mul(asking.len()) > MAX_PAIRS {
        return None;
    }
    let is_apart = |action: &Action| {
        scope.fulfilment(*action) == Some(Fulfilment::Never)
            && asking.iter().all(|test| scope.fulfilment_of(test, *action) == Some(Fulfilment::Depends))
    };
    let entries: Vec<(ActionPattern<'_>, &[Action])> =
        scope.entries().filter(|(_, actions)| !actions.is_empty() && actions.iter().all(is_apart)).collect();
    let (entry, actions) = entries.first()?;
    let names: Vec<_> = entries.iter().map(|(entry, _)| format!("`{}`", entry.text)).collect();
    let mut keys: Vec<_> = asking.iter().map(|test| format!("`{}`", test.key.name)).collect();
    keys.dedup();
    let message = format!(
        "no resource in a request for {} has {} together: the statement never {} {}",
        shortened(&names, "or"),
        listed(keys, "and"),
        if scope.allows() { "grants" } else { "denies" },
        if names.len() == 1 { "it" } else { "them" }
    );
    let finding = of_place(last, Code::ConditionNeverMet, last.key.name.span, message)
        .label(first.key.name.span, "requests have this key on other types of resources")
        .label(entry.text.span, "each resource of a request is checked with its own keys")
        .help("write a statement for each type of resource, with the keys that its requests have")
        .at_most(Severity::Warning);
    Some(actions.iter().map(|action| action.service()).fold(finding, Finding::rests_on))
}
