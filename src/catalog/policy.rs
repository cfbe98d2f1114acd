//! The policies of the catalog, as constants.
//!
//! The build script writes them as `&'static` data, which costs a program nothing unless it uses them.

use core::fmt;

use super::change::Acknowledgement;
use super::loss::Loss;
use super::managed_policy::ManagedPolicy;
use super::promise::AcceptedDenial;
use super::size::SizeRange;
use super::statement::{Difference, Statement};
use super::trust;
use crate::quota::Attachment;
use crate::render::Document;
use crate::values::{Parameter, ParameterRole, Partition, Reader, Values};

/// A policy document of the catalog.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Policy {
    /// Version and variant, such as `2.9/user`.
    pub id: &'static str,
    /// The id of the policy's version.
    pub version: &'static str,
    /// The name that the source gives the policy.
    pub name: &'static str,
    /// The heading of the policy in the source.
    pub title: &'static str,
    /// The anchor of that heading.
    pub anchor: &'static str,
    /// One sentence about the purpose of the policy.
    pub summary: &'static str,
    /// The kind of identity to which the policy is attached.
    pub attach_to: AttachTo,
    /// The path of the role that the product creates for the policy, with `{cluster-name}` in it if each
    /// cluster has its own.
    pub path: Option<&'static str>,
    /// The AWS managed policies to attach together with this policy.
    pub managed_policies: &'static [ManagedPolicy],
    /// The releases for which the policy is valid: `>=2.9.0, <2.10.0`.
    pub applies_to: &'static str,
    /// The schedulers of the clusters for which the policy is made.
    pub schedulers: &'static [&'static str],
    /// The product's commands that need the policy, if the source names them.
    pub commands: &'static [&'static str],
    /// The ids of the other policies that these commands need.
    pub beside: &'static [&'static str],
    /// The configurations in which the commands run with these policies, for a role those in which the tasks of
    /// its holder do.
    pub configurations: &'static [&'static str],
    /// The calls of the commands that are denied all the same.
    pub denied: &'static [AcceptedDenial],
    /// Facts that a reader should know before attaching the policy, in Markdown.
    pub notes: &'static [&'static str],
    /// The acknowledged findings that depend on several statements, or are in statements that come from
    /// other policies.
    pub acknowledged: &'static [Acknowledgement],
    /// The permissions that the policies for the same purpose had in the earlier release, and that those of
    /// this release do not grant.
    pub losses: &'static [Loss],
    /// The ways of attachment whose quotas the policy fits whatever its values are, with one entry in each
    /// list.
    pub fits: &'static [Attachment],
    /// True for a policy that fits managed policies only if it is split into several.
    pub split: bool,
    /// The sizes that the policy can have, in the order of the partitions.
    pub sizes: &'static [SizeRange],
    /// The parameters on which the document depends.
    pub parameters: &'static [PolicyParameter],
    /// The statements, in the document's order.
    pub statements: &'static [Statement],
    /// The maintained form, which `render` prints with real values, here with the source's placeholders.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub template: &'static str,
    /// The documented form, with the source's placeholders.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub documented: &'static str,
    /// The file that states the policy.
    pub source: &'static str,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) fill: FillFn,
}

/// Checks values and builds the policy's struct from them, or notes the problems and returns `None`.
pub(crate) type FillFn = for<'a> fn(&mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>>;

impl Policy {
    /// The last part of the policy's id, such as `user`.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.id.rsplit_once('/').map_or(self.id, |(_, variant)| variant)
    }

    /// The parameter with a role, if the document depends on such a parameter.
    #[must_use]
    pub fn parameter(&self, role: ParameterRole) -> Option<&'static PolicyParameter> {
        self.parameters.iter().find(|used| used.parameter.role() == role)
    }

    /// The parameter that has to be given too for a value of `parameter` to have an effect: every statement
    /// that depends on the value exists only with others, and `is_given` lacks one of them. `None` if the
    /// value has an effect, or is needed anyway, and for a flag: it states a fact, which stays true where it
    /// changes nothing.
    pub fn needed_beside(
        &self,
        parameter: &Parameter,
        is_given: impl Fn(&str) -> bool,
    ) -> Option<&'static Parameter> {
        let is_optional = |used: &&PolicyParameter| {
            used.parameter == parameter
                && matches!(used.need, Need::Optional | Need::List)
                && parameter.default.is_none()
                && parameter.role() != ParameterRole::Flag
        };
        self.parameters.iter().find(is_optional)?;
        let mut needed = None;
        let dependent = self.statements.iter().filter(|it| it.is_maintained() && it.depends_on(parameter));
        for statement in dependent {
            let others = statement.presence.when.iter().filter(|name| **name != parameter.name);
            let missing = others.copied().find(|name| !is_given(name))?;
            needed.get_or_insert(missing);
        }
        needed.and_then(Parameter::named)
    }

    /// The examples of the required parameters, as values that fill the policy.
    #[must_use]
    pub fn examples(&self) -> Values<'static> {
        self.parameters
            .iter()
            .filter(|used| used.need == Need::Required)
            .map(|used| (used.parameter.name, used.parameter.example))
            .collect()
    }

    /// The trust policy of the role to which the policy is attached, or `None` if the policy is attached
    /// to a user or group.
    #[must_use]
    pub fn trust_policy(&self, partition: &Partition) -> Option<String> {
        match self.attach_to {
            AttachTo::Role { trusted_services } => Some(trust::render(trusted_services, partition)),
            AttachTo::UserOrGroup => None,
        }
    }

    /// The ARNs of the AWS managed policies to attach together with this policy, without those that only a
    /// setting of the configuration needs and those that the partition does not have.
    pub fn managed_policy_arns(&self, partition: &Partition) -> impl Iterator<Item = String> {
        self.managed_policies.iter().filter(|policy| policy.is_usual()).filter_map(|it| it.arn(partition))
    }

    /// The prefixes of the services whose actions are in the maintained form, sorted.
    #[must_use]
    pub fn services(&self) -> Vec<&'static str> {
        let mut prefixes: Vec<_> = self.statements.iter().flat_map(Statement::services).collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes
    }

    /// All differences between the maintained form and the source.
    pub fn differences(&self) -> impl Iterator<Item = Difference> {
        self.statements.iter().flat_map(Statement::differences)
    }
}

/// The kind of identity to which a policy is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "kind")
)]
#[non_exhaustive]
pub enum AttachTo {
    /// A user, or a group of users.
    UserOrGroup,
    /// A role.
    Role {
        /// The services that assume the role, such as `ec2`.
        trusted_services: &'static [&'static str],
    },
}

impl fmt::Display for AttachTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::UserOrGroup => "user or group",
            Self::Role { .. } => "role",
        })
    }
}

/// A parameter and its use in a policy.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PolicyParameter {
    /// The parameter.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub parameter: &'static Parameter,
    /// The need for a value.
    pub need: Need,
    /// The source's placeholder for the parameter.
    pub placeholder: Option<&'static str>,
}

/// The need of a policy for a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Need {
    /// A value is required.
    Required,
    /// The parameter's default is used if no value is given.
    Default,
    /// Entries and statements that depend on the parameter disappear without a value. A flag is off.
    Optional,
    /// The value is a list. If it is empty, the parameter's default is used, or entries and statements that
    /// depend on the parameter disappear.
    List,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Required => "required",
            Self::Default => "default",
            Self::Optional => "optional",
            Self::List => "list",
        })
    }
}
