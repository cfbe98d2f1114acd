//! Actions that no service has.

use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::piece::{PatternPiece, pieces};
use crate::iam::prefix;
use crate::iam::prefix::nearest_service;
use crate::rules::RuleContext;
use crate::rules::wording::listed;
use crate::shared::nearest::{is_slip, nearest};
use crate::{Action, SERVICES, Service};

/// The form of an action.
const FORM: &str = "write a service's prefix, a colon and a name or pattern, or `*` for all actions";

/// The most services that a help names for an action that several have.
const MAX_SERVICES: usize = 3;

/// The help where nothing is similar.
const LOOK_UP: &str = "look it up in AWS's Service Authorization Reference";

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
    // A part of an entry has a place of its own, and yet the whole entry has no effect.
    Some(finding.subject(text).also(entry.text.span))
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
    let help = if is_huge { FORM.to_owned() } else { instead_of_service(written.trim(), name) };
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
        let slip = slip(service, name).filter(|_| !is_huge && service.call(name).is_none());
        let fix = slip.map(|meant| entry.text.replaced_by(format!("{}:{meant}", service.prefix)));
        let is_certain = fix.is_some() || service.call(name.trim()).is_some();
        let finding = finding.help(instead(service, name, is_huge)).fixed_by(fix);
        return Some(if is_certain { finding } else { may_be_new(finding, service) });
    }
    if service.matching(name).next().is_some() {
        return None;
    }
    let message = format!("no action of `{}` matches `{name}`", service.prefix);
    let finding = Finding::new(Code::InvalidAction, place, message).rests_on(service);
    Some(finding.help(instead_of_pattern(service, name, is_huge)))
}

/// The finding with the date of the facts, for a name that is no obvious mistake.
fn may_be_new(finding: Finding, service: &Service) -> Finding {
    match service.as_of {
        Some(date) => finding.help(format!("AWS may have added it after {date}, the date of the facts")),
        None => finding,
    }
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

/// The help for a prefix that no service has: the service that people mean by it, those that have an action of
/// this name, or the one whose prefix is most like it.
fn instead_of_service(written: &str, name: &str) -> String {
    let of = |meant: &str| {
        let of = prefix::service_name(meant).map_or(String::new(), |name| format!(", of {name}"));
        format!("did you mean `{meant}:{name}`{of}?")
    };
    let meant = prefix::meant_service(written);
    let same_name = same_name(name, false);
    let is_known = |prefix: &str| same_name.iter().any(|action| action.service().prefix == prefix);
    let nearest = nearest_service(written).filter(|_| !written.is_empty());
    match (meant, nearest) {
        (Some(meant), _) => match crate::service(meant).and_then(|service| of_call(service, name)) {
            Some(help) => help,
            None => of(meant),
        },
        (None, Some(nearest)) if is_known(nearest) => of(nearest),
        (None, _) if !same_name.is_empty() => did_you_mean(&same_name),
        (None, Some(nearest)) => of(nearest),
        (None, None) => "look the prefix up in AWS's Service Authorization Reference".to_owned(),
    }
}

/// The help for a name that a service does not have: the actions that authorize a call of this name, the
/// action of this name of another service, or the one whose name is most like it.
fn instead(service: &'static Service, name: &str, is_huge: bool) -> String {
    if is_huge {
        return LOOK_UP.to_owned();
    }
    if let Some(help) = of_call(service, name) {
        return help;
    }
    let similar = nearest(name, service.actions().map(Action::name));
    let elsewhere = same_name(name, is_huge);
    match similar {
        // A single slip is likelier than the wrong service.
        Some(meant) if elsewhere.is_empty() || is_slip(name, meant) || elsewhere.len() > MAX_SERVICES => {
            format!("did you mean `{}:{meant}`?", service.prefix)
        }
        _ if !elsewhere.is_empty() => did_you_mean(&elsewhere),
        _ => LOOK_UP.to_owned(),
    }
}

/// The help for the name of a call that is authorized by actions of other names.
///
/// A call lists what each of its parameters may need. Those actions are left out whose name only goes on where
/// the name of another ends (`PutObjectAcl` beside `PutObject`), and those of another verb, if one has the verb
/// of the call.
fn of_call(service: &'static Service, name: &str) -> Option<String> {
    let call = service.call(name.trim()).filter(|_| service.action(name.trim()).is_none())?;
    let names: Vec<&str> = call
        .authorizes()
        .filter_map(|authorization| {
            let (prefix, name) = authorization.action.split_once(':')?;
            (prefix == service.prefix).then_some(name)
        })
        .collect();
    let is_longer = |name: &str| names.iter().any(|other| *other != name && name.starts_with(other));
    let main: Vec<&str> = names.iter().copied().filter(|name| !is_longer(name)).collect();
    let is_same_verb = |name: &&&str| verb(name) == verb(call.name());
    let same: Vec<&str> = main.iter().filter(is_same_verb).copied().collect();
    let main = if same.is_empty() { main } else { same };
    if main.is_empty() {
        return None;
    }
    let shown = listed(main.iter().map(|name| format!("`{}:{name}`", service.prefix)), "and");
    let more = if main.len() < names.len() { ", with some parameters by others too" } else { "" };
    Some(format!("the call `{}` is authorized by {shown}{more}", call.name()))
}

/// The first word of a name such as `ListBucket`.
fn verb(name: &str) -> &str {
    let end = name.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()).map(|(at, _)| at);
    name.get(..end.unwrap_or(name.len())).unwrap_or(name)
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
    let shown: Vec<_> = actions.iter().take(MAX_SERVICES).map(|action| format!("`{action}`")).collect();
    format!("did you mean {}?", shown.join(" or "))
}
