//! The policies for a release, and the nearest ones where the catalog has none for it.
//!
//! Nothing is guessed: a policy is for the releases that its source is known to be right for. What is
//! near a release and what changed in between is stated beside it, and a person decides.

use super::release::{ChangedNeed, Release, ReleaseChange};
use super::tables::{RELEASES, VERSIONS};
use super::{Bundle, Policy, Version};
use crate::shared::release::{ReleaseNumber, ReleaseRange};

/// What the catalog has for a release.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Coverage {
    /// The release.
    pub release: ReleaseNumber,
    /// The policies that are valid for the release, in the order of [`POLICIES`](crate::POLICIES).
    pub policies: Vec<&'static Policy>,
    /// The bundles all of whose policies are valid for the release.
    pub bundles: Vec<&'static Bundle>,
    /// The policies that other releases have, and that the release needs too as far as is known.
    pub gaps: Vec<Gap>,
}

/// A policy that the catalog does not have for a release, but for others of the same major version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Gap {
    /// The nearest policies that are valid for earlier releases: several where one was split later.
    pub earlier: Vec<&'static Policy>,
    /// The nearest policies that are valid for later releases.
    pub later: Vec<&'static Policy>,
    /// What changed after the releases of the earlier policies, up to the release.
    pub since_earlier: Vec<DatedChange>,
    /// What changed after the release, up to the first release of the later policies.
    pub until_later: Vec<DatedChange>,
}

/// A change with its release.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DatedChange {
    /// The release.
    pub release: &'static Release,
    /// The change.
    pub change: &'static ReleaseChange,
}

/// What the catalog has for a release.
///
/// ```
/// # #[cfg(feature = "v2_9")]
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// let coverage = pcluster_iam::coverage("2.9.1".parse()?);
/// assert!(coverage.policies.iter().any(|policy| policy.id == "2.9/user"));
/// let coverage = pcluster_iam::coverage("2.10.0".parse()?);
/// assert!(coverage.policies.is_empty());
/// assert!(coverage.gaps.iter().any(|gap| gap.earlier.iter().any(|policy| policy.id == "2.9/user")));
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "v2_9"))]
/// # fn main() {}
/// ```
#[must_use]
pub fn coverage(release: ReleaseNumber) -> Coverage {
    let is_valid = |policy: &Policy| policy.holds_for(release);
    let policies = VERSIONS.iter().flat_map(|version| version.policies).copied();
    let bundles = VERSIONS.iter().flat_map(|version| version.bundles).copied();
    Coverage {
        release,
        policies: policies.filter(|policy| is_valid(policy)).collect(),
        bundles: bundles.filter(|bundle| bundle.policies.iter().all(|policy| is_valid(policy))).collect(),
        gaps: purposes(release.major).iter().filter_map(|purpose| purpose.gap(release)).collect(),
    }
}

/// The policies of one purpose in all releases of a major version: those of one name, and those that
/// took their places.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Purpose {
    /// The variants of the policies.
    pub variants: Vec<&'static str>,
    /// The policies, in the order of [`POLICIES`](crate::POLICIES).
    pub policies: Vec<&'static Policy>,
}

/// The purposes of the policies of a major version, in the order in which they appeared.
#[must_use]
pub fn purposes(major: u32) -> Vec<Purpose> {
    let is_of_major = |version: &&&Version| {
        version.release.parse().is_ok_and(|release: ReleaseNumber| release.major == major)
    };
    let mut purposes = Vec::new();
    for version in VERSIONS.iter().filter(is_of_major) {
        for replacement in version.replaces {
            let mut joined = take(&mut purposes, replacement.earlier);
            for now in replacement.now {
                if !joined.variants.contains(now) {
                    let other = take(&mut purposes, now);
                    joined.variants.extend(other.variants);
                    joined.policies.extend(other.policies);
                }
            }
            purposes.push(joined);
        }
        for policy in version.policies {
            let mut purpose = take(&mut purposes, policy.variant());
            purpose.policies.push(policy);
            purposes.push(purpose);
        }
    }
    purposes
}

/// Takes the purpose of a variant out of the list; a new one if it has none.
fn take(purposes: &mut Vec<Purpose>, variant: &'static str) -> Purpose {
    match purposes.iter().position(|purpose| purpose.variants.contains(&variant)) {
        Some(idx) => purposes.remove(idx),
        None => Purpose { variants: vec![variant], policies: Vec::new() },
    }
}

impl Purpose {
    /// The policies of a version.
    #[must_use]
    pub fn of_version(&self, id: &str) -> Vec<&'static Policy> {
        self.policies.iter().copied().filter(|policy| policy.version == id).collect()
    }

    /// The policies of the latest version before one that has policies for the purpose.
    #[must_use]
    pub fn before(&self, id: &str) -> Vec<&'static Policy> {
        let earlier = VERSIONS.iter().take_while(|version| version.id != id);
        let of_earlier: Vec<_> = earlier.map(|version| self.of_version(version.id)).collect();
        of_earlier.into_iter().rev().find(|policies| !policies.is_empty()).unwrap_or_default()
    }

    /// The policies that are valid for a release.
    #[must_use]
    pub fn valid_for(&self, release: ReleaseNumber) -> Vec<&'static Policy> {
        self.policies.iter().copied().filter(|policy| policy.holds_for(release)).collect()
    }

    /// The changes of the policies with the releases after one, up to another.
    #[must_use]
    pub fn changes_between(&self, after: ReleaseNumber, up_to: ReleaseNumber) -> Vec<DatedChange> {
        self.changes(|release| after < release && release <= up_to)
    }

    /// The gap at a release, unless a policy is valid for it or the release needs none.
    #[must_use]
    pub fn gap(&self, release: ReleaseNumber) -> Option<Gap> {
        let ranged = self.policies.iter().filter_map(|policy| Some((*policy, policy.range()?)));
        let ranged: Vec<(&'static Policy, ReleaseRange)> = ranged.collect();
        let is_covered = ranged.iter().any(|(_, range)| range.contains(release));
        if is_covered || !self.variants.iter().any(|variant| is_needed(variant, release)) {
            return None;
        }
        let ends = |range: &ReleaseRange| range.until.filter(|until| *until <= release);
        let begins = |range: &ReleaseRange| Some(range.from).filter(|from| release < *from);
        let end = ranged.iter().filter_map(|(_, range)| ends(range)).max();
        let beginning = ranged.iter().filter_map(|(_, range)| begins(range)).min();
        let earlier = ranged.iter().filter(|(_, range)| end.is_some() && ends(range) == end);
        let later = ranged.iter().filter(|(_, range)| beginning.is_some() && begins(range) == beginning);
        Some(Gap {
            earlier: earlier.map(|(policy, _)| *policy).collect(),
            later: later.map(|(policy, _)| *policy).collect(),
            since_earlier: end.map_or_else(Vec::new, |end| self.changes(|it| end <= it && it <= release)),
            until_later: beginning
                .map_or_else(Vec::new, |beginning| self.changes(|it| release < it && it <= beginning)),
        })
    }

    /// The changes of the policies in some releases.
    fn changes(&self, is_wanted: impl Fn(ReleaseNumber) -> bool) -> Vec<DatedChange> {
        let releases = RELEASES.iter().filter(|release| is_wanted(release.number));
        releases
            .flat_map(|release| release.changes.iter().map(move |change| DatedChange { release, change }))
            .filter(|it| it.change.policies.iter().any(|policy| self.variants.contains(policy)))
            .collect()
    }
}

/// True if a release has a use for a policy, as far as is known.
fn is_needed(variant: &str, release: ReleaseNumber) -> bool {
    let changes = RELEASES
        .iter()
        .filter(|it| it.number.major == release.major)
        .flat_map(|it| it.changes.iter().map(move |change| (it.number, change)))
        .filter(|(_, change)| change.policies.contains(&variant));
    changes.clone().all(|(number, change)| match change.need {
        Some(ChangedNeed::Begins) => number <= release,
        Some(ChangedNeed::Ends) => release < number,
        None => true,
    })
}
