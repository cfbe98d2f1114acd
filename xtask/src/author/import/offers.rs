//! The parts of an earlier release that its source does not state, as lines to paste: what it adds,
//! withdraws, makes optional and acknowledges, where that may still hold.

use pcluster_iam::{Acknowledgement, ChangeKind, Entry, Policy};

use super::known::{self, KnownReleases, KnownStatement};
use super::plan::PlannedPolicy;
use super::statement::{StatedElement, StatedStatement};
use crate::author::toml;

/// The fewest actions that two statements share, in percent of both, for one to be the other's successor.
const ENOUGH: usize = 60;

/// Lines for the files of a release, each group under the file that they are for.
pub(super) fn offers(
    policies: &[PlannedPolicy],
    release: &str,
    releases: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let known = releases.statements();
    let mut offers = Vec::new();
    for policy in policies {
        let Some(like) = policy.like else { continue };
        let head = policy_lines(policy, like, has);
        if !head.is_empty() {
            offers.push(format!(
                "{release}/{}/policy.toml, from {}:\n{}",
                policy.variant,
                like.id,
                head.join("\n")
            ));
        }
        let known: Vec<_> = known.iter().filter(|it| it.policy.id == like.id).collect();
        for (name, own) in policy.own() {
            let Some(near) = nearest(own, &known) else { continue };
            let lines = statement_lines(policy, own, near);
            if let (false, Some(from)) = (lines.is_empty(), near.reference()) {
                let file = format!("{release}/{}/{}.toml", policy.variant, own.service());
                offers.push(format!("{file}, [{}], from {from}:\n{}", toml::key(name), lines.join("\n")));
            }
        }
    }
    let version = policies.iter().find_map(|policy| policy.like).and_then(Policy::release);
    if let Some(version) = version.filter(|version| !version.acknowledged.is_empty()) {
        let tables = version.acknowledged.iter().map(|it| {
            let pairs = [("finding", it.finding), ("reason", it.reason)];
            format!("\n[[acknowledge]]\n{}", toml::lines(&pairs))
        });
        let tables: String = tables.collect();
        offers.push(format!("{release}/version.toml, from {}:\n{}", version.id, tables.trim()));
    }
    offers
}

/// The statements that only the catalog has, and the acknowledgements of the whole policy.
fn policy_lines(policy: &PlannedPolicy, like: &'static Policy, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for statement in like.statements.iter().filter(|statement| known::is_in(statement, has)) {
        let Some(reference) = known::reference(statement) else { continue };
        let is_beside = !known::is_stated(like, statement);
        if is_beside && !policy.refers_to(&reference) && !(policy.is_template && statement.change.is_none()) {
            lines.push(format!("    \"{reference}\","));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, "statements = [".to_owned());
        lines.push("]".to_owned());
    }
    // What is said of a statement holds while the policy has it.
    let has = |name: &str| policy.names().any(|it| it.rsplit('/').next() == Some(name));
    let still = like.acknowledged.iter().filter(|it| it.statement.is_none_or(has));
    lines.extend(acknowledgements(still));
    lines
}

/// The statement of an earlier release that is the same but for a few entries.
fn nearest<'k>(own: &StatedStatement, known: &[&'k KnownStatement]) -> Option<&'k KnownStatement> {
    let same_sid = known.iter().find(|it| own.sid.is_some() && it.written_form.sid == own.sid);
    same_sid.copied().or_else(|| {
        let alike = known.iter().map(|it| (likeness(&own.actions, &it.written_form.actions), *it));
        alike
            .filter(|(likeness, _)| *likeness >= ENOUGH)
            .max_by_key(|(likeness, _)| *likeness)
            .map(|(_, it)| it)
    })
}

/// The entries that two elements share, in percent of both.
fn likeness(one: &StatedElement, other: &StatedElement) -> usize {
    let shared = one.entries.iter().filter(|entry| other.entries.contains(entry)).count();
    (200 * shared).checked_div(one.entries.len() + other.entries.len()).unwrap_or(0)
}

/// The lines that a statement lacks and its predecessor has.
fn statement_lines(policy: &PlannedPolicy, own: &StatedStatement, near: &KnownStatement) -> Vec<String> {
    let mut lines = Vec::new();
    let statement = near.written;
    let elements: [(&str, &'static [Entry], &StatedElement); 2] = [
        ("action", statement.actions.entries, &own.actions),
        ("resource", statement.resources.entries, &own.resources),
    ];
    for (key, entries, own) in elements {
        lines.extend(differences(key, entries, own));
    }
    for condition in statement.conditions {
        let same =
            own.conditions.iter().find(|it| it.operator == condition.operator && it.key == condition.key);
        let none = StatedElement::default();
        lines.extend(differences("value", condition.values.entries, same.map_or(&none, |it| &it.values)));
    }
    // A template has been asked for its own options.
    if !policy.is_template {
        lines.extend(optional(own, near));
    }
    lines.extend(acknowledgements(statement.acknowledged.iter()));
    lines
}

/// The entries of an earlier release that were added, or that are no longer needed.
fn differences(key: &str, entries: &'static [Entry], own: &StatedElement) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in entries {
        let Some(change) = entry.change else { continue };
        let is_there = own.entries.iter().any(|own| own.text == entry.text);
        // An added entry that the source has now is no difference any more.
        if is_there == (change.kind == ChangeKind::Withdrawn) {
            let [text, why, source] = [entry.text, change.why, change.source].map(toml::text);
            let kind = change.kind;
            let date = change.date;
            lines.push(format!("{{ {key} = {text}, {kind} = {date}, why = {why}, source = {source} }},"));
        }
    }
    lines
}

/// The parts of an earlier statement that exist only with a value.
fn optional(own: &StatedStatement, near: &KnownStatement) -> Vec<String> {
    let mut lines = Vec::new();
    let is_optional = |text: &str| !known::is_unconditional(text);
    let near = &near.written_form;
    for entry in near.resources.entries.iter().filter(|entry| is_optional(&entry.text)) {
        if !own.resources.entries.contains(entry) {
            lines.push(format!("{},", toml::text(&entry.text)));
        }
    }
    for condition in &near.conditions {
        let values = condition.values.entries.iter().filter(|entry| is_optional(&entry.text));
        let same =
            own.conditions.iter().find(|it| it.operator == condition.operator && it.key == condition.key);
        let is_new =
            |text: &&str| same.is_none_or(|it| !it.values.entries.iter().any(|own| own.text == *text));
        let values: Vec<_> = values.map(|entry| entry.text.as_str()).filter(is_new).collect();
        if !values.is_empty() {
            let (operator, key) = (toml::key(&condition.operator), toml::key(&condition.key));
            lines.push(format!("conditions.{operator}.{key} = {}", toml::inline(&values)));
        }
    }
    for (key, near, own) in [("when", &near.when, &own.when), ("unless", &near.unless, &own.unless)] {
        let names: Vec<_> = near.iter().map(String::as_str).collect();
        match names.as_slice() {
            _ if near == own => {}
            [name] => lines.push(format!("{key} = {}", toml::text(name))),
            names => lines.push(format!("{key} = {}", toml::inline(names))),
        }
    }
    lines
}

fn acknowledgements<'a>(acknowledged: impl Iterator<Item = &'a Acknowledgement>) -> Vec<String> {
    let mut lines = Vec::new();
    for Acknowledgement { finding, statement, entry, reason, .. } in acknowledged {
        let pairs = [("finding", Some(*finding)), ("statement", *statement), ("entry", *entry)];
        let pairs = pairs.into_iter().chain([("reason", Some(*reason))]);
        let pairs: Vec<_> =
            pairs.filter_map(|(key, text)| Some(format!("{key} = {}", toml::text(text?)))).collect();
        lines.push(format!("    {{ {} }},", pairs.join(", ")));
    }
    if !lines.is_empty() {
        lines.insert(0, "acknowledge = [".to_owned());
        lines.push("]".to_owned());
    }
    lines
}
