//! `docs/changes.md`: what each version of the policies grants that the one before it does not, and the other
//! way round.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use pcluster_iam::compare::{Certainty, ConditionText, Difference, Upgrade};
use pcluster_iam::document::Document;
use pcluster_iam::{
    Change, Need, Parameter, ParameterRole, Policy, Purpose, ReleaseNumber, VERSIONS, Values, Version,
    purposes,
};

use super::markdown::{code, codes, source};
use super::releases::links;
use crate::files::File;

/// The most patterns of resources of a difference that the page shows.
const MAX_RESOURCES: usize = 6;

/// The page.
pub(crate) fn file() -> Result<File> {
    let mut text = "<!-- Generated from catalog/ by `cargo xtask regenerate`. Do not edit. -->

# Changes of the permissions

Each part compares the maintained policies of a release with those of the latest earlier release that has policies for the same purpose: what to add before an upgrade, and what may be removed after it.
The comparison is exact: it is about the requests that the policies allow, however they are written.
Requests that cannot exist, by AWS's facts, are left out.
The values are the examples of the parameters that the policies require; `pcluster-iam upgrade OLD NEW` answers for yours, and with `--policy` for the policies that you have.
"
    .to_owned();
    for version in VERSIONS {
        let mut equal: Vec<&'static Policy> = Vec::new();
        let mut part = String::new();
        for purpose in purposes(major(version)) {
            let Some(upgrade) = upgrade(&purpose, version)? else { continue };
            let (additions, removals): (Vec<_>, Vec<_>) =
                (upgrade.additions().collect(), upgrade.removals().collect());
            if additions.is_empty() && removals.is_empty() {
                equal.extend(&upgrade.after);
                continue;
            }
            part.push_str(&format!("\n### {} from {}\n", links(&upgrade.after), links(&upgrade.before)));
            part.push_str(&listed("Add before the upgrade", &additions, of_addition));
            part.push_str(&listed("May be removed after the upgrade", &removals, |it| {
                of_removal(it, &upgrade.after)
            }));
        }
        if part.is_empty() && equal.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## To {}<a name=\"{}\"></a>\n{part}", version.id, version.id));
        if !equal.is_empty() {
            text.push_str(&format!("\nWithout a change: {}.\n", links(&equal)));
        }
    }
    Ok(File { path: "docs/changes.md".to_owned(), text })
}

/// The policies of a version for a purpose, compared with those before.
fn upgrade(purpose: &Purpose, version: &Version) -> Result<Option<Upgrade>> {
    let (before, now) = (purpose.before(version.id), purpose.of_version(version.id));
    if before.is_empty() || now.is_empty() {
        return Ok(None);
    }
    let examples = examples(before.iter().chain(&now));
    let document = |policy: &'static Policy| {
        let filled = policy.fill(&values(policy, &examples));
        filled.map(|filled| Document::parse(&filled.to_json())).unwrap_or_default()
    };
    Upgrade::new(before, now, &document)
        .map(Some)
        .with_context(|| format!("the policies of {} cannot be compared with those before", version.id))
}

/// The examples of the parameters that some of the policies require, by name. The partition follows from the region.
fn examples<'p>(policies: impl Iterator<Item = &'p &'static Policy>) -> BTreeMap<&'static str, &'static str> {
    let required = policies
        .flat_map(|policy| policy.parameters)
        .filter(|used| used.need == Need::Required)
        .map(|used| (used.parameter.name, used.parameter.example));
    let mut examples: BTreeMap<_, _> = required.collect();
    let name = |role| Parameter::with_role(role).map_or("", |parameter| parameter.name);
    if examples.contains_key(name(ParameterRole::Region)) {
        examples.remove(name(ParameterRole::Partition));
    }
    examples
}

/// The examples that a policy takes.
fn values(policy: &Policy, examples: &BTreeMap<&'static str, &'static str>) -> Values<'static> {
    let is_used = |name: &str| {
        let used = policy.parameters.iter().any(|used| used.parameter.name == name);
        used || Parameter::named(name).is_some_and(|parameter| parameter.role().is_location())
    };
    examples.iter().filter(|(name, _)| is_used(name)).map(|(name, example)| (*name, *example)).collect()
}

/// Differences as a list, each with its reasons.
fn listed(title: &str, differences: &[&Difference], reasons: impl Fn(&Difference) -> Vec<String>) -> String {
    if differences.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{title}:\n\n");
    for difference in differences {
        text.push_str(&format!("- {}\n", in_a_line(difference)));
        for reason in reasons(difference) {
            text.push_str(&format!("  - {reason}\n"));
        }
    }
    text
}

/// The reasons of the statements that grant the requests.
fn of_addition(difference: &Difference) -> Vec<String> {
    let reason = |(text, change): (&str, Option<Change>)| match change {
        None => one_line(text),
        Some(it) => format!("{} (added on {}: {})", one_line(text), it.date, source(it.source)),
    };
    difference.reasons().into_iter().map(reason).collect()
}

/// The reason for which the later policies do not grant the requests, if the catalog states it.
fn of_removal(difference: &Difference, after: &[&'static Policy]) -> Vec<String> {
    let loss = difference.loss(after);
    loss.iter().map(|loss| format!("{} {}", one_line(loss.why), source(loss.source))).collect()
}

/// A difference: the actions, the resources and the conditions.
fn in_a_line(difference: &Difference) -> String {
    let actions: Vec<&str> = difference.actions.iter().map(String::as_str).collect();
    let mut named = codes(&actions);
    if !difference.except_actions.is_empty() {
        let except: Vec<&str> = difference.except_actions.iter().map(String::as_str).collect();
        named += &format!(" except {}", codes(&except));
    }
    let resources: Vec<&str> = difference.resources.iter().take(MAX_RESOURCES).map(String::as_str).collect();
    let more = difference.resources.len().saturating_sub(MAX_RESOURCES);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let except: Vec<&str> = difference.except.iter().map(String::as_str).collect();
    let except = if except.is_empty() { String::new() } else { format!(", but not on {}", codes(&except)) };
    let conditions: Vec<_> = difference.conditions.iter().map(condition).collect();
    let given =
        if conditions.is_empty() { String::new() } else { format!(", if {}", conditions.join(" and ")) };
    let certainty = match difference.certainty {
        Certainty::Certain => "",
        Certainty::UnderConditions => " (the conditions differ)",
    };
    format!("{}: {} on {}{more}{except}{given}{certainty}", difference.level, named, codes(&resources))
}

fn condition(condition: &ConditionText) -> String {
    let values: Vec<&str> = condition.values.iter().map(String::as_str).collect();
    format!("{} {} {}", condition.operator, code(&condition.key), codes(&values))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn major(version: &Version) -> u32 {
    version.release.parse().map_or(0, |release: ReleaseNumber| release.major)
}
