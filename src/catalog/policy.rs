//! What the catalog states about policies, as constants.
//!
//! All of it is `&'static`, written by the build script, and costs a program nothing that does not
//! ask for it.

use core::fmt;

use super::change::{Acknowledgement, Difference};
use super::statement::Statement;
use super::trust;
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
    /// The heading under which the source states it.
    pub title: &'static str,
    /// The anchor of that heading.
    pub anchor: &'static str,
    /// What the policy is for, in a sentence.
    pub summary: &'static str,
    /// To whom the policy is attached.
    pub attach_to: AttachTo,
    /// The AWS managed policies that are attached beside it: what their ARNs have behind `policy/`.
    pub managed_policies: &'static [&'static str],
    /// The schedulers of the clusters that it is for.
    pub schedulers: &'static [&'static str],
    /// The product's commands that it is made for, where the source names them.
    pub commands: &'static [&'static str],
    /// What a reader should know before attaching it, in Markdown.
    pub notes: &'static [&'static str],
    /// The findings that are known and depend on several of its statements, or are in statements that
    /// other policies state.
    pub acknowledged: &'static [Acknowledgement],
    /// The parameters that its text depends on.
    pub parameters: &'static [PolicyParameter],
    /// Its statements, in the document's order.
    pub statements: &'static [Statement],
    /// The maintained form with the source's placeholders: what `render` prints for real values.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub template: &'static str,
    /// The form that the source documents, with its placeholders.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub documented: &'static str,
    /// The file that states the policy.
    pub source: &'static str,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) fill: FillFn,
}

/// Checks values and builds the policy's struct of them, or notes the problems and returns nothing.
pub(crate) type FillFn = for<'a> fn(&mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>>;

impl Policy {
    /// The last part of the policy's id, such as `user`.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.id.rsplit_once('/').map_or(self.id, |(_, variant)| variant)
    }

    /// The parameter of a role among those that the policy's text depends on.
    #[must_use]
    pub fn parameter(&self, role: ParameterRole) -> Option<&'static PolicyParameter> {
        self.parameters.iter().find(|used| used.parameter.role() == role)
    }

    /// Values that fill the policy: the examples of its parameters.
    #[must_use]
    pub fn examples(&self) -> Values<'static> {
        self.parameters
            .iter()
            .filter(|used| used.need == Need::Required)
            .map(|used| (used.parameter.name, used.parameter.example))
            .collect()
    }

    /// The trust policy of the role that the policy is attached to, or nothing if it is attached to
    /// a user or group.
    #[must_use]
    pub fn trust_policy(&self, partition: &Partition) -> Option<String> {
        match self.attach_to {
            AttachTo::Role { trusted_services } => Some(trust::render(trusted_services, partition)),
            AttachTo::UserOrGroup => None,
        }
    }

    /// The ARNs of the AWS managed policies that are attached beside it.
    pub fn managed_policy_arns(&self, partition: &Partition) -> impl Iterator<Item = String> {
        self.managed_policies.iter().map(move |name| format!("arn:{partition}:iam::aws:policy/{name}"))
    }

    /// The prefixes of the services whose actions the maintained form names, sorted.
    #[must_use]
    pub fn services(&self) -> Vec<&'static str> {
        let mut prefixes: Vec<_> = self.statements.iter().flat_map(Statement::services).collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes
    }

    /// Every entry and statement in which the maintained form differs from the source.
    pub fn differences(&self) -> impl Iterator<Item = Difference> {
        self.statements.iter().flat_map(Statement::differences)
    }
}

/// To whom a policy is attached.
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

/// How a policy uses a parameter.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PolicyParameter {
    /// The parameter.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub parameter: &'static Parameter,
    /// Whether it has to be given.
    pub need: Need,
    /// The text that stands for it in the source.
    pub placeholder: Option<&'static str>,
}

/// Whether a parameter has to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Need {
    /// It has to be given.
    Required,
    /// It takes its default when it is not given.
    Default,
    /// What depends on it vanishes when it is not given.
    Optional,
    /// It is a list, and what depends on it vanishes when the list is empty.
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
