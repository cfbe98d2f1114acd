//! What somebody has, against what somebody needs.

use std::collections::BTreeSet;

use super::breaks::{Break, Breaking};
use super::needed::Needed;
use crate::compare::{CompareError, Comparison, Difference, Relation, compare};
use crate::evaluate::Policies;
use crate::finding::Finding;
use crate::{Action, Statement};

/// Policies that somebody has, compared with those that the catalog says are needed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Audit {
    /// The relation of the policies that somebody has to those that are needed, by the requests that can exist.
    pub relation: Relation,
    /// What is missing, the most dangerous to grant first.
    pub missing: Vec<Missing>,
    /// What is too much, privilege escalation first.
    pub excess: Vec<Excess>,
    /// The prefixes of the services whose actions were compared as patterns of names.
    pub without_facts: Vec<String>,
}

/// Requests that are needed and not allowed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Missing {
    /// The requests: those that only the needed policies allow.
    pub difference: Difference,
    /// The statements of the catalog that allow them, which say why.
    pub statements: Vec<&'static Statement>,
    /// The calls of commands that are denied therefore.
    pub breaks: Vec<Break>,
}

/// Requests that are allowed and not needed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Excess {
    /// The requests: those that only the policies that somebody has allow.
    pub difference: Difference,
    /// The dangers of the grants, such as a privilege escalation path; none without the feature `check`.
    pub dangers: Vec<Finding>,
}

/// The number of actions in which policies differ from those that are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Distance {
    /// The actions that are missing on some resource or under some condition.
    pub missing: usize,
    /// The actions that are too much on some resource or under some condition.
    pub excess: usize,
}

impl Distance {
    /// The number of all.
    #[must_use]
    pub const fn total(self) -> usize {
        self.missing + self.excess
    }

    /// The distance between policies that somebody has and those that are needed.
    ///
    /// # Errors
    ///
    /// If the comparison would take too many steps.
    pub fn between(held: &Policies, needed: &Policies) -> Result<Self, CompareError> {
        Ok(Self::of(&compare(held, needed)?))
    }

    pub(super) fn of(comparison: &Comparison) -> Self {
        let number = |differences: &[Difference]| n_actions(differences.iter().filter(|it| it.possible));
        Self { missing: number(&comparison.only_b), excess: number(&comparison.only_a) }
    }
}

impl Audit {
    /// Compares policies. The values are those of the needed policies, by the names of their parameters.
    ///
    /// Differences about requests that cannot exist, by AWS's facts, are left out.
    ///
    /// # Errors
    ///
    /// If the comparison would take too many steps.
    pub fn new(held: &Policies, needed: &Needed, values: &[(&str, &str)]) -> Result<Self, CompareError> {
        let comparison = compare(held, &needed.policies)?;
        let relation = comparison.relation_of_possible();
        let possible = |differences: Vec<Difference>| differences.into_iter().filter(|it| it.possible);
        let missing: Vec<Difference> = possible(comparison.only_b).collect();
        let breaking = Breaking { needs: &needed.needs, needed: &needed.policies, held, values };
        let is_missing = |action: &str| missing.iter().any(|it| names(it, action));
        let breaks = if missing.is_empty() { Vec::new() } else { breaking.find(is_missing) };
        let missing = missing.into_iter().map(|difference| {
            let sources = difference.statements.iter();
            let statements = sources.filter_map(|it| needed.statement(&it.source, it.idx));
            let is_own = |it: &&Break| names(&difference, it.request.action);
            let breaks = breaks.iter().filter(is_own).cloned().collect();
            Missing { statements: statements.collect(), breaks, difference }
        });
        Ok(Self {
            relation,
            missing: missing.collect(),
            excess: excess(possible(comparison.only_a).collect(), needed),
            without_facts: comparison.without_facts,
        })
    }

    /// The distance.
    #[must_use]
    pub fn distance(&self) -> Distance {
        Distance {
            missing: n_actions(self.missing.iter().map(|it| &it.difference)),
            excess: n_actions(self.excess.iter().map(|it| &it.difference)),
        }
    }
}

/// The names of the actions that some request of a difference can have.
fn possible_actions(difference: &Difference) -> Vec<String> {
    match difference.possible_actions.as_slice() {
        [] => difference.expanded(),
        actions => actions.iter().map(Action::to_string).collect(),
    }
}

/// The number of the actions of differences, each once.
fn n_actions<'d>(differences: impl Iterator<Item = &'d Difference>) -> usize {
    differences.flat_map(possible_actions).collect::<BTreeSet<String>>().len()
}

/// True if a difference is about an action.
fn names(difference: &Difference, action: &str) -> bool {
    possible_actions(difference).iter().any(|name| name.eq_ignore_ascii_case(action))
}

#[cfg(feature = "check")]
fn excess(differences: Vec<Difference>, needed: &Needed) -> Vec<Excess> {
    let dangers = super::dangers::of(&differences, needed);
    let mut excess: Vec<Excess> = differences
        .into_iter()
        .zip(dangers)
        .map(|(difference, dangers)| Excess { difference, dangers })
        .collect();
    excess.sort_by_key(|it| it.dangers.is_empty());
    excess
}

#[cfg(not(feature = "check"))]
fn excess(differences: Vec<Difference>, _: &Needed) -> Vec<Excess> {
    differences.into_iter().map(|difference| Excess { difference, dangers: Vec::new() }).collect()
}
