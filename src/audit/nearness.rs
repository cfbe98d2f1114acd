//! How near policies are to needed ones.

use std::collections::{BTreeMap, BTreeSet};

use super::actions::ActionWeights;
use super::needed::Needed;
use super::report::Distance;
use crate::compare::{CompareError, Difference, compare};
use crate::document::Document;
use crate::evaluate::Policies;

/// How near policies are to needed ones: the distance, and how much of what is written down differs.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nearness {
    /// The distance.
    pub distance: Distance,
    /// The number of entries of policies that differ. An entry with a wildcard of whose many actions some differ
    /// is a part of an entry: who names the actions in place of the wildcard has the same policy still.
    pub n_entries: f64,
}

impl Nearness {
    /// Compares the policies that somebody has, which these documents grant, with those that are needed.
    ///
    /// # Errors
    ///
    /// If the comparison would take too many steps.
    pub fn of(held: &Policies, granting: &[&Document], needed: &Needed) -> Result<Self, CompareError> {
        let comparison = compare(held, &needed.policies)?;
        let needed: Vec<&Document> = needed.documents.iter().map(|it| &it.document).collect();
        let missing = n_entries(&comparison.only_b, &needed);
        let excess = n_entries(&comparison.only_a, granting);
        Ok(Self { distance: Distance::of(&comparison), n_entries: missing + excess })
    }
}

/// The number of the entries of documents that differ.
#[expect(clippy::cast_precision_loss, reason = "nobody writes down that many actions")]
fn n_entries(differences: &[Difference], granting: &[&Document]) -> f64 {
    let possible = || differences.iter().filter(|it| it.possible);
    let weights = ActionWeights::of_documents(granting, None);
    let known: BTreeMap<String, f64> = possible()
        .flat_map(|it| &it.possible_actions)
        .map(|action| (action.to_string(), weights.of_action(*action)))
        .collect();
    let others = possible().filter(|it| it.possible_actions.is_empty());
    let others: BTreeSet<String> = others.flat_map(Difference::expanded).collect();
    known.values().sum::<f64>() + others.len() as f64
}
