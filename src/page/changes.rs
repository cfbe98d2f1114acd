//! What the policies of each release grant that those before them do not, and the other way round, in words.

use std::collections::BTreeMap;

use crate::compare::{Certainty, ConditionText, Difference, Upgrade, UpgradeError};
use crate::document::Document;
use crate::{Need, Parameter, ParameterRole, Policy, Purpose, ReleaseNumber, Values, Version, purposes};

/// The most patterns of resources of a difference that are shown.
const MAX_RESOURCES: usize = 6;

/// The policies for one purpose in a release, beside those of the latest earlier release that has some.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// The policies of the earlier release.
    pub before: Vec<&'static Policy>,
    /// The policies of the release.
    pub after: Vec<&'static Policy>,
    /// What to add before an upgrade.
    pub additions: Vec<StepItem>,
    /// What may be removed after it.
    pub removals: Vec<StepItem>,
}

/// Requests that the policies of only one of the releases allow, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepItem {
    /// The access level, the actions, the resources and the conditions.
    pub text: String,
    /// The reasons, as far as the catalog states them.
    pub reasons: Vec<String>,
}

/// The steps to a version. The values are the examples of the parameters that the policies require.
///
/// # Errors
///
/// If policies cannot be compared.
pub fn steps(version: &Version) -> Result<Vec<Step>, UpgradeError> {
    let major = version.release.parse().map_or(0, |release: ReleaseNumber| release.major);
    purposes(major).iter().filter_map(|purpose| step(purpose, version).transpose()).collect()
}

fn step(purpose: &Purpose, version: &Version) -> Result<Option<Step>, UpgradeError> {
    let (before, after) = (purpose.before(version.id), purpose.of_version(version.id));
    if before.is_empty() || after.is_empty() {
        return Ok(None);
    }
    let examples = examples(before.iter().chain(&after));
    let document = |policy: &'static Policy| {
        let filled = policy.fill(&values(policy, &examples));
        filled.map(|filled| Document::parse(&filled.to_json())).unwrap_or_default()
    };
    let upgrade = Upgrade::new(before, after, &document)?;
    let addition = |it: &Difference| StepItem { text: in_a_line(it), reasons: of_addition(it) };
    let removal = |it: &Difference| StepItem { text: in_a_line(it), reasons: of_removal(it, &upgrade.after) };
    let additions = upgrade.additions().map(addition).collect();
    let removals = upgrade.removals().map(removal).collect();
    Ok(Some(Step { before: upgrade.before.clone(), after: upgrade.after.clone(), additions, removals }))
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

/// The reasons of the statements that grant the requests.
fn of_addition(difference: &Difference) -> Vec<String> {
    let reason = |(text, change): (&str, Option<crate::Change>)| match change {
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
    let except_actions = match difference.except_actions.as_slice() {
        [] => String::new(),
        except => format!(" except {}", codes(except)),
    };
    let resources: Vec<_> = difference.resources.iter().take(MAX_RESOURCES).collect();
    let more = difference.resources.len().saturating_sub(MAX_RESOURCES);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let except = match difference.except.as_slice() {
        [] => String::new(),
        except => format!(", but not on {}", codes(except)),
    };
    let conditions: Vec<_> = difference.conditions.iter().map(condition).collect();
    let given =
        if conditions.is_empty() { String::new() } else { format!(", if {}", conditions.join(" and ")) };
    let certainty = match difference.certainty {
        Certainty::Certain => "",
        Certainty::UnderConditions => " (the conditions differ)",
    };
    let (actions, resources) = (codes(&difference.actions), codes(&resources));
    format!("{}: {actions}{except_actions} on {resources}{more}{except}{given}{certainty}", difference.level)
}

fn condition(condition: &ConditionText) -> String {
    format!("{} `{}` {}", condition.operator, condition.key, codes(&condition.values))
}

/// Texts as code, separated by commas.
fn codes(texts: &[impl core::fmt::Display]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

/// A link to another site, with its host as the text.
pub(super) fn source(source: &str) -> String {
    let host = source.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    host.map_or_else(|| source.to_owned(), |host| format!("[{host}]({source})"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
