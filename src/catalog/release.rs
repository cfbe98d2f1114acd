//! The releases of ParallelCluster: their dates, and the permissions that each of them changed.

use super::tables::RELEASES;
use super::{Policy, Version};
use crate::shared::release::{ReleaseNumber, ReleaseRange};

/// A release of ParallelCluster.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Release {
    /// The number of the release.
    #[cfg_attr(feature = "serde", serde(rename = "release", serialize_with = "text"))]
    pub number: ReleaseNumber,
    /// The day of the release, such as `2025-09-29`, if it is known.
    pub date: Option<&'static str>,
    /// The permissions that the release changed, as far as they are known.
    pub changes: &'static [ReleaseChange],
}

/// A change of permissions with a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ReleaseChange {
    /// The variants of the policies that the change is about.
    pub policies: &'static [&'static str],
    /// The new bound of the need for these policies.
    pub need: Option<ChangedNeed>,
    /// The change and its consequence.
    pub text: &'static str,
    /// The evidence: a URL.
    pub source: &'static str,
}

/// The new bound that a release sets to the need for policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a need has a beginning and an end")]
pub enum ChangedNeed {
    /// Earlier releases have no use for the policies.
    Begins,
    /// The release and later ones have no use for the policies.
    Ends,
}

impl Release {
    /// The release with a number, if the catalog knows it.
    #[must_use]
    pub fn numbered(number: ReleaseNumber) -> Option<&'static Self> {
        RELEASES.iter().find(|release| release.number == number)
    }
}

impl Version {
    /// True if the policies are valid for a release.
    #[must_use]
    pub fn holds_for(&self, release: ReleaseNumber) -> bool {
        range(self.applies_to).is_some_and(|range| range.contains(release))
    }
}

impl Policy {
    /// True if the policy is valid for a release.
    ///
    /// ```
    /// use pcluster_iam::policy;
    ///
    /// # #[cfg(feature = "v2_9")]
    /// # fn main() -> Result<(), Box<dyn core::error::Error>> {
    /// let policy = policy("2.9/user").expect("the catalog has it");
    /// assert!(policy.holds_for("2.9.0".parse()?));
    /// assert!(!policy.holds_for("2.10.0".parse()?));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "v2_9"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn holds_for(&self, release: ReleaseNumber) -> bool {
        self.range().is_some_and(|range| range.contains(release))
    }

    /// The releases for which the policy is valid.
    pub(super) fn range(&self) -> Option<ReleaseRange> {
        range(self.applies_to)
    }
}

/// The range of a string of the catalog, all of which the compiler has checked.
fn range(text: &str) -> Option<ReleaseRange> {
    ReleaseRange::parse(text)
}

#[cfg(feature = "serde")]
fn text<S: serde::Serializer>(number: &ReleaseNumber, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
