//! Resources on which requests never have the key of a condition, although on others they have it.

use crate::finding::{Code, Finding};
use crate::iam::condition::{ConditionTest, Fulfilment};
use crate::iam::resource::ResourcePattern;
use crate::rules::condition_findings::of_place;
use crate::rules::wording::shortened;
use crate::rules::{RuleContext, TestContext};
use crate::Action;

/// The most pairs of an action and a resource of a statement that are compared.
const MAX_PAIRS: usize = 4096;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.paired_tests().filter(|it| it.scope.is_positive() && it.scope.allows()).flat_map(find).collect()
}

fn find(TestContext { scope, test, .. }: TestContext<'_, '_>) -> Vec<Finding> {
    let is_known = scope.actions.iter().all(|entry| entry.is_of_known_service());
    if test.without_key() != Some(false) || !is_known || !test.meaning.is_listed() {
        return Vec::new();
    }
    let actions = scope.expand();
    if actions.len().saturating_mul(scope.resources.len()) > MAX_PAIRS {
        return Vec::new();
    }
    let (unmet, met): (Vec<_>, Vec<_>) = scope
        .resources
        .iter()
        .filter_map(|resource| Some((resource, fulfilment(test, &actions, resource)?)))
        .partition(|(_, answer)| *answer == Fulfilment::Never);
    // A condition that no request meets is a finding about the actions.
    if met.is_empty() {
        return Vec::new();
    }
    unmet.into_iter().filter_map(|(resource, _)| unsupported(test, &actions, resource)).collect()
}

/// The answer of the condition to the requests of some actions on a resource; nothing if there are none.
fn fulfilment(
    test: &ConditionTest<'_>,
    actions: &[Action],
    resource: &ResourcePattern<'_>,
) -> Option<Fulfilment> {
    let on = |action: Action| {
        let kinds = action.resource_types().filter(|kind| resource.can_be(*kind));
        kinds.map(move |kind| test.fulfilment(action, Some(kind)))
    };
    Fulfilment::any(actions.iter().copied().flat_map(on))
}

fn unsupported(
    test: &ConditionTest<'_>,
    actions: &[Action],
    resource: &ResourcePattern<'_>,
) -> Option<Finding> {
    let on_it: Vec<_> = actions.iter().filter(|action| resource.can_match(**action)).collect();
    let first = *on_it.first()?;
    let names: Vec<_> = on_it.iter().map(|action| format!("`{action}`")).collect();
    let message = format!(
        "no request for {} on `{}` has `{}`: the statement never grants it there",
        shortened(&names, "or"),
        resource.text,
        test.key.name
    );
    let finding = of_place(test, Code::UnsupportedResourceForConditionKey, resource.text.span, message)
        .label(test.key.name.span, "requests on other resources have this key")
        .help("put the resource into a statement without this condition")
        .rests_on(first.service());
    Some(finding)
}
