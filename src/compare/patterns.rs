//! The patterns of a comparison, each once, and what is known about two of them.

use std::collections::HashMap;

use crate::iam::pattern::TextPattern;

/// Patterns with numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    all: Vec<TextPattern<'static>>,
    numbers: HashMap<TextPattern<'static>, usize>,
    covers: HashMap<(usize, usize), bool>,
    overlaps: HashMap<(usize, usize), bool>,
}

impl Patterns {
    /// The number of a pattern.
    pub(super) fn add(&mut self, pattern: TextPattern<'static>) -> usize {
        let pattern = pattern.normalized();
        if let Some(number) = self.numbers.get(&pattern) {
            return *number;
        }
        let number = self.all.len();
        self.all.push(pattern.clone());
        self.numbers.insert(pattern, number);
        number
    }

    pub(super) fn get(&self, number: usize) -> Option<&TextPattern<'static>> {
        self.all.get(number)
    }

    /// True if every string of the second certainly is one of the first.
    pub(super) fn covers(&mut self, wide: usize, narrow: usize) -> bool {
        let all = &self.all;
        wide == narrow
            || *self.covers.entry((wide, narrow)).or_insert_with(|| match (all.get(wide), all.get(narrow)) {
                (Some(wide), Some(narrow)) => wide.covers(narrow),
                _ => false,
            })
    }

    /// False if no string is one of both.
    pub(super) fn overlaps(&mut self, one: usize, other: usize) -> bool {
        let all = &self.all;
        let pair = (one.min(other), one.max(other));
        one == other
            || *self.overlaps.entry(pair).or_insert_with(|| match (all.get(one), all.get(other)) {
                (Some(one), Some(other)) => one.overlaps(other),
                _ => true,
            })
    }
}
