//! Actions that change something, granted on all resources although they could be limited to some.

use crate::finding::{Code, Finding};
use crate::iam::condition::known_key::{KeyFlag, KeyForm};
use crate::iam::condition::{Fulfilment, KeyMeaning};
use crate::iam::grants::WholeDenials;
use crate::iam::limits::{required, scopes};
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::dangers::tables::{DangerFamily, FAMILIES, limiting_keys};
use crate::rules::wording::{MAX_DETAILED, counted, listed};
use crate::{AccessLevel, Action, ArnFormat, ResourceType};

/// The most actions, and the most ARN formats of each, in the help.
const MAX_NAMED: usize = 3;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let denials = WholeDenials::new(cx.all_scopes());
    let scopes = cx.scopes.iter().filter(|scope| scope.allows() && scope.is_on_everything());
    scopes.filter_map(|scope| find(scope, &denials)).collect()
}

fn find(scope: &Scope<'_>, denials: &WholeDenials<'_, '_>) -> Option<Finding> {
    let statement = scope.statement;
    // `*` and `NotAction` have other findings.
    if scope.not_action || scope.actions.iter().any(|entry| entry.is_all()) {
        return None;
    }
    if required(statement).any(is_scope) || limiting_keys().any(|key| scopes(statement, key)) {
        return None;
    }
    let star = scope.resources.iter().find(|resource| resource.is_all())?;
    let is_changing = |action: &Action| action.access_level() >= AccessLevel::Write && is_scopable(*action);
    let is_granted =
        |action: &Action| scope.fulfilment(*action) != Some(Fulfilment::Never) && !denials.deny(*action);
    let scopable: Vec<_> = scope.expand().into_iter().filter(is_changing).filter(is_granted).collect();
    let first = *scopable.first()?;
    let message = match scopable.as_slice() {
        [only] => format!("`{only}` is granted on all resources, although it could be limited to some"),
        all => format!(
            "{} that change something are granted on all resources, although they could be limited to some",
            counted(all.len(), "action")
        ),
    };
    let mut finding = Finding::new(Code::ChangesEverything, star.text.span, message)
        .statement(statement.idx)
        .subject(star.text.as_str());
    let groups = groups(&scopable);
    for (actions, formats) in groups.iter().take(MAX_NAMED) {
        finding = finding.help(format!("{} {}", takes(actions), some(formats, MAX_NAMED)));
    }
    if groups.len() > MAX_NAMED {
        finding = finding.help("the details show the ARN formats of the others");
    }
    for entry in &scope.actions {
        if scopable.iter().any(|action| entry.matches(*action)) {
            finding = finding.label(entry.text.span, "this could be limited");
        }
    }
    for (actions, formats) in groups.iter().take(MAX_DETAILED) {
        finding =
            finding.detail(format!("{}: {}", names(actions, MAX_DETAILED), some(formats, MAX_DETAILED)));
    }
    Some(scopable.iter().fold(finding.rests_on(first.service()), |it, action| it.rests_on(action.service())))
}

/// True for a condition key that says what is changed: a key of the service's own, such as a namespace, or
/// one that services state by the action, such as a new tag. A region holds any number of resources.
fn is_scope(key: &str) -> bool {
    let meaning = KeyMeaning::new(key);
    let is_stated = meaning.known.is_some_and(|known| known.is(KeyFlag::Stated));
    (!meaning.is_global || is_stated) && meaning.holds() != Some(KeyForm::Region)
}

/// True for an action that takes resources. The danger families have findings of their own.
fn is_scopable(action: Action) -> bool {
    let is_of_family = |family: &DangerFamily| {
        family.action.split_once(':') == Some((action.service().prefix, action.name()))
    };
    action.resource_types().len() > 0 && !FAMILIES.iter().any(is_of_family)
}

/// The actions that take the same ARN formats, in the order of the first of them.
fn groups(actions: &[Action]) -> Vec<(Vec<Action>, Vec<&'static str>)> {
    let mut groups = Vec::<(Vec<Action>, Vec<&'static str>)>::new();
    for action in actions {
        let formats = action.resource_types().flat_map(ResourceType::arn_formats);
        let mut formats: Vec<_> = formats.map(ArnFormat::as_str).collect();
        formats.sort_unstable();
        formats.dedup();
        match groups.iter_mut().find(|(_, known)| *known == formats) {
            Some((actions, _)) => actions.push(*action),
            None => groups.push((vec![*action], formats)),
        }
    }
    groups
}

fn takes(actions: &[Action]) -> String {
    let verb = if actions.len() == 1 { "takes" } else { "take" };
    format!("{} {verb}", names(actions, MAX_NAMED))
}

/// The names of actions, up to a number.
fn names(actions: &[Action], most: usize) -> String {
    let n_more = actions.len().saturating_sub(most);
    let more = (n_more > 0).then(|| format!("{n_more} more"));
    listed(actions.iter().take(most).map(|action| format!("`{action}`")).chain(more), "and")
}

/// ARN formats, up to a number.
fn some(formats: &[&str], most: usize) -> String {
    let n_more = formats.len().saturating_sub(most);
    let more = (n_more > 0).then(|| counted(n_more, "more form"));
    listed(formats.iter().take(most).map(|format| format!("`{format}`")).chain(more), "or")
}
