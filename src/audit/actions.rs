//! Sets of actions, to see quickly which policies may be alike.

use std::sync::OnceLock;

use crate::document::{Document, Statement, Text};
use crate::iam::action::ActionPattern;
use crate::service::table;
use crate::{Action, SERVICES};

/// Some of the actions of AWS's facts, a bit for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ActionBits(Vec<u64>);

/// For each service the number of actions before it, and the number of all actions.
fn starts() -> &'static [usize] {
    static STARTS: OnceLock<Vec<usize>> = OnceLock::new();
    STARTS.get_or_init(|| {
        let mut sum = 0;
        let mut starts = vec![0];
        for service in SERVICES {
            sum += service.actions().len();
            starts.push(sum);
        }
        starts
    })
}

fn place(action: Action) -> Option<usize> {
    let service = table::service(action.service().prefix)?;
    Some(starts().get(service)? + action.place())
}

impl ActionBits {
    pub(super) fn none() -> Self {
        let n_actions = starts().last().copied().unwrap_or_default();
        Self(vec![0; n_actions.div_ceil(u64::BITS as usize)])
    }

    /// The actions that a document allows on some resource, as far as the names of actions show it.
    pub(super) fn of_document(document: &Document) -> Self {
        let mut allowed = Self::none();
        let has_effect =
            |it: &&Statement, effect| it.effect.as_ref().is_some_and(|text| text.as_str() == effect);
        for statement in document.statements.iter().filter(|it| has_effect(it, "Allow")) {
            allowed.add_all(&Self::of_statement(statement));
        }
        for statement in document.statements.iter().filter(|it| has_effect(it, "Deny")) {
            if is_about_everything(statement) {
                allowed.remove_all(&Self::of_statement(statement));
            }
        }
        allowed
    }

    fn of_statement(statement: &Statement) -> Self {
        let Some(list) = &statement.actions else { return Self::none() };
        let named = Self::of_entries(&list.entries);
        if list.negated { named.complement() } else { named }
    }

    /// The actions of entries of `Action`.
    pub(super) fn of_entries(entries: &[Text]) -> Self {
        let mut bits = Self::none();
        for entry in entries {
            let pattern = ActionPattern::new(entry);
            if pattern.is_all() {
                return Self::none().complement();
            }
            for place in pattern.expand().filter_map(place) {
                let bits_of_word = u64::BITS as usize;
                if let Some(word) = bits.0.get_mut(place / bits_of_word) {
                    *word |= 1 << (place % bits_of_word);
                }
            }
        }
        bits
    }

    pub(super) fn complement(mut self) -> Self {
        self.0.iter_mut().for_each(|word| *word = !*word);
        let n_actions = starts().last().copied().unwrap_or_default();
        let rest = n_actions % u64::BITS as usize;
        if rest > 0
            && let Some(last) = self.0.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
        self
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn remove_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    pub(super) fn keep_common(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// The number of actions that both have.
    pub(super) fn n_common(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(word, other)| (word & other).count_ones() as usize).sum()
    }

    /// True if the action at a place is among them.
    fn has(&self, place: usize) -> bool {
        let bits_of_word = u64::BITS as usize;
        self.0.get(place / bits_of_word).is_some_and(|word| word >> (place % bits_of_word) & 1 == 1)
    }

    /// The places of the actions.
    fn places(&self) -> impl Iterator<Item = usize> {
        let bits_of_word = u64::BITS as usize;
        self.0.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(move |(idx, word)| {
            (0..bits_of_word).filter(move |bit| word >> bit & 1 == 1).map(move |bit| idx * bits_of_word + bit)
        })
    }
}

/// How much of what policies write down each action is. An entry counts once: each of the many actions behind a
/// wildcard is a small part of it, and an action that is named is a whole one.
#[derive(Clone, Debug)]
pub(super) struct ActionWeights(Vec<f64>);

impl ActionWeights {
    pub(super) fn none() -> Self {
        Self(vec![0.0; starts().last().copied().unwrap_or_default()])
    }

    /// The actions that documents allow on some resource, as far as the names of actions show it.
    pub(super) fn of_documents(documents: &[&Document], boundary: Option<&Document>) -> Self {
        let mut allowed = ActionBits::none();
        let mut weights = Self::none();
        for document in documents {
            allowed.add_all(&ActionBits::of_document(document));
            let is_allow = |it: &&Statement| it.effect.as_ref().is_some_and(|text| text.as_str() == "Allow");
            for list in document.statements.iter().filter(is_allow).filter_map(|it| it.actions.as_ref()) {
                weights.add(&list.entries, list.negated);
            }
        }
        if let Some(boundary) = boundary {
            allowed.keep_common(&ActionBits::of_document(boundary));
        }
        for (place, weight) in weights.0.iter_mut().enumerate() {
            if !allowed.has(place) {
                *weight = 0.0;
            }
        }
        weights
    }

    /// Adds the entries of a statement; those of `NotAction` are one.
    pub(super) fn add(&mut self, entries: &[Text], is_negated: bool) {
        if is_negated {
            self.add_entry(&ActionBits::of_entries(entries).complement());
        } else {
            for entry in entries {
                self.add_entry(&ActionBits::of_entries(std::slice::from_ref(entry)));
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "there are some thousand actions")]
    fn add_entry(&mut self, actions: &ActionBits) {
        let part = 1.0 / actions.n_common(actions).max(1) as f64;
        for place in actions.places() {
            if let Some(weight) = self.0.get_mut(place) {
                *weight = weight.max(part);
            }
        }
    }

    /// The weight of an action.
    pub(super) fn of_action(&self, action: Action) -> f64 {
        place(action).map_or(0.0, |place| self.at(place))
    }

    /// The weight of the action at a place.
    pub(super) fn at(&self, place: usize) -> f64 {
        self.0.get(place).copied().unwrap_or_default()
    }

    /// The actions that are granted, by their places, with their weights.
    pub(super) fn granted(&self) -> impl Iterator<Item = (usize, f64)> {
        self.0.iter().copied().enumerate().filter(|(_, weight)| *weight > 0.0)
    }
}

/// True for a statement about every resource, without a condition.
fn is_about_everything(statement: &Statement) -> bool {
    let is_all = |text: &Text| !text.value.is_empty() && text.value.bytes().all(|byte| byte == b'*');
    let resources = statement.resources.as_ref();
    resources.is_some_and(|list| !list.negated && list.entries.iter().any(is_all))
        && statement.conditions().next().is_none()
}
