//! What the catalog states about policies, statements and parameters, as constants.
//!
//! All of it is `&'static`, written by the build script, and costs a program nothing that does not
//! ask for it.

use core::fmt;

use crate::fill::{FillError, Filled, Reader, Values};
use crate::{Partition, trust};

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
pub(crate) type FillFn = for<'a> fn(&mut Reader<'_, 'a>) -> Option<Filled<'a>>;

impl Policy {
    /// Builds the policy from values by name, with the same checks and the same rendering as its
    /// struct.
    ///
    /// # Errors
    ///
    /// With all values that are missing, unknown, invalid or contradict each other.
    pub fn fill<'a>(&'static self, values: &Values<'a>) -> Result<Filled<'a>, FillError> {
        Reader::fill(self, values)
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

/// A statement of a policy.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Statement {
    /// Its name in the catalog.
    pub name: &'static str,
    /// Its Sid, unless the document has none.
    pub sid: Option<&'static str>,
    /// What the product does with the grant, and what breaks without it.
    pub why: &'static str,
    /// Whether it allows or denies.
    pub effect: Effect,
    /// Its `Action` or `NotAction`.
    pub actions: Element,
    /// Its `Resource` or `NotResource`.
    pub resources: Element,
    /// Its conditions, operator by operator.
    pub conditions: &'static [Condition],
    /// On which parameter its existence depends.
    pub presence: Presence,
    /// How the whole statement differs from the source.
    pub change: Option<Change>,
    /// The findings that are known of it.
    pub acknowledged: &'static [Acknowledgement],
    /// The file and table that state it, such as `catalog/2.9/user/ec2.toml#EC2Describe`.
    pub source: &'static str,
}

impl Statement {
    /// The prefixes of the services whose actions it names, sorted.
    #[must_use]
    pub fn services(&self) -> Vec<&'static str> {
        let mut prefixes: Vec<_> = self
            .actions
            .maintained()
            .filter_map(|entry| entry.text.split_once(':'))
            .map(|(prefix, _)| prefix)
            .collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes
    }

    /// Whether the maintained form has the statement.
    #[must_use]
    pub fn is_maintained(&self) -> bool {
        !self.change.is_some_and(|change| change.kind == ChangeKind::Withdrawn)
    }

    /// The statement itself if it is added or withdrawn, and its entries that are.
    pub fn differences(&'static self) -> impl Iterator<Item = Difference> {
        let difference = move |entry: Option<&'static str>, change: Option<Change>| {
            change.map(|change| Difference { statement: self, entry, change })
        };
        let entries = [&self.actions, &self.resources]
            .into_iter()
            .chain(self.conditions.iter().map(|condition| &condition.values))
            .flat_map(|element| element.entries)
            .filter_map(move |entry| difference(Some(entry.text), entry.change));
        difference(None, self.change).into_iter().chain(entries)
    }
}

/// The effect of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[expect(clippy::exhaustive_enums, reason = "IAM has two")]
pub enum Effect {
    /// The statement grants.
    Allow,
    /// The statement forbids, whatever others grant.
    Deny,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        })
    }
}

/// The entries of an element of a statement.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Element {
    /// Whether it is `NotAction` or `NotResource`.
    pub negated: bool,
    /// Whether the document has a single text in place of a list.
    pub scalar: bool,
    /// Its entries, in the document's order.
    pub entries: &'static [Entry],
}

impl Element {
    /// The entries of the maintained form.
    pub fn maintained(&self) -> impl Iterator<Item = &'static Entry> {
        self.entries
            .iter()
            .filter(|entry| !entry.change.is_some_and(|change| change.kind == ChangeKind::Withdrawn))
    }
}

/// An action, a resource or a condition's value, with `{name}` where a parameter's value stands.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Entry {
    /// Its text in the catalog.
    pub text: &'static str,
    /// How it differs from the source.
    pub change: Option<Change>,
}

/// A condition: an operator, a key and the values that the key's value is compared with.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Condition {
    /// The operator, with its qualifier and suffix.
    pub operator: &'static str,
    /// The condition key.
    pub key: &'static str,
    /// The values.
    pub values: Element,
}

/// On which parameter the existence of a statement depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Presence {
    /// It is always there.
    Always,
    /// It is there when the parameter is given.
    When(&'static str),
    /// It is there when the parameter is not given.
    Unless(&'static str),
}

/// A difference between the maintained form and the source, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Change {
    /// The direction of the difference.
    pub kind: ChangeKind,
    /// When it was found, as `2020-12-19`.
    pub date: &'static str,
    /// What it is for.
    pub why: &'static str,
    /// Where it can be read.
    pub source: &'static str,
}

/// The direction of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "there are two forms")]
pub enum ChangeKind {
    /// The maintained form has it and the source does not.
    Added,
    /// The source has it and the maintained form does not.
    Withdrawn,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
        })
    }
}

/// One difference between the two forms of a policy, and where it is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// The statement that differs, or whose entry does.
    pub statement: &'static Statement,
    /// The entry, or nothing if it is the whole statement.
    pub entry: Option<&'static str>,
    /// What differs, and why.
    pub change: Change,
}

/// A finding that is known, and why the policy is so all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Acknowledgement {
    /// The code of the finding, such as `PASS_ROLE_WITH_STAR_IN_RESOURCE`.
    pub finding: &'static str,
    /// The name of the statement that has it, where a policy acknowledges it for one of its
    /// statements.
    pub statement: Option<&'static str>,
    /// The entry that it is about, as the catalog writes it, or nothing for all findings of the code.
    pub entry: Option<&'static str>,
    /// Why the policy is so all the same, and what its reader should know.
    pub reason: &'static str,
    /// The file that acknowledges it, with the table for that of a statement.
    pub source: &'static str,
}
