//! Languages: sets of strings, each the strings that match one pattern, and how they overlap.
//!
//! Questions about several patterns at once, such as "which resources match this pattern, and none of the
//! others?", are answered by reading all strings at the same time, character by character. After some characters
//! each pattern has a set of places that it can have come to; strings that lead to the same sets have the same
//! future, and one of them is read on, the shortest. The search ends when no new sets appear, so that the
//! answer is exact.
//!
//! A search for patterns with many wildcards can take too many steps. It then ends without an answer.

use std::collections::{BTreeMap, HashSet, VecDeque};

use crate::iam::pattern::CharClass;

/// The most sets of places of a search.
const MAX_SETS: usize = 60_000;

/// The most steps from a set of places by a character.
const MAX_STEPS: usize = 4_000_000;

/// The set of strings that match a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Language {
    signs: Vec<Sign>,
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Char(char),
    /// One character of a class.
    One(CharClass),
    /// Any number of characters of a class.
    Run(CharClass),
}

/// A search that takes too many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

impl Language {
    /// The language of one string.
    pub(crate) fn literal(text: &str) -> Self {
        let mut language = Self::default();
        language.push_str(text);
        language
    }

    pub(crate) fn push_str(&mut self, text: &str) {
        self.signs.extend(text.chars().map(Sign::Char));
    }

    pub(crate) fn push_one(&mut self, class: CharClass) {
        self.signs.push(Sign::One(class));
    }

    pub(crate) fn push_run(&mut self, class: CharClass) {
        if self.signs.last() != Some(&Sign::Run(class)) {
            self.signs.push(Sign::Run(class));
        }
    }

    /// Appends one or more characters of a class.
    pub(crate) fn push_some(&mut self, class: CharClass) {
        self.push_one(class);
        self.push_run(class);
    }

    /// Adds a place, and those that follow without a character.
    fn enter(&self, places: &mut Places, mut at: usize) {
        places.insert(at);
        while let Some(Sign::Run(_)) = self.signs.get(at) {
            at += 1;
            places.insert(at);
        }
    }

    /// The places behind a character.
    fn step(&self, from: &Places, c: char) -> Places {
        let mut next = Places::default();
        for at in from.iter() {
            match self.signs.get(at) {
                Some(Sign::Char(wanted)) if *wanted == c => self.enter(&mut next, at + 1),
                Some(Sign::One(class)) if class.has(c) => self.enter(&mut next, at + 1),
                Some(Sign::Run(class)) if class.has(c) => self.enter(&mut next, at),
                _ => {}
            }
        }
        // Whatever follows from a place before a run of any characters follows from the run too.
        let last = next.iter().filter(|at| self.signs.get(*at) == Some(&Sign::Run(CharClass::ALL))).last();
        if let Some(last) = last {
            next.0.retain(|at| *at as usize >= last);
        }
        next
    }

    /// True if the language has a string.
    pub(crate) fn has(&self, text: &str) -> bool {
        let mut places = Places::default();
        self.enter(&mut places, 0);
        self.accepts(&text.chars().fold(places, |places, c| self.step(&places, c)))
    }

    fn accepts(&self, places: &Places) -> bool {
        places.iter().last() == Some(self.signs.len())
    }
}

/// Places in a pattern, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Places(Vec<u32>);

impl Places {
    fn insert(&mut self, at: usize) {
        let Ok(at) = u32::try_from(at) else { return };
        if let Err(place) = self.0.binary_search(&at) {
            self.0.insert(place, at);
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|at| *at as usize)
    }
}

/// A string of each kind among those that all of some languages have. The kind of a string is said by a
/// function of the answers which of further languages have it. The strings are the shortest.
///
/// The search ends early when some number of kinds is found.
pub(crate) fn kinds<K: Ord>(
    within: &[&Language],
    others: &[Language],
    n_kinds: usize,
    mut kind: impl FnMut(&[bool]) -> K,
) -> Result<BTreeMap<K, String>, TooComplex> {
    let languages: Vec<&Language> = within.iter().copied().chain(others).collect();
    let alphabet = alphabet(&languages);
    let start: Vec<Places> = languages
        .iter()
        .map(|language| {
            let mut places = Places::default();
            language.enter(&mut places, 0);
            places
        })
        .collect();
    let mut found = BTreeMap::new();
    let mut seen = HashSet::from([start.clone()]);
    let mut queue = VecDeque::from([(start, String::new())]);
    let mut n_steps = 0;
    while let Some((sets, text)) = queue.pop_front() {
        let accepted: Vec<bool> =
            languages.iter().zip(&sets).map(|(language, places)| language.accepts(places)).collect();
        if let Some((inside, of_others)) = accepted.split_at_checked(within.len())
            && inside.iter().all(|is_inside| *is_inside)
        {
            found.entry(kind(of_others)).or_insert_with(|| text.clone());
            if found.len() == n_kinds {
                break;
            }
        }
        for c in &alphabet {
            n_steps += 1;
            let next: Vec<Places> =
                languages.iter().zip(&sets).map(|(language, places)| language.step(places, *c)).collect();
            let is_dead = next.iter().take(within.len()).any(|places| places.0.is_empty());
            if is_dead || !seen.insert(next.clone()) {
                continue;
            }
            if seen.len() > MAX_SETS || n_steps > MAX_STEPS {
                return Err(TooComplex);
            }
            queue.push_back((next, format!("{text}{c}")));
        }
    }
    Ok(found)
}

/// The characters that the languages tell apart, and one that stands for all others.
fn alphabet(languages: &[&Language]) -> Vec<char> {
    let signs = languages.iter().flat_map(|language| &language.signs);
    let mut chars: Vec<char> = signs
        .filter_map(|sign| match sign {
            Sign::Char(c) => Some(*c),
            _ => None,
        })
        .chain([':', '/'])
        .collect();
    chars.sort_unstable();
    chars.dedup();
    // A letter makes the most readable strings.
    let mut candidates = ('a'..='z').rev().cycle().skip(2).take(26).chain('0'..='9').chain('\u{e0}'..);
    let other = candidates.find(|c| chars.binary_search(c).is_err());
    other.into_iter().chain(chars).collect()
}
