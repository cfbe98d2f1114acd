//! Actions that no service has.

use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::piece::{PatternPiece, pieces};
use crate::iam::prefix;
use crate::iam::prefix::nearest_service;
use crate::rules::RuleContext;
use crate::shared::nearest::{is_slip, nearest};
use crate::{Action, SERVICES, Service};

/// The form of an action.
const FORM: &str = "write a service's prefix, a colon and a name or pattern, or `*` for all actions";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let is_huge = cx.is_huge();
    let mut findings = Vec::new();
    for scope in &cx.scopes {
        let found = scope.actions.iter().filter_map(|entry| self::entry(*entry, is_huge));
        findings.extend(found.map(|finding| finding.statement(scope.statement.idx)));
    }
    findings
}

fn entry(entry: ActionPattern<'_>, is_huge: bool) -> Option<Finding> {
    let text = entry.text.as_str();
    // Variables and placeholders are findings of other rules.
    if pieces(text).any(|piece| matches!(piece, PatternPiece::Variable(_) | PatternPiece::Placeholder(_))) {
        return None;
    }
    let finding = if !text.contains(':') {
        if entry.prefix == "*" {
            return None;
        }
        without_prefix(entry, is_huge)
    } else if entry.prefix.contains(['*', '?']) {
        wildcard_prefix(entry)
    } else if !prefix::is_service(entry.prefix) {
        unknown_service(entry, is_huge)
    } else {
        unknown_name(entry, is_huge)?
    };
    Some(finding.subject(text))
}

fn without_prefix(entry: ActionPattern<'_>, is_huge: bool) -> Finding {
    let text = entry.text.as_str();
    let message =
        if text.is_empty() { "an action is empty".to_owned() } else { format!("`{text}` names no service") };
    let help = match same_name(text, is_huge).as_slice() {
        [] => FORM.to_owned(),
        actions => did_you_mean(actions),
    };
    Finding::new(Code::InvalidAction, entry.text.span, message).help(help)
}

fn wildcard_prefix(entry: ActionPattern<'_>) -> Finding {
    let place = entry.text.inside(0..entry.prefix.len());
    let message = format!("the service in `{}` is a pattern, which IAM refuses", entry.text);
    let help = if entry.name.chars().all(|c| c == '*') {
        "write each service out, such as `service:*`, or `*` for all actions of all services"
    } else {
        "write an action for each service, with its prefix in full"
    };
    Finding::new(Code::WildcardInServiceName, place, message).help(help)
}

fn unknown_service(entry: ActionPattern<'_>, is_huge: bool) -> Finding {
    let (written, name) = (entry.prefix, entry.name);
    let place = entry.text.inside(0..written.len());
    let message = if written.is_empty() {
        format!("`{}` names no service", entry.text)
    } else {
        format!("no service has the prefix `{written}`")
    };
    let mut same_name = same_name(name, is_huge);
    // Of the services with such an action, the one with a similar prefix is meant.
    if let Some(meant) = nearest_service(written.trim()).filter(|_| !is_huge && !written.is_empty())
        && same_name.iter().any(|action| action.service().prefix == meant)
    {
        same_name.retain(|action| action.service().prefix == meant);
    }
    let help = match same_name.as_slice() {
        _ if is_huge => FORM.to_owned(),
        [] => match nearest_service(written.trim()) {
            Some(meant) => {
                let of = prefix::service_name(meant).map_or(String::new(), |name| format!(", of {name}"));
                format!("did you mean `{meant}:{name}`{of}?")
            }
            None => "look the prefix up in AWS's Service Authorization Reference".to_owned(),
        },
        actions => did_you_mean(actions),
    };
    let finding = Finding::new(Code::InvalidServiceInAction, place, message).help(help);
    Finding { as_of: prefix::AS_OF, ..finding }
}

fn unknown_name(entry: ActionPattern<'_>, is_huge: bool) -> Option<Finding> {
    let name = entry.name;
    let at = entry.prefix.len() + 1;
    let place = entry.text.inside(at..at + name.len());
    if name.is_empty() {
        let message = format!("`{}` names no action", entry.text);
        return Some(Finding::new(Code::InvalidAction, entry.text.span, message).help(FORM));
    }
    // No service has an action with other characters, not even a service without facts.
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "*?-_./".contains(c);
    if let Some((of_name, c)) = name.char_indices().find(|(_, c)| !is_allowed(*c)) {
        let start = at + of_name;
        let message =
            format!("`{}` has the character `{}`, which no action has", entry.text, c.escape_debug());
        return Some(
            Finding::new(Code::InvalidAction, entry.text.inside(start..start + c.len_utf8()), message)
                .help("write one action in each entry, as AWS spells it"),
        );
    }
    let service = entry.service().filter(|service| service.as_of.is_some())?;
    if !entry.has_wildcard() {
        if service.action(name).is_some() {
            return None;
        }
        let message = format!("`{}` has no action `{name}`", service.prefix);
        let finding = Finding::new(Code::InvalidAction, place, message).rests_on(service);
        let slip = slip(service, name).filter(|_| !is_huge);
        let fix = slip.map(|meant| entry.text.replaced_by(format!("{}:{meant}", service.prefix)));
        return Some(finding.help(instead(service, name, is_huge)).fixed_by(fix));
    }
    if service.matching(name).next().is_some() {
        return None;
    }
    let message = format!("no action of `{}` matches `{name}`", service.prefix);
    let finding = Finding::new(Code::InvalidAction, place, message).rests_on(service);
    Some(finding.help(instead_of_pattern(service, name, is_huge)))
}

/// The only action of a service whose name is a single typing error away. A plural is not one: it may be the
/// name of a call that another action authorizes.
fn slip(service: &'static Service, name: &str) -> Option<&'static str> {
    let mut names = service.actions().map(Action::name).filter(|meant| is_slip(name, meant));
    let meant = names.next().filter(|_| names.next().is_none())?;
    let is_plural = |one: &str, other: &str| {
        one.strip_suffix(['s', 'S']).is_some_and(|it| it.eq_ignore_ascii_case(other))
    };
    (!is_plural(name, meant) && !is_plural(meant, name)).then_some(meant)
}

/// The help for a name that a service does not have.
fn instead(service: &'static Service, name: &str, is_huge: bool) -> String {
    if !is_huge {
        if let Some(meant) = nearest(name, service.actions().map(Action::name)) {
            return format!("did you mean `{}:{meant}`?", service.prefix);
        }
        let elsewhere = same_name(name, is_huge);
        if !elsewhere.is_empty() {
            return did_you_mean(&elsewhere);
        }
    }
    "look it up in AWS's Service Authorization Reference; some calls are authorized by an action of another name"
        .to_owned()
}

/// The help for a pattern that matches nothing.
fn instead_of_pattern(service: &'static Service, name: &str, is_huge: bool) -> String {
    let head = name.split(['*', '?']).next().unwrap_or_default();
    let begins = |action: &Action| action.name().get(..head.len()).filter(|_| !is_huge);
    let nearest = nearest(head, service.actions().filter_map(|action| begins(&action)));
    let meant = nearest.filter(|_| !head.is_empty()).map(|meant| {
        let rest = name.get(head.len()..).unwrap_or_default();
        format!("{meant}{rest}")
    });
    match meant.filter(|meant| service.matching(meant).next().is_some()) {
        Some(meant) => format!("did you mean `{}:{meant}`?", service.prefix),
        None => "remove it: it grants and denies nothing".to_owned(),
    }
}

/// The actions with a name in all services of the catalog.
fn same_name(name: &str, is_huge: bool) -> Vec<Action> {
    if is_huge {
        return Vec::new();
    }
    let mut actions: Vec<_> = SERVICES.iter().filter_map(|service| service.action(name.trim())).collect();
    // The services that policies name most were reviewed.
    actions.sort_by_key(|action| action.service().review.is_none());
    actions
}

fn did_you_mean(actions: &[Action]) -> String {
    let shown: Vec<_> = actions.iter().take(3).map(|action| format!("`{action}`")).collect();
    format!("did you mean {}?", shown.join(" or "))
}
