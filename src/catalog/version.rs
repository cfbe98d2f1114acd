//! What the catalog states about versions and their bundles, and about services, as constants.

use super::change::Acknowledgement;
use super::policy::Policy;
use super::tables::VERSIONS;
use crate::values::{ClusterName, InvalidValueError, Parameter, ParameterRole, StackNameBuf};

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

impl Policy {
    /// The documented release that states the policy.
    #[must_use]
    pub fn release(&self) -> Option<&'static Version> {
        VERSIONS.iter().copied().find(|version| version.id == self.version)
    }

    /// The name of the stack of a cluster, or nothing if it does not follow from the cluster's name in
    /// the releases that the policy is for.
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
    /// If the cluster's name makes a stack's name that AWS CloudFormation refuses.
    pub fn stack_name(&self, cluster: ClusterName<'_>) -> Result<Option<StackNameBuf>, InvalidValueError> {
        let template = self.release().and_then(|version| version.stack_name);
        template.map(|template| template.replace("{cluster-name}", cluster.as_str()).parse()).transpose()
    }

    /// The parameter that may be given in place of another, which then follows from it: the cluster's
    /// name for the name of its stack.
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
