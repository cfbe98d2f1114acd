//! The likeness of statements, and the pairs that the statements of two lists form.

use core::cmp::Reverse;
use std::collections::BTreeMap;

/// The least likeness of a pair, if one of its statements has no Sid.
const ENOUGH: usize = 30;

/// The least likeness of a pair whose Sids differ.
const ENOUGH_DESPITE_SIDS: usize = 50;

/// The texts of a statement with the keys above them, and the number of times that each appears.
///
/// ```
/// use pcluster_iam::compare::Leaves;
///
/// let mut one = Leaves::default();
/// one.add("/Action".to_owned() + "/s3:GetObject");
/// one.add("/Resource".to_owned() + "/*");
/// let mut other = Leaves::default();
/// other.add("/Action".to_owned() + "/s3:PutObject");
/// other.add("/Resource".to_owned() + "/*");
/// assert_eq!(one.likeness(&other), 50);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaves {
    counts: BTreeMap<String, usize>,
}

impl Leaves {
    /// Adds a text with the keys above it.
    pub fn add(&mut self, leaf: String) {
        *self.counts.entry(leaf).or_insert(0) += 1;
    }

    /// The likeness to others, from 0 to 100.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> usize {
        let total = self.counts.values().sum::<usize>() + other.counts.values().sum::<usize>();
        let shared = |(leaf, count): (&String, &usize)| other.counts.get(leaf).map(|it| *it.min(count));
        let common: usize = self.counts.iter().filter_map(shared).sum();
        (200 * common).checked_div(total).unwrap_or(0)
    }
}

impl FromIterator<String> for Leaves {
    fn from_iter<I: IntoIterator<Item = String>>(leaves: I) -> Self {
        let mut all = Self::default();
        leaves.into_iter().for_each(|leaf| all.add(leaf));
        all
    }
}

/// The pairs of statements of two lists, as places in both, in the order of the second list. The statements are
/// given by their Sids and their leaves. Those with the same Sid are paired first, then the most alike, then
/// the nearest.
#[must_use]
pub fn pair<S: PartialEq + Copy>(
    first: &[(Option<S>, Leaves)],
    second: &[(Option<S>, Leaves)],
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (first_idx, (one, leaves)) in first.iter().enumerate() {
        for (second_idx, (other, other_leaves)) in second.iter().enumerate() {
            let likeness = leaves.likeness(other_leaves);
            let is_same_sid = one.is_some() && one == other;
            let enough = if one.or(*other).is_none() { ENOUGH } else { ENOUGH_DESPITE_SIDS };
            if is_same_sid || likeness >= enough {
                let distance = first_idx.abs_diff(second_idx);
                let rank = (Reverse(is_same_sid), Reverse(likeness), distance);
                candidates.push((rank, first_idx, second_idx));
            }
        }
    }
    candidates.sort_unstable();
    let (mut is_taken, mut is_other_taken) = (vec![false; first.len()], vec![false; second.len()]);
    let mut pairs = Vec::new();
    for (_, first_idx, second_idx) in candidates {
        let places = is_taken.get_mut(first_idx).zip(is_other_taken.get_mut(second_idx));
        if let Some((one @ false, other @ false)) = places {
            (*one, *other) = (true, true);
            pairs.push((first_idx, second_idx));
        }
    }
    pairs.sort_unstable_by_key(|&(_, second_idx)| second_idx);
    pairs
}
