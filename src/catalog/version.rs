//! The versions of the catalog and their bundles, as constants.

use super::change::Acknowledgement;
#[cfg(feature = "evaluate")]
use super::command::Commands;
use super::policy::Policy;
use super::promise::AcceptedDenial;
use super::setting::Setting;
use super::tables::VERSIONS;
use crate::values::{ClusterName, InvalidValueError, Parameter, ParameterRole, StackNameBuf};

/// A documented release: a folder of the catalog.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Version {
    /// The name of the folder, such as `2.9`.
    pub id: &'static str,
    /// The product that the policies are for.
    pub product: &'static str,
    /// The release that the source documents.
    pub release: &'static str,
    /// The releases for which the policies are valid.
    pub applies_to: &'static str,
    /// One sentence about the policies of the release.
    pub summary: &'static str,
    /// The page that documents the policies.
    pub source: Source,
    /// The name of a cluster's stack, with `{cluster-name}` in it, if it follows from the cluster's name.
    pub stack_name: Option<&'static str>,
    /// The policies that an earlier release has under another name.
    pub replaces: &'static [Replacement],
    /// The sections of the page for administrators.
    pub guide: &'static [Section],
    /// The acknowledged findings of all policies of the release.
    pub acknowledged: &'static [Acknowledgement],
    /// The policies, sorted by id.
    pub policies: &'static [&'static Policy],
    /// The sets of policies that belong together, in the catalog's order.
    pub bundles: &'static [&'static Bundle],
    /// The settings of the product's configuration that need permissions, in the catalog's order.
    pub settings: &'static [Setting],
    /// The commands of the release, with the calls that each of them makes, if the catalog has them.
    #[cfg(feature = "evaluate")]
    #[cfg_attr(feature = "serde", serde(skip))]
    pub commands: Option<&'static Commands>,
}

impl Policy {
    /// The documented release to which the policy belongs.
    #[must_use]
    pub fn release(&self) -> Option<&'static Version> {
        VERSIONS.iter().copied().find(|version| version.id == self.version)
    }

    /// The name of the stack of a cluster, or `None` if it does not follow from the cluster's name in
    /// the releases of the policy.
    ///
    /// ```
    /// use pcluster_iam::{ClusterName, ParameterRole, Values, policy};
    ///
    /// # #[cfg(feature = "v2_9")]
    /// # fn main() -> Result<(), Box<dyn core::error::Error>> {
    /// let policy = policy("2.9/user-minimal").expect("the catalog has it");
    /// let stack = policy.stack_name(ClusterName::new("demo")?)?.expect("it follows");
    /// let used = policy.parameter(ParameterRole::StackName).expect("the policy names a stack");
    /// let values = Values::new()
    ///     .set("region", "eu-west-1")
    ///     .set("account-id", "123456789012")
    ///     .set(used.parameter.name, stack.get().as_str());
    /// assert!(policy.fill(&values)?.to_json().contains("parallelcluster-demo"));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "v2_9"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// If AWS CloudFormation refuses the resulting name of the stack.
    pub fn stack_name(&self, cluster: ClusterName<'_>) -> Result<Option<StackNameBuf>, InvalidValueError> {
        let template = self.release().and_then(|version| version.stack_name);
        template.map(|template| template.replace("{cluster-name}", cluster.as_str()).parse()).transpose()
    }

    /// The parameter from which the value of `parameter` can follow: the cluster's name for the name of
    /// its stack.
    #[must_use]
    pub fn origin(&self, parameter: &Parameter) -> Option<&'static Parameter> {
        let is_derived = parameter.role() == ParameterRole::StackName
            && self.release().is_some_and(|version| version.stack_name.is_some());
        Parameter::with_role(ParameterRole::ClusterName).filter(|_| is_derived)
    }
}

/// Policies that belong together.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Bundle {
    /// The version and the name, such as `3.6/cluster-administrator`.
    pub id: &'static str,
    /// One sentence about the tasks that the policies together allow.
    pub summary: &'static str,
    /// One sentence about the people whom the bundle is for.
    pub audience: &'static str,
    /// The policies.
    #[cfg_attr(feature = "serde", serde(serialize_with = "ids"))]
    pub policies: &'static [&'static Policy],
    /// True if its policies for users and groups are for different people; else one identity gets all of them.
    /// Each policy of a role is for a role of its own in any case.
    pub apart: bool,
    /// The product's commands that run with the policies together.
    pub commands: &'static [&'static str],
    /// The configurations in which they run.
    pub configurations: &'static [&'static str],
    /// The calls of the commands that are denied all the same.
    pub denied: &'static [AcceptedDenial],
}

/// Serializes policies as their ids, since a bundle names its policies and does not repeat them.
#[cfg(feature = "serde")]
pub(super) fn ids<S: serde::Serializer>(policies: &[&Policy], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(policies.iter().map(|policy| policy.id))
}

/// The page that documents a version's policies.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Source {
    /// The title of the page.
    pub title: &'static str,
    /// The address of the page.
    pub url: &'static str,
    /// The commit of the page's repository with this state of the page.
    pub commit: Option<&'static str>,
    /// The date of this state of the page, such as `2020-09-18`.
    pub date: &'static str,
}

/// A policy of an earlier release that later ones have under another name, or as several policies.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Replacement {
    /// The variant in earlier releases.
    pub earlier: &'static str,
    /// The variants that take its place.
    pub now: &'static [&'static str],
}

/// A section of a version's guide.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Section {
    /// The section's heading.
    pub heading: &'static str,
    /// The text of the section, in Markdown.
    pub text: &'static str,
}
