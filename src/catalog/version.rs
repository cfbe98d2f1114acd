//! What the catalog states about versions and their bundles, and about services, as constants.

use super::change::Acknowledgement;
use super::policy::Policy;

/// A documented release: one folder of the catalog.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Version {
    /// The name of its folder, such as `2.9`.
    pub id: &'static str,
    /// The product that the policies are for.
    pub product: &'static str,
    /// The release that the source states.
    pub release: &'static str,
    /// The releases for which the policies hold.
    pub applies_to: &'static str,
    /// What the release's policies are, in a sentence.
    pub summary: &'static str,
    /// The page that states the policies.
    pub source: Source,
    /// The name of a cluster's stack, with `{cluster-name}` in it, if it follows from the cluster's.
    pub stack_name: Option<&'static str>,
    /// The prose of the page for administrators.
    pub guide: &'static [Section],
    /// The findings that are known of all its policies.
    pub acknowledged: &'static [Acknowledgement],
    /// Its policies, sorted by id.
    pub policies: &'static [&'static Policy],
    /// Sets of its policies that belong together, in the catalog's order.
    pub bundles: &'static [&'static Bundle],
}

/// Policies that belong together.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Bundle {
    /// Version and name, such as `3.6/cluster-administrator`.
    pub id: &'static str,
    /// What its policies do together, in a sentence.
    pub summary: &'static str,
    /// For whom it is, in a sentence.
    pub audience: &'static str,
    /// Its policies.
    #[cfg_attr(feature = "serde", serde(serialize_with = "ids"))]
    pub policies: &'static [&'static Policy],
}

/// Policies by their ids: a bundle names them, and does not repeat them.
#[cfg(feature = "serde")]
fn ids<S: serde::Serializer>(policies: &[&Policy], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(policies.iter().map(|policy| policy.id))
}

/// Where a version's policies are documented.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Source {
    /// The title of the page.
    pub title: &'static str,
    /// The address of the page.
    pub url: &'static str,
    /// The commit of the page's repository that holds this state of it.
    pub commit: Option<&'static str>,
    /// The date of this state of the page, as `2020-09-18`.
    pub date: &'static str,
}

/// A section of a version's guide.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Section {
    /// The section's heading.
    pub heading: &'static str,
    /// Its text, in Markdown.
    pub text: &'static str,
}
