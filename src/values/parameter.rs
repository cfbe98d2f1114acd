//! Parameters: the values on which policies depend.

use super::PARAMETERS;

/// A value on which policies depend.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Parameter {
    /// The name between the braces of a placeholder.
    pub name: &'static str,
    /// The name of the parameter's type.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub type_name: &'static str,
    /// One sentence about the value.
    pub summary: &'static str,
    /// A valid value.
    pub example: &'static str,
    /// The place where a person finds the value.
    pub find: &'static str,
    /// The value that is used if none is given.
    pub default: Option<&'static str>,
    /// The failure that another value than the default can cause.
    pub caution: Option<&'static str>,
}

impl Parameter {
    /// The parameter with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PARAMETERS.iter().copied().find(|parameter| parameter.name == name)
    }

    /// The parameter with a role. The catalog has at most one for each role, except for
    /// [`ParameterRole::Flag`] and [`ParameterRole::Other`], whose first parameter is returned.
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
            "flag" => ParameterRole::Flag,
            _ => ParameterRole::Other,
        }
    }
}

/// The meaning of a parameter, for types that determine more than the form of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterRole {
    /// The partition of the account, which follows from the region if a region is given.
    Partition,
    /// The region of the clusters, or all regions of a partition.
    Region,
    /// The account of the clusters.
    AccountId,
    /// The name of a cluster, from which the name of its stack may follow.
    ClusterName,
    /// The name of a cluster's stack.
    StackName,
    /// A flag, whose value is `true` or `false`: statements exist with it, or without it.
    Flag,
    /// A value of any other type.
    Other,
}

impl ParameterRole {
    /// True for region and partition, which every policy accepts, even if its document depends on
    /// neither, so that the same values can serve all policies.
    #[must_use]
    pub const fn is_location(self) -> bool {
        matches!(self, Self::Partition | Self::Region)
    }
}
