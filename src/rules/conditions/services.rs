//! Condition keys that requests to a service of the statement do not have, or may lack.

use crate::finding::{Code, Finding};
use crate::iam::condition::ConditionTest;
use crate::iam::condition::known_key::KeyFlag;
use crate::iam::condition::operator::OperatorFamily;
use crate::iam::scope::Scope;
use crate::rules::condition_findings::of_key;
use crate::rules::wording::{MAX_NAMES, shortened};
use crate::rules::{RuleContext, TestContext};
use crate::{SERVICES, Service};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.paired_tests().filter(|it| it.scope.effect.is_some()).flat_map(find).collect()
}

fn find(TestContext { scope, test, comparison, .. }: TestContext<'_, '_>) -> Vec<Finding> {
    let Some(passes) = test.without_key() else { return Vec::new() };
    // The suffix says what happens to a request without the key.
    if comparison.if_exists {
        return Vec::new();
    }
    let is_null = comparison.family == OperatorFamily::Null;
    let unsupported = if is_null { None } else { unsupported_services(scope, test, passes) };
    unsupported.into_iter().chain(untagged_services(scope, test, passes)).collect()
}

/// A key that only the requests to some services have.
fn unsupported_services(scope: &Scope<'_>, test: &ConditionTest<'_>, passes: bool) -> Option<Finding> {
    let services = test.meaning.known.map(|known| known.services).filter(|services| !services.is_empty())?;
    if scope.not_action || scope.allows() && passes {
        return None;
    }
    let has = |prefix: &str| services.iter().any(|it| it.eq_ignore_ascii_case(prefix));
    let others: Vec<_> = scope
        .actions
        .iter()
        .filter(|entry| !has(entry.prefix))
        .map(|entry| format!("`{}`", entry.text))
        .collect();
    if others.is_empty() {
        return None;
    }
    let message = format!("requests for {} may lack `{}`", shortened(&others, "and"), test.key.name);
    let help = if scope.allows() {
        "grant them in a statement without this condition"
    } else {
        "deny them in a statement without this condition, or use an operator with `IfExists`"
    };
    Some(
        of_key(test, Code::UseConditionKeyOnlyWithSupportedServices, message)
            .help(help)
            .detail(format!("the services with the key: {}", services.join(", "))),
    )
}

/// A key whose services list the requests that have it, with a service that lists none.
fn untagged_services(scope: &Scope<'_>, test: &ConditionTest<'_>, passes: bool) -> Option<Finding> {
    test.meaning.known.filter(|known| known.is(KeyFlag::Stated))?;
    let lacks = |service: &&'static Service| {
        service.as_of.is_some() && service.condition_key(&test.key.name.value).is_none()
    };
    let mut services: Vec<&'static Service> = if scope.not_action {
        let all = SERVICES.iter().copied();
        all.filter(|service| lacks(service) && service.actions().any(|action| scope.names(action))).collect()
    } else {
        scope.actions.iter().filter_map(|entry| entry.service()).filter(|service| lacks(service)).collect()
    };
    services.sort_unstable_by_key(|service| service.prefix);
    services.dedup_by_key(|service| service.prefix);
    let first = *services.first()?;
    let (code, does) = match (scope.allows(), scope.not_action, passes) {
        (true, true, false) => {
            (Code::AllowNotactionWithUnsupportedTagConditionKeyForService, "are not allowed here")
        }
        (true, false, false) => (Code::AllowWithUnsupportedTagConditionKeyForService, "are not allowed here"),
        (true, ..) => return None,
        (false, true, false) => {
            (Code::DenyNotactionWithUnsupportedTagConditionKeyForService, "are not denied here")
        }
        (false, false, false) => (Code::DenyWithUnsupportedTagConditionKeyForService, "are not denied here"),
        (false, true, true) => {
            (Code::DenyNotactionWithUnsupportedTagConditionKeyForService, "are always denied")
        }
        (false, false, true) => (Code::DenyWithUnsupportedTagConditionKeyForService, "are always denied"),
    };
    let names: Vec<_> = services.iter().map(|service| format!("`{}`", service.prefix)).collect();
    let message =
        format!("requests to {} never have `{}`, and {does}", shortened(&names, "and"), test.key.name);
    let finding = of_key(test, code, message).rests_on(first);
    let finding = if names.len() > MAX_NAMES { finding.detail(names.join(", ")) } else { finding };
    Some(finding.help(if scope.not_action {
        "name the actions that the condition applies to in `Action`"
    } else {
        "put the actions of these services into a statement without this condition"
    }))
}
