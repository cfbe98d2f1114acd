//! The answer to `--for`: the policies and bundles for the releases, and the gaps.

use pcluster_iam::{Bundle, Coverage, DatedChange, Gap, Policy, Release, ReleaseNumber, coverage};
use serde_json::{Value, json};

use super::rows::{Row, policy_in_json};
use crate::args::release::AskedReleases;

/// The policies and bundles for one release or for the releases of a series.
#[derive(Debug)]
pub(super) struct Answer {
    coverages: Vec<Coverage>,
    /// Those that are valid for at least one of the releases.
    pub(super) policies: Vec<Row<Policy>>,
    pub(super) bundles: Vec<Row<Bundle>>,
}

impl Answer {
    pub(super) fn of(asked: &AskedReleases) -> Self {
        let coverages: Vec<_> = asked.releases.iter().map(|release| coverage(*release)).collect();
        let policies = rows(&coverages, |coverage| &coverage.policies, |policy| policy.id);
        let bundles = rows(&coverages, |coverage| &coverage.bundles, |bundle| bundle.id);
        Self { coverages, policies, bundles }
    }

    /// True if the catalog has nothing for the releases, not even near them.
    pub(super) fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.coverages.iter().all(|coverage| coverage.gaps.is_empty())
    }

    /// The gaps, each list of them with the releases that have just these.
    pub(super) fn gaps(&self) -> Vec<(Vec<ReleaseNumber>, &[Gap])> {
        let mut lists: Vec<(Vec<ReleaseNumber>, &[Gap])> = Vec::new();
        for coverage in self.coverages.iter().filter(|coverage| !coverage.gaps.is_empty()) {
            let same = lists.iter_mut().find(|(_, gaps)| key(gaps) == key(&coverage.gaps));
            match same {
                Some((releases, _)) => releases.push(coverage.release),
                None => lists.push((vec![coverage.release], &coverage.gaps)),
            }
        }
        lists
    }

    /// The answer for a program: what is valid for at least one of the releases, and each release.
    pub(super) fn in_json(&self) -> Value {
        let policies: Vec<_> = self.policies.iter().map(|row| policy_in_json(row.item)).collect();
        let bundles: Vec<_> = self.bundles.iter().map(|row| row.item).collect();
        let releases: Vec<_> = self.coverages.iter().map(release_in_json).collect();
        json!({ "policies": policies, "bundles": bundles, "releases": releases })
    }
}

/// The items of all coverages, in the order of the catalog.
fn rows<T>(
    coverages: &[Coverage],
    items: impl Fn(&Coverage) -> &[&'static T],
    id: impl Fn(&T) -> &'static str,
) -> Vec<Row<T>> {
    let mut found: Vec<(&'static T, Vec<ReleaseNumber>)> = Vec::new();
    for coverage in coverages {
        for item in items(coverage) {
            match found.iter_mut().find(|(it, _)| id(it) == id(item)) {
                Some((_, releases)) => releases.push(coverage.release),
                None => found.push((item, vec![coverage.release])),
            }
        }
    }
    let only = |releases: Vec<_>| (releases.len() < coverages.len()).then(|| listed(&releases));
    found.into_iter().map(|(item, releases)| Row { item, releases: only(releases) }).collect()
}

/// The numbers of releases, with commas.
pub(super) fn listed(releases: &[ReleaseNumber]) -> String {
    releases.iter().map(ReleaseNumber::to_string).collect::<Vec<_>>().join(", ")
}

/// The ids and the changes of gaps, by which they are the same.
fn key(gaps: &[Gap]) -> Vec<(Vec<&'static str>, usize, usize)> {
    let ids = |gap: &Gap| gap.earlier.iter().chain(&gap.later).map(|policy| policy.id).collect();
    gaps.iter().map(|gap| (ids(gap), gap.since_earlier.len(), gap.until_later.len())).collect()
}

fn release_in_json(coverage: &Coverage) -> Value {
    let known = Release::numbered(coverage.release);
    json!({
        "release": coverage.release.to_string(),
        "known": known.is_some(),
        "date": known.and_then(|release| release.date),
        "policies": ids(&coverage.policies),
        "bundles": coverage.bundles.iter().map(|bundle| bundle.id).collect::<Vec<_>>(),
        "not-documented": coverage.gaps.iter().map(gap_in_json).collect::<Vec<_>>(),
    })
}

fn gap_in_json(gap: &Gap) -> Value {
    json!({
        "earlier": ids(&gap.earlier),
        "later": ids(&gap.later),
        "changed-since-earlier": gap.since_earlier.iter().map(change_in_json).collect::<Vec<_>>(),
        "changed-until-later": gap.until_later.iter().map(change_in_json).collect::<Vec<_>>(),
    })
}

fn change_in_json(dated: &DatedChange) -> Value {
    json!({
        "release": dated.release.number.to_string(),
        "date": dated.release.date,
        "policies": dated.change.policies,
        "text": dated.change.text,
        "source": dated.change.source,
    })
}

fn ids(policies: &[&Policy]) -> Vec<&'static str> {
    policies.iter().map(|policy| policy.id).collect()
}
