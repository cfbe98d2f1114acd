//! Grants that can never match: actions of a statement that cannot use its resources, and resources that no
//! action can use.

pub(crate) mod ending;
pub(crate) mod void;

use crate::document::PolicyKind;
use crate::finding::{Code, Finding, Severity};
use crate::iam::action::ActionPattern;
use crate::iam::arn::is_of_all;
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::wording::{counted, detailed, listed};
use crate::{Action, ArnFormat, ResourceType, SERVICES, Service};

/// The most ARN formats in a message.
const MAX_FORMATS: usize = 4;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.is_huge() {
        return Vec::new();
    }
    cx.scopes
        .iter()
        .filter(|scope| scope.is_positive() && !scope.resources.iter().all(ResourcePattern::is_all))
        .flat_map(|scope| {
            let mut findings = actions(scope);
            if findings.iter().filter(|it| it.code == Code::ActionNeverMatches).count() < scope.actions.len()
            {
                findings.extend(resources(scope));
                findings.extend(matrix(scope));
            }
            // A pattern for all actions of a service says that the policy is about the whole resource.
            findings.retain(|it| cx.kind != PolicyKind::Resource || it.code != Code::ActionPartlyMatches);
            findings
        })
        .collect()
}

/// The findings about entries of `Action` that no resource of the statement matches, or only in part.
fn actions(scope: &Scope<'_>) -> Vec<Finding> {
    let known = scope.entries().filter(|(entry, _)| entry.is_of_known_service());
    let findings: Vec<_> = known.filter_map(|(entry, actions)| action(scope, entry, actions)).collect();
    // Resources that are not ARNs of any service have findings of their own.
    let is_for_actions = |resource: &ResourcePattern<'_>| resource.is_all() || is_of_a_format(resource);
    if findings.is_empty() || !scope.resources.iter().any(is_for_actions) {
        return Vec::new();
    }
    findings
}

fn action(scope: &Scope<'_>, entry: ActionPattern<'_>, actions: &[Action]) -> Option<Finding> {
    let (alive, dead): (Vec<Action>, Vec<Action>) =
        actions.iter().partition(|action| scope.can_match(**action));
    dead.first()?;
    let n_actions = alive.len() + dead.len();
    let name = &entry.text.value;
    let finding = if entry.has_wildcard() {
        let code = if alive.is_empty() { Code::ActionNeverMatches } else { Code::ActionPartlyMatches };
        let message = if alive.is_empty() {
            format!(
                "none of the {} behind `{name}` can match a resource of the statement",
                counted(n_actions, "action")
            )
        } else {
            format!(
                "{} of the {n_actions} actions behind `{name}` can match a resource of the statement",
                alive.len()
            )
        };
        let finding = Finding::new(code, entry.text.span, message);
        let finding = match alive.as_slice() {
            [] => finding,
            alive => finding
                .help(format!("the {} that can: {}", counted(alive.len(), "action"), short_list(alive)))
                .detail(format!("can match: {}", detailed(alive))),
        };
        finding.detail(format!("can never match: {}", detailed(&dead))).help(needs(&dead))
    } else {
        let message = format!("no resource of the statement can ever match `{name}`");
        Finding::new(Code::ActionNeverMatches, entry.text.span, message).help(needs(&dead))
    };
    let finding = match scope.resources.as_slice() {
        [only] => finding.label(only.text.span, "the resource of the statement"),
        _ => finding,
    };
    let finding = finding.statement(scope.statement.idx).subject(name);
    let finding = dead.iter().fold(finding, |it, action| it.rests_on_arns_of(action.service()));
    let is_stated = dead.iter().all(|action| states_types(*action));
    Some(if is_stated { finding } else { finding.at_most(Severity::Warning) })
}

/// True for an action of which AWS states the types of its resources. AWS also states none where it has not
/// said on which resources the requests are checked, so that nothing is certain of other actions.
fn states_types(action: Action) -> bool {
    action.resource_types().next().is_some()
}

/// The help for actions that cannot match: the resources that they take.
fn needs(actions: &[Action]) -> String {
    let formats = formats(actions.iter().copied());
    let takes_none = actions.iter().filter(|action| self::formats([**action].into_iter()).is_empty()).count();
    let on_everything = match (takes_none, actions) {
        (0, _) => None,
        (_, [only]) => {
            Some(format!("`{only}` takes no resource: grant it on `*`, in a statement of its own"))
        }
        (n, all) if n == all.len() => {
            Some("they take no resource: grant them on `*`, in a statement of their own".to_owned())
        }
        (n, _) => Some(format!(
            "{} no resource and can be granted on `*` alone",
            counted(n, "action takes|actions take")
        )),
    };
    let on_formats = (!formats.is_empty()).then(|| {
        let which = if takes_none == 0 { "name" } else { "for the others, name" };
        format!("{which} a resource of the form {}", format_list(&formats))
    });
    [on_everything, on_formats].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The findings about entries of `Resource` that no action of the statement can use.
fn resources(scope: &Scope<'_>) -> Vec<Finding> {
    if !scope.actions.iter().all(|entry| entry.is_of_known_service()) {
        return Vec::new();
    }
    let actions = scope.expand();
    if actions.is_empty() {
        return Vec::new();
    }
    let is_stated = actions.iter().all(|action| states_types(*action));
    // Most resources have an action, which is known sooner than the formats that a resource matches.
    let unused = scope.resources.iter().filter(|resource| {
        !actions.iter().any(|action| resource.can_match(*action))
            && is_of_a_format(resource)
            && !may_be_for_unknown(scope, resource)
    });
    unused
        .map(|resource| {
            let text = &resource.text.value;
            let message = format!("no action of the statement can use `{text}`");
            let mut kinds: Vec<_> = types(resource).map(|kind| format!("`{kind}`")).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let forms = formats(actions.iter().copied());
            let help = if forms.is_empty() {
                "the actions of the statement take no resource: grant them on `*`".to_owned()
            } else {
                format!("its actions take {}", format_list(&forms))
            };
            let finding = Finding::new(Code::ResourceNeverMatches, resource.text.span, message)
                .help(format!(
                    "it is the ARN of {}: grant an action on such resources, or remove it",
                    listed(kinds, "or")
                ))
                .help(help)
                .statement(scope.statement.idx)
                .subject(text);
            let finding = actions.iter().fold(finding, |it, action| it.rests_on_arns_of(action.service()));
            if is_stated { finding } else { finding.at_most(Severity::Warning) }
        })
        .collect()
}

/// True if the service of a resource is that of an entry which matches no known action: the resource may be for
/// the action that was meant, or for one that is newer than the facts.
fn may_be_for_unknown(scope: &Scope<'_>, resource: &ResourcePattern<'_>) -> bool {
    let mut unknown = scope.entries().filter(|(_, actions)| actions.is_empty());
    unknown.any(|(entry, _)| {
        resource.arn().is_none_or(|arn| arn.service.matches(&entry.prefix.to_ascii_lowercase()))
    })
}

/// The finding about a statement with several services and several resources: the pairs that can match.
fn matrix(scope: &Scope<'_>) -> Option<Finding> {
    let mut prefixes: Vec<_> =
        scope.actions.iter().filter_map(|entry| entry.service()).map(|it| it.prefix).collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    let is_known = scope.actions.iter().all(|entry| entry.is_of_known_service());
    if prefixes.len() < 2
        || scope.resources.len() < 2
        || !is_known
        || scope.is_on_everything()
        || scope.has_unknown_resource()
    {
        return None;
    }
    let rows: Vec<(&str, Vec<bool>)> = scope
        .entries()
        .enumerate()
        .map(|(idx, (entry, actions))| {
            // Nobody knows what an action uses that the facts do not have.
            let can_use = |resource| actions.is_empty() || scope.can_use(idx, resource);
            let cells = scope.resources.iter().map(can_use);
            (entry.text.as_str(), cells.collect())
        })
        .collect();
    let n_pairs = rows.len() * scope.resources.len();
    let n_alive = rows.iter().flat_map(|(_, cells)| cells).filter(|cell| **cell).count();
    if n_alive == n_pairs {
        return None;
    }
    let list = scope.statement.actions.as_ref()?;
    let message = format!(
        "the statement mixes {}: {n_alive} of its {n_pairs} pairs of an action and a resource can match",
        listed(prefixes.iter().map(|prefix| format!("`{prefix}`")), "and")
    );
    let mut finding = Finding::new(Code::ServicesMixed, list.key.span, message)
        .help("write a statement for each service, which shows the actions that are granted on each resource")
        .statement(scope.statement.idx);
    for (idx, resource) in scope.resources.iter().enumerate() {
        finding = finding.detail(format!("{}: {}", idx + 1, resource.text));
    }
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let numbers: Vec<_> = (1..=scope.resources.len()).map(|number| format!(" {number:>2}")).collect();
    finding = finding.detail(format!("{:width$}{}", "", numbers.concat()));
    for (name, cells) in rows {
        let cells: String = cells.iter().map(|alive| if *alive { "  x" } else { "  ." }).collect();
        finding = finding.detail(format!("{name:width$}{cells}"));
    }
    Some(scope.actions.iter().filter_map(|entry| entry.service()).fold(finding, Finding::rests_on))
}

/// True if the service has such ARNs, or if its ARNs are not known.
fn is_of_a_format(resource: &ResourcePattern<'_>) -> bool {
    !resource.is_malformed() && (types(resource).next().is_some() || resource.may_be_of_a_service())
}

/// The resource types of the ARN's own service that an entry can match.
fn types<'r>(resource: &'r ResourcePattern<'_>) -> impl Iterator<Item = ResourceType> + use<'r> {
    let arn = resource.arn();
    let is_of = move |service: &Service| arn.is_some_and(|arn| arn.service.matches(service.prefix));
    let services = SERVICES.iter().copied().filter(move |service| is_of(service));
    services
        .flat_map(Service::resource_types)
        .filter(move |kind| arn.is_some_and(|arn| kind.arn_formats().any(|format| arn.overlaps(format))))
}

/// The ARN formats that some actions take, each of them once.
fn formats(actions: impl Iterator<Item = Action>) -> Vec<&'static str> {
    let mut formats: Vec<&str> = Vec::new();
    for format in
        actions.flat_map(Action::resource_types).flat_map(ResourceType::arn_formats).map(ArnFormat::as_str)
    {
        if !is_of_all(format) && !formats.contains(&format) {
            formats.push(format);
        }
    }
    // The plainest first: a bucket before an access point to it.
    formats.sort_by_key(|format| format.len());
    formats
}

fn format_list(formats: &[&str]) -> String {
    let shown = formats.iter().take(MAX_FORMATS).map(|format| format!("`{format}`"));
    let more = formats.len().saturating_sub(MAX_FORMATS);
    listed(shown.chain((more > 0).then(|| format!("{more} more"))), if more > 0 { "and" } else { "or" })
}

fn short_list(actions: &[Action]) -> String {
    let shown: Vec<_> = actions.iter().take(MAX_FORMATS).map(|action| format!("`{action}`")).collect();
    let more = if actions.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
