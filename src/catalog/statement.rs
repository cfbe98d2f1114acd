//! The statements of a policy, as constants.

use core::fmt;

use super::change::{Acknowledgement, Change, ChangeKind, Difference};

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
