//! The actions and resources that policies name, for a quick estimate of how far apart two sides are.

use std::collections::BTreeSet;

use crate::evaluate::{Layer, Policies};
use crate::{Action, SERVICES, Service};

/// The actions that the identity policies of a side grant on some resource, and the patterns of their resources.
///
/// Two sides whose footprints are the same need not be equal, and equal sides can differ in their patterns of
/// resources: [`compare`](super::compare) has the exact answer, and the footprint tells which of many sides are
/// worth it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footprint {
    /// A bit for each action of the facts.
    actions: Vec<u64>,
    resources: BTreeSet<String>,
}

impl Footprint {
    /// The footprint of a side.
    #[must_use]
    pub fn new(policies: &Policies) -> Self {
        let all = SERVICES.iter().copied().flat_map(Service::actions);
        let mut actions = Vec::new();
        let grants = |place: &usize| {
            policies.statements.get(*place).is_some_and(|it| !it.denies && it.layer == Layer::Identity)
        };
        for (place, action) in all.enumerate() {
            if place % 64 == 0 {
                actions.push(0);
            }
            if policies.about(action.into()).iter().any(grants)
                && let Some(word) = actions.last_mut()
            {
                *word |= 1 << (place % 64);
            }
        }
        let statements = policies.statements.iter().filter(|it| !it.denies && it.layer == Layer::Identity);
        let resources = statements.flat_map(|it| &it.resources.entries).map(|entry| entry.text.to_string());
        Self { actions, resources: resources.collect() }
    }

    /// The number of actions and of patterns of resources that only one of two footprints has.
    #[must_use]
    pub fn distance(&self, other: &Self) -> usize {
        let bits =
            self.actions.iter().zip(&other.actions).map(|(own, other)| (own ^ other).count_ones() as usize);
        bits.sum::<usize>() + self.resources.symmetric_difference(&other.resources).count()
    }

    /// The number of actions.
    #[must_use]
    pub fn n_actions(&self) -> usize {
        self.actions.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The number of actions that both footprints have.
    #[must_use]
    pub fn n_shared_actions(&self, other: &Self) -> usize {
        self.actions.iter().zip(&other.actions).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    /// The actions, in the order of the facts.
    pub fn actions(&self) -> impl Iterator<Item = Action> {
        let all = SERVICES.iter().copied().flat_map(Service::actions).enumerate();
        all.filter(|(place, _)| {
            self.actions.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
        })
        .map(|(_, action)| action)
    }
}
