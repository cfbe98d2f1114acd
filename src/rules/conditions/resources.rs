//! Resources on which requests never have the key of a condition, although on others they have it.

use crate::Action;
use crate::finding::{Code, Finding};
use crate::iam::condition::ConditionTest;
use crate::iam::resource::ResourcePattern;
use crate::rules::condition_findings::of_place;
use crate::rules::wording::shortened;
use crate::rules::{RuleContext, TestContext};

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
    let answers = scope.resources.iter().filter_map(|it| Some((it, has_key(test, &actions, it)?)));
    let (having, lacking): (Vec<_>, Vec<_>) = answers.partition(|(_, has)| *has);
    // A key that no request has is a finding about the actions.
    if having.is_empty() {
        return Vec::new();
    }
    lacking.into_iter().filter_map(|(resource, _)| unsupported(test, &actions, resource)).collect()
}

/// True if a request of one of the actions on a resource can have the key; nothing if no action uses it.
fn has_key(test: &ConditionTest<'_>, actions: &[Action], resource: &ResourcePattern<'_>) -> Option<bool> {
    let on = |action: Action| {
        let kinds = action.resource_types().filter(|kind| resource.can_be(*kind));
        kinds.map(move |kind| test.meaning.is_stated_on(action, kind))
    };
    actions.iter().copied().flat_map(on).reduce(|before, has| before || has)
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
