//! Condition keys that requests for the statement's actions do not have.

use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::condition::ConditionTest;
use crate::iam::condition::known_key::KeyFlag;
use crate::iam::condition::operator::{Comparison, OperatorFamily};
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::condition_findings::of_key;
use crate::rules::key_rule::{self, KeyRuleShape};
use crate::rules::wording::listed;
use crate::{Action, ConditionKey, SERVICES, Service};

/// The most actions or services in a message.
const MAX_NAMES: usize = 4;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.paired_tests().flat_map(|it| find(it.scope, it.test, it.comparison)).collect()
}

fn find(scope: &Scope<'_>, test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    if comparison.family == OperatorFamily::Null || comparison.if_exists || scope.effect.is_none() {
        return Vec::new();
    }
    let found = [
        unsupported_services(scope, test, comparison),
        untagged(scope, test, comparison),
        unsupported_actions(scope, test, comparison),
    ];
    found.into_iter().flatten().collect()
}

/// Entries that name one service.
fn entries<'s, 'd>(scope: &'s Scope<'d>) -> impl Iterator<Item = ActionPattern<'d>> + Clone + use<'s, 'd> {
    scope.actions.iter().copied()
}

fn some(names: &[String], and: &str) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    let shown = names.iter().take(MAX_NAMES).cloned();
    listed(shown.chain((more > 0).then(|| format!("{more} more"))), and)
}

/// A key that only the requests to some services have.
fn unsupported_services(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
) -> Option<Finding> {
    let services = test.meaning.known.map(|known| known.services).filter(|services| !services.is_empty())?;
    if scope.not_action || scope.allows() && comparison.passes_absent() {
        return None;
    }
    let has = |prefix: &str| services.iter().any(|it| it.eq_ignore_ascii_case(prefix));
    let others: Vec<_> =
        entries(scope).filter(|entry| !has(entry.prefix)).map(|entry| format!("`{}`", entry.text)).collect();
    if others.is_empty() {
        return None;
    }
    let message = format!("requests for {} may lack `{}`", some(&others, "and"), test.key.name);
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
fn untagged(scope: &Scope<'_>, test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    test.meaning.known.filter(|known| known.is(KeyFlag::Stated))?;
    let lacks = |service: &&'static Service| {
        service.as_of.is_some() && service.condition_key(&test.key.name.value).is_none()
    };
    let mut services: Vec<&'static Service> = if scope.not_action {
        let all = SERVICES.iter().copied();
        all.filter(|service| lacks(service) && service.actions().any(|action| scope.names(action))).collect()
    } else {
        entries(scope).filter_map(ActionPattern::service).filter(|service| lacks(service)).collect()
    };
    services.sort_unstable_by_key(|service| service.prefix);
    services.dedup_by_key(|service| service.prefix);
    let first = *services.first()?;
    let passes = comparison.passes_absent();
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
    let message = format!("requests to {} never have `{}`, and {does}", some(&names, "and"), test.key.name);
    let finding = of_key(test, code, message).rests_on(first);
    let finding = if names.len() > MAX_NAMES { finding.detail(names.join(", ")) } else { finding };
    Some(finding.help(if scope.not_action {
        "name the actions that the condition applies to in `Action`"
    } else {
        "put the actions of these services into a statement without this condition"
    }))
}

/// The keys of a service with a name: the facts have a few keys in two spellings.
fn keys(service: &'static Service, name: &str) -> Vec<ConditionKey> {
    service.condition_keys().filter(|key| key.is_meant_by(name)).collect()
}

/// Actions whose requests never have the key, although requests for other actions do.
fn unsupported_actions(
    scope: &Scope<'_>,
    test: &ConditionTest<'_>,
    comparison: Comparison,
) -> Option<Finding> {
    if scope.not_action || comparison.passes_absent() {
        return None;
    }
    let known = test.meaning.known;
    if known.is_some_and(|known| known.is(KeyFlag::Everywhere))
        || test.meaning.is_global && !known?.is(KeyFlag::Stated)
    {
        return None;
    }
    // If no action is known to have the key, the facts are incomplete.
    let having = having(test)?;
    let also = known.map(|known| known.also).unwrap_or_default();
    let lacking: Vec<_> = entries(scope)
        .filter(|entry| entry.is_of_known_service())
        .filter(|entry| {
            let keys = entry.service().map(|service| keys(service, &test.key.name.value)).unwrap_or_default();
            if keys.is_empty() {
                // A service without such a key has another finding.
                return !test.meaning.is_global;
            }
            let has = |action: Action| {
                keys.iter().any(|key| action.has(*key))
                    || also.iter().any(|it| crate::action(it) == Some(action))
            };
            entry.expand().next().is_some() && !entry.expand().any(has)
        })
        .filter(|entry| !is_misplaced(test, *entry))
        .collect();
    let first = *lacking.first()?;
    let names: Vec<_> = lacking.iter().map(|entry| format!("`{}`", entry.text)).collect();
    let is_all = lacking.len() == scope.actions.len();
    let does = if scope.allows() { "grants" } else { "denies" };
    let key = &test.key.name;
    let finding = match having.as_slice() {
        [only] if is_all => {
            let message =
                format!("only requests for `{only}` have `{key}`, and the statement does not cover it");
            of_key(test, Code::MissingActionForConditionKey, message)
                .help(format!("add `{only}` to the actions, or remove the condition"))
        }
        _ => {
            let them = if lacking.len() == 1 { "it" } else { "them" };
            let message = format!(
                "no request for {} has `{key}`: the statement never {does} {them}",
                some(&names, "or")
            );
            of_key(test, Code::UnsupportedActionForConditionKey, message)
                .help(format!("put {them} into a statement without this condition"))
        }
    };
    let finding = lacking.iter().take(MAX_NAMES).fold(finding, |finding, entry| {
        finding.label(entry.text.span, "requests for this do not have the key")
    });
    let finding = lacking.iter().fold(finding, |finding, entry| finding.also(entry.text.span));
    let finding = if having.len() > 1 {
        finding.detail(format!(
            "requests with it: {}",
            having.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ))
    } else {
        finding
    };
    Some(first.service().into_iter().fold(finding, Finding::rests_on))
}

/// The actions whose requests have the key; nothing if there are none.
fn having(test: &ConditionTest<'_>) -> Option<Vec<Action>> {
    let services: Vec<&'static Service> = match test.meaning.service {
        Some(service) => vec![service],
        None => SERVICES.to_vec(),
    };
    let mut having = Vec::new();
    for service in services {
        let keys = keys(service, &test.key.name.value);
        having.extend(service.actions().filter(|action| keys.iter().any(|key| action.has(*key))));
    }
    (!having.is_empty()).then_some(having)
}

/// True if a rule of the catalog reports the entry already.
fn is_misplaced(test: &ConditionTest<'_>, entry: ActionPattern<'_>) -> bool {
    let mut rules = key_rule::about(test).filter(|rule| rule.shape == KeyRuleShape::Misplaced);
    rules.any(|rule| rule.actions.iter().any(|action| action.eq_ignore_ascii_case(&entry.text.value)))
}
