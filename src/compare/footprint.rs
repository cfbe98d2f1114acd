//! What policies grant at first sight, for a quick estimate of how much alike two sides are.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::{Layer, Policies};
use crate::{SERVICES, Service};

/// The actions that the identity policies of a side grant on each pattern of resources, and their statements.
///
/// Two sides whose footprints are the same need not be equal, and equal sides can differ in their patterns of
/// resources: [`compare`](super::compare) has the exact answer, and the footprint tells which of many sides are
/// worth it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// A bit for each action of the facts that is granted on some resource.
    actions: Vec<u64>,
    /// The same for each pattern of resources.
    on_resources: BTreeMap<String, Vec<u64>>,
    /// The statements, as they are written.
    statements: BTreeSet<String>,
}

impl Footprint {
    /// The footprint of a side.
    #[must_use]
    pub fn new(policies: &Policies) -> Self {
        let mut footprint = Self::default();
        let all = SERVICES.iter().copied().flat_map(Service::actions);
        for (place, action) in all.enumerate() {
            let about = policies.about(action.into());
            let statements = about.iter().filter_map(|place| policies.statements.get(*place));
            for statement in statements.filter(|it| !it.denies && it.layer == Layer::Identity) {
                set(&mut footprint.actions, place);
                for entry in &statement.resources.entries {
                    let not = if statement.resources.is_negated { "not " } else { "" };
                    set(footprint.on_resources.entry(format!("{not}{}", entry.text)).or_default(), place);
                }
            }
        }
        for statement in policies.statements.iter().filter(|it| it.layer == Layer::Identity) {
            let mut actions: Vec<String> =
                statement.actions.entries.iter().map(|it| it.to_string().to_ascii_lowercase()).collect();
            let mut resources: Vec<String> =
                statement.resources.entries.iter().map(|it| it.text.to_string()).collect();
            let conditions = statement.conditions.iter().map(|it| {
                let values: BTreeSet<String> = it.values.iter().map(ToString::to_string).collect();
                format!("{} {} {values:?}", it.operator, it.key)
            });
            let conditions: BTreeSet<String> = conditions.collect();
            actions.sort();
            resources.sort();
            let negated = (statement.denies, statement.actions.is_negated, statement.resources.is_negated);
            footprint.statements.insert(format!("{negated:?} {actions:?} {resources:?} {conditions:?}"));
        }
        footprint
    }

    /// How much two footprints have in common, from 0 to 1, which means all: the mean of the parts of the
    /// statements, of the actions on their resources, and of the actions.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    pub fn likeness(&self, other: &Self) -> f64 {
        let on_resources = |of: fn(u64, u64) -> u64| {
            let patterns: BTreeSet<&String> =
                self.on_resources.keys().chain(other.on_resources.keys()).collect();
            let bits = |side: &'_ Self, pattern: &String| {
                side.on_resources.get(pattern).cloned().unwrap_or_default()
            };
            patterns.into_iter().map(|it| count(&bits(self, it), &bits(other, it), of)).sum::<usize>()
        };
        let parts = [
            (
                self.statements.intersection(&other.statements).count(),
                self.statements.union(&other.statements).count(),
            ),
            (on_resources(|own, other| own & other), on_resources(|own, other| own | other)),
            (
                count(&self.actions, &other.actions, |own, other| own & other),
                count(&self.actions, &other.actions, |own, other| own | other),
            ),
        ];
        let likeness = |(n_common, n_all): &(usize, usize)| match n_all {
            0 => 0.0,
            _ => *n_common as f64 / *n_all as f64,
        };
        parts.iter().map(likeness).sum::<f64>() / parts.len() as f64
    }

    /// The number of actions.
    #[must_use]
    pub fn n_actions(&self) -> usize {
        count(&self.actions, &[], |own, other| own | other)
    }
}

fn set(bits: &mut Vec<u64>, place: usize) {
    if bits.len() <= place / 64 {
        bits.resize(place / 64 + 1, 0);
    }
    if let Some(word) = bits.get_mut(place / 64) {
        *word |= 1 << (place % 64);
    }
}

/// The number of bits of two lists put together.
fn count(own: &[u64], other: &[u64], of: fn(u64, u64) -> u64) -> usize {
    let word = |words: &[u64], place: usize| words.get(place).copied().unwrap_or_default();
    let words = 0..own.len().max(other.len());
    words.map(|place| of(word(own, place), word(other, place)).count_ones() as usize).sum()
}
