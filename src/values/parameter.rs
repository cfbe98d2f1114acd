//! Parameters: the values that the texts of policies depend on.

use super::PARAMETERS;

/// A value that a policy's text depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Parameter {
    /// The name between the braces of a placeholder.
    pub name: &'static str,
    /// The name of its type.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub type_name: &'static str,
    /// What it is, in a sentence.
    pub summary: &'static str,
    /// A value that its type accepts.
    pub example: &'static str,
    /// Where a person reads the value.
    pub find: &'static str,
    /// The value that holds when none is given.
    pub default: Option<&'static str>,
    /// What fails when the default is replaced.
    pub caution: Option<&'static str>,
}

impl Parameter {
    /// The parameter of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PARAMETERS.iter().copied().find(|parameter| parameter.name == name)
    }

    /// The parameter of a role, of which the catalog has at most one; the first of those with
    /// [`ParameterRole::Other`].
    #[must_use]
    pub fn with_role(role: ParameterRole) -> Option<&'static Self> {
        PARAMETERS.iter().copied().find(|parameter| parameter.role() == role)
    }

    /// The role of the parameter, which follows from its type and not from its name.
    ///
    /// ```
    /// use pcluster_iam::{Parameter, ParameterRole};
    ///
    /// let region = Parameter::with_role(ParameterRole::Region).expect("the catalog has one");
    /// assert_eq!(region.role(), ParameterRole::Region);
    /// assert!(region.role().is_location());
    /// ```
    #[must_use]
    pub fn role(&self) -> ParameterRole {
        match self.type_name {
            "partition" => ParameterRole::Partition,
            "region" => ParameterRole::Region,
            "account-id" => ParameterRole::AccountId,
            "cluster-name" => ParameterRole::ClusterName,
            "stack-name" => ParameterRole::StackName,
            _ => ParameterRole::Other,
        }
    }
}

/// The part that a parameter plays in a policy, for types that mean more than the form of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterRole {
    /// The partition of the account. It follows from the region where a region is given.
    Partition,
    /// The region of the clusters, or all regions of a partition.
    Region,
    /// The account of the clusters.
    AccountId,
    /// The name of a cluster, from which the name of its stack may follow.
    ClusterName,
    /// The name of a cluster's stack.
    StackName,
    /// A value of any other type.
    Other,
}

impl ParameterRole {
    /// Region and partition go with every policy, so that the same values serve for all: a policy
    /// takes them even if its text depends on neither.
    #[must_use]
    pub const fn is_location(self) -> bool {
        matches!(self, Self::Partition | Self::Region)
    }
}
