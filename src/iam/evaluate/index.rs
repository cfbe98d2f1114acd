//! The statements about each action, found without looking at their entries.
//!
//! The actions of a service are numbered in the generated tables. Each of them has a row of bits, a bit for each
//! statement. Most statements name the actions of few services, and the actions of all other services share
//! one row: that of the statements with `*` or `NotAction`.

use crate::iam::evaluate::RequestAction;
use crate::iam::evaluate::action::{ActionEntry, ActionSet};
use crate::iam::evaluate::statement::CompiledStatement;
use crate::service::table;
use crate::{Action, SERVICES, Service};

/// The most words of an index. Policies with far more statements than IAM accepts have none, and their
/// statements are looked at one by one.
const MAX_WORDS: usize = 1 << 20;

/// For each action of the catalog, the statements about it.
#[derive(Clone, Debug, Default)]
pub(super) struct StatementIndex {
    /// The number of words of a row; 0 without an index.
    n_words: usize,
    /// For each service, the place of its first row; 0 for the common row.
    starts: Box<[usize]>,
    /// The rows. The first is the common row.
    words: Vec<u64>,
}

impl StatementIndex {
    /// The index of some statements, or an empty one if it would be too large.
    pub(super) fn new(statements: &[CompiledStatement]) -> Self {
        let n_words = statements.len().div_ceil(u64::BITS as usize);
        let mut index = Self { n_words, starts: vec![0; SERVICES.len()].into(), words: vec![0; n_words] };
        let entries = statements.iter().flat_map(|statement| &statement.actions.entries);
        for service in entries.filter(|entry| !entry.is_all()).flat_map(ActionEntry::services) {
            index.give_rows(service);
            if index.words.len() > MAX_WORDS {
                return Self::default();
            }
        }
        for (place, statement) in statements.iter().enumerate() {
            index.add(place, &statement.actions);
        }
        index
    }

    /// The places of the statements about an action, in ascending order; nothing without an index.
    pub(super) fn about(&self, action: RequestAction<'_>) -> Option<impl Iterator<Item = usize> + Clone> {
        let RequestAction::Known(action) = action else { return None };
        let start = self.row(action);
        let row = self.words.get(start..start + self.n_words).filter(|row| !row.is_empty())?;
        Some(row.iter().enumerate().flat_map(|(idx, word)| {
            let mut rest = *word;
            core::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < u64::BITS).then_some(idx * u64::BITS as usize + bit as usize)
            })
        }))
    }

    fn give_rows(&mut self, service: &'static Service) {
        let end = self.words.len();
        if let Some(start) = self.start_mut(service).filter(|start| **start == 0) {
            *start = end;
            self.words.resize(end + service.actions().len() * self.n_words, 0);
        }
    }

    fn add(&mut self, place: usize, set: &ActionSet) {
        let is_all = set.entries.iter().any(ActionEntry::is_all);
        if is_all != set.is_negated {
            for row in self.words.chunks_mut(self.n_words) {
                set_bit(row, place, true);
            }
        }
        for entry in set.entries.iter().filter(|entry| !is_all && !entry.is_all()) {
            for action in entry.services().flat_map(|service| service.matching(&entry.name)) {
                let start = self.row(action);
                set_bit(self.words.get_mut(start..).unwrap_or_default(), place, !set.is_negated);
            }
        }
    }

    /// The place of the row of an action.
    fn row(&self, action: Action) -> usize {
        let service = table::service(action.service().prefix);
        match service.and_then(|place| self.starts.get(place)) {
            Some(start) if *start > 0 => start + action.place() * self.n_words,
            _ => 0,
        }
    }

    fn start_mut(&mut self, service: &'static Service) -> Option<&mut usize> {
        table::service(service.prefix).and_then(|place| self.starts.get_mut(place))
    }
}

fn set_bit(row: &mut [u64], place: usize, is_set: bool) {
    let bits = u64::BITS as usize;
    if let Some(word) = row.get_mut(place / bits) {
        let bit = 1 << (place % bits);
        if is_set { *word |= bit } else { *word &= !bit }
    }
}
