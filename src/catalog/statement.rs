//! The statements of a policy, as constants.

use core::fmt;

use super::change::{Acknowledgement, Change, ChangeKind};
use crate::values::Parameter;

/// A statement of a policy.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Statement {
    /// The statement's name in the catalog.
    pub name: &'static str,
    /// The Sid, unless the document has none.
    pub sid: Option<&'static str>,
    /// The product's use of the grant, and the failure without it.
    pub why: &'static str,
    /// The effect.
    pub effect: Effect,
    /// The element `Action` or `NotAction`.
    pub actions: Element,
    /// The element `Resource` or `NotResource`.
    pub resources: Element,
    /// The conditions, operator by operator.
    pub conditions: &'static [Condition],
    /// The parameter on which the existence of the statement depends.
    pub presence: Presence,
    /// The difference from the source, if the whole statement is added or withdrawn.
    pub change: Option<Change>,
    /// The acknowledged findings of the statement.
    pub acknowledged: &'static [Acknowledgement],
    /// The file and the table of the statement, such as `catalog/2.9/user/ec2.toml#EC2Describe`.
    pub source: &'static str,
}

impl Statement {
    /// The prefixes of the services whose actions the statement names, sorted.
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

    /// True if the maintained form has the statement.
    #[must_use]
    pub fn is_maintained(&self) -> bool {
        !self.change.is_some_and(|change| change.kind == ChangeKind::Withdrawn)
    }

    /// True if the maintained form of the statement depends on a parameter: in one of its entries, or in its
    /// existence.
    pub(crate) fn depends_on(&self, parameter: &Parameter) -> bool {
        let name = parameter.name;
        let is_named = [self.presence.when, self.presence.unless].concat().contains(&name);
        let forms = [format!("{{{name}}}"), format!("{{{name}?}}"), format!("{{{name}...}}")];
        is_named
            || self
                .conditions
                .iter()
                .map(|condition| &condition.values)
                .chain([&self.resources])
                .flat_map(Element::maintained)
                .any(|entry| forms.iter().any(|form| entry.text.contains(form)))
    }

    /// The differences from the source: of the statement itself, and of its entries.
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

/// One difference between the two forms of a policy, with its place.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// The statement that differs, or that has the entry.
    pub statement: &'static Statement,
    /// The entry, or `None` for a difference of the whole statement.
    pub entry: Option<&'static str>,
    /// The kind and the reason of the difference.
    pub change: Change,
}

/// The effect of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[expect(clippy::exhaustive_enums, reason = "IAM has two")]
pub enum Effect {
    /// The statement grants the actions.
    Allow,
    /// The statement denies the actions, even if other statements grant them.
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
    /// True for `NotAction` and `NotResource`.
    pub negated: bool,
    /// True if the document has a single string instead of a list.
    pub scalar: bool,
    /// The entries, in the document's order.
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

/// An action, a resource or a condition's value, with `{name}` in place of a parameter's value.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Entry {
    /// The entry in the catalog.
    pub text: &'static str,
    /// The difference from the source, if the entry is added or withdrawn.
    pub change: Option<Change>,
}

/// A condition: an operator, a key, and the values with which the key's value is compared.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Condition {
    /// The operator, with its qualifier and suffix if it has any.
    pub operator: &'static str,
    /// The condition key.
    pub key: &'static str,
    /// The values.
    pub values: Element,
}

/// The parameters on which the existence of a statement depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Presence {
    /// The parameters that all need a value for the statement to exist.
    pub when: &'static [&'static str],
    /// The parameters of which none may have a value for the statement to exist.
    pub unless: &'static [&'static str],
}

impl Presence {
    /// The presence of a statement that always exists.
    pub const ALWAYS: Self = Self { when: &[], unless: &[] };

    /// True for a statement that always exists.
    #[must_use]
    pub const fn is_always(self) -> bool {
        self.when.is_empty() && self.unless.is_empty()
    }

    /// True if a statement exists where the parameters of these names are given.
    pub fn holds(self, is_given: impl Fn(&str) -> bool) -> bool {
        self.when.iter().all(|name| is_given(name)) && !self.unless.iter().any(|name| is_given(name))
    }
}
