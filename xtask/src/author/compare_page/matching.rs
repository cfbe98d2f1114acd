//! The pairs of policies of the page and the catalog: by `--map`, anchor or title, then by content.

use std::cmp::Reverse;

use serde_json::Value;

use super::args::HeadingMapping;
use super::difference;
use super::policies::{CatalogPolicy, StatedPolicy};
use super::report::{ComparedPolicy, OutcomeStatus, PolicyOutcome};
use crate::author::WrongUse;
use crate::author::page::{self, Page, PageHeading};
use crate::author::shown::printable;
use crate::pairing::likeness;

/// The heading and the policy's id of each `--map`.
pub(super) fn resolve<'a>(
    page: &Page<'_>,
    file: &str,
    maps: &[HeadingMapping],
    catalog: &[CatalogPolicy<'a>],
) -> anyhow::Result<Vec<(usize, &'a str)>> {
    let mut mapped = Vec::new();
    for HeadingMapping { anchor, id } in maps {
        let Some(policy) = catalog.iter().find(|policy| policy.id == id) else {
            let ids: Vec<_> = catalog.iter().map(|policy| policy.id).collect();
            return wrong_use(&format!(
                "--map {anchor}={id}: the catalog has no policy `{id}`; it has {}",
                quoted(&ids)
            ));
        };
        let heading = page.headings.iter().position(|heading| heading.has_anchor(anchor));
        let Some(heading) = heading.or_else(|| {
            let title = page::normalised(anchor);
            page.headings.iter().position(|heading| page::normalised(&heading.text) == title)
        }) else {
            let names: Vec<_> = page.headings.iter().map(PageHeading::name).collect();
            return wrong_use(&format!(
                "--map {anchor}={id}: {file} has no anchor `{anchor}`; it has {}",
                quoted(&names)
            ));
        };
        mapped.push((heading, policy.id));
    }
    Ok(mapped)
}

fn wrong_use<T>(message: &str) -> anyhow::Result<T> {
    Err(WrongUse::new(printable(message)).into())
}

/// The version with this id.
pub(super) fn version<'a>(catalog: &[CatalogPolicy<'a>], id: &str) -> anyhow::Result<&'a str> {
    if let Some(policy) = catalog.iter().find(|policy| policy.version == id) {
        return Ok(policy.version);
    }
    let mut ids: Vec<_> = catalog.iter().map(|policy| policy.version).collect();
    ids.dedup();
    wrong_use(&format!("--version {id}: the catalog has no version `{id}`; it has {}", quoted(&ids)))
}

/// The version with the most policies on the page, by heading and then by content.
pub(super) fn best_version<'a>(
    page: &Page<'_>,
    mapped: &[(usize, &str)],
    stated: &[StatedPolicy],
    known: &[(CatalogPolicy<'a>, Value)],
) -> Option<&'a str> {
    // The version, its policies on the page, their likeness, and its other policies.
    let mut scores: Vec<(&str, usize, usize, usize)> = Vec::new();
    for (policy, value) in known {
        let heading = find(page, mapped, stated, policy);
        let likeness = stated
            .iter()
            .filter(|stated| heading.is_some() && stated.heading == heading)
            .map(|stated| likeness(value, &stated.value))
            .max()
            .unwrap_or(0);
        let found = usize::from(heading.is_some());
        match scores.iter_mut().find(|(version, ..)| *version == policy.version) {
            Some((_, count, total, missing)) => {
                (*count, *total, *missing) = (*count + found, *total + likeness, *missing + 1 - found);
            }
            None => scores.push((policy.version, found, likeness, 1 - found)),
        }
    }
    // Of equal versions the first wins: a later version is more often the copy of an earlier one.
    let best = scores.iter().rev().max_by_key(|(_, found, likeness, missing)| {
        // A version that has policies besides is more often the one before.
        (*found, *likeness, Reverse(*missing))
    });
    best.filter(|(_, found, ..)| *found > 0).map(|(version, ..)| *version)
}

/// The heading under which the page states the policy: by `--map`, by the policy's anchor, or by its
/// title.
pub(super) fn find(
    page: &Page<'_>,
    mapped: &[(usize, &str)],
    stated: &[StatedPolicy],
    policy: &CatalogPolicy<'_>,
) -> Option<usize> {
    if let Some(&(heading, _)) = mapped.iter().find(|(_, id)| *id == policy.id) {
        return Some(heading);
    }
    let title = page::normalised(policy.title);
    let rules: [&dyn Fn(&PageHeading) -> bool; 3] = [
        &|heading| heading.anchors.iter().any(|anchor| anchor == policy.anchor),
        &|heading| heading.slug == policy.anchor,
        &|heading| page::normalised(&heading.text) == title,
    ];
    rules.iter().find_map(|rule| {
        page.headings
            .iter()
            .enumerate()
            .filter(|&(index, heading)| rule(heading) && !mapped.iter().any(|&(mapped, _)| mapped == index))
            .map(|(index, _)| index)
            // Of repeated headings, the heading with a policy is meant.
            .min_by_key(|&index| !stated.iter().any(|stated| stated.heading == Some(index)))
    })
}

/// A policy of the catalog with its place on the page.
pub(super) struct WantedPolicy<'a, 'v> {
    pub(super) policy: CatalogPolicy<'a>,
    pub(super) value: &'v Value,
    pub(super) heading: Option<usize>,
    pub(super) found: Option<usize>,
}

impl<'a> WantedPolicy<'a, '_> {
    pub(super) fn outcome(&self, page: &Page<'_>, stated: &[StatedPolicy]) -> PolicyOutcome<'a> {
        let heading = self.heading.and_then(|index| page.headings.get(index));
        let status = match (heading, self.found.and_then(|index| stated.get(index))) {
            (None, _) => OutcomeStatus::Missing,
            (Some(heading), None) => OutcomeStatus::Empty { line: heading.line },
            (Some(_), Some(stated)) => OutcomeStatus::Found(ComparedPolicy {
                line: stated.line,
                differences: difference::differences(self.value, &stated.value)
                    .iter()
                    .map(|difference| difference.sentence("the page"))
                    .collect(),
            }),
        };
        PolicyOutcome {
            id: self.policy.id,
            anchor: heading.map_or(self.policy.anchor, PageHeading::name).to_owned(),
            status,
        }
    }
}

/// Gives each policy the most similar document under its heading, and returns the documents that no
/// policy takes.
pub(super) fn pair(targets: &mut [WantedPolicy<'_, '_>], stated: &[StatedPolicy]) -> Vec<usize> {
    let mut pairs = Vec::new();
    for (target_idx, target) in targets.iter().enumerate() {
        for (stated_idx, stated) in stated.iter().enumerate() {
            if target.heading.is_some() && stated.heading == target.heading {
                let likeness = likeness(target.value, &stated.value);
                pairs.push((Reverse(likeness), target_idx, stated_idx));
            }
        }
    }
    pairs.sort_unstable();
    let mut left: Vec<_> = (0..stated.len()).collect();
    for (_, target_idx, stated_idx) in pairs {
        let Some(target) = targets.get_mut(target_idx) else { continue };
        if target.found.is_none() && left.contains(&stated_idx) {
            target.found = Some(stated_idx);
            left.retain(|&index| index != stated_idx);
        }
    }
    left
}

/// The words in backticks, separated by commas.
fn quoted(words: &[&str]) -> String {
    match words {
        [] => "none".to_owned(),
        words => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    }
}
