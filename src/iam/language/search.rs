//! The search for strings by the patterns that have them.

use std::collections::{BTreeMap, HashSet, VecDeque};

#[cfg(feature = "compare")]
use crate::iam::pattern::TextPattern;

use super::Budget;
use super::automaton::{Automaton, DEAD, StateKind, TooComplex};

/// The most states of a search.
const MAX_STATES: usize = 60_000;

/// A string of each kind among those that all of some groups of patterns have. A group has the strings of each of
/// its patterns. The kind of a string is said by a function of the answers which of further groups have it; a
/// string without a kind is passed over. The strings are the shortest.
///
/// The search ends early when some number of kinds is found, and it leaves out strings that begin with one for which
/// `is_over` says, by what is known of the further groups, that none of them has a kind.
pub(crate) fn kinds<K: Ord>(
    within: &[&[&Automaton]],
    others: &[&[&Automaton]],
    n_kinds: usize,
    budget: &Budget,
    is_over: impl Fn(&[Fate]) -> bool,
    mut kind: impl FnMut(&[bool]) -> Option<K>,
) -> Result<BTreeMap<K, String>, TooComplex> {
    let groups = Groups::new(within, others);
    let start = groups.start();
    let mut seen = HashSet::from([start.clone()]);
    // The letter that led to each state, and the place of the state before it.
    let mut path: Vec<(usize, usize)> = vec![(0, 0)];
    let mut queue = VecDeque::from([(start, 0)]);
    let mut found = BTreeMap::new();
    let mut answers = Vec::with_capacity(within.len() + others.len());
    let mut fates = Vec::with_capacity(within.len() + others.len());
    while let Some((states, place)) = queue.pop_front() {
        groups.answer(&states, &mut answers);
        if let Some((of_within, of_others)) = answers.split_at_checked(within.len())
            && of_within.iter().all(|is_inside| *is_inside)
            && let Some(kind) = kind(of_others)
        {
            found.entry(kind).or_insert_with(|| groups.text(&path, place));
            if found.len() == n_kinds {
                break;
            }
        }
        for letter in 0..groups.n_letters() {
            budget.spend(states.len())?;
            let Some(next) = groups.step(&states, letter) else { continue };
            if seen.contains(&next) {
                continue;
            }
            groups.fates(&next, &mut fates);
            if fates.get(within.len()..).is_some_and(&is_over) {
                continue;
            }
            if seen.len() >= MAX_STATES {
                return Err(TooComplex);
            }
            // A new state is kept, which takes longer than a step.
            budget.spend(states.len() + 32)?;
            path.push((place, letter));
            seen.insert(next.clone());
            queue.push_back((next, path.len() - 1));
        }
    }
    Ok(found)
}

/// For each set of patterns that a string of a pattern matches, and no others, such a string.
#[cfg(feature = "compare")]
pub(crate) fn regions(
    within: &TextPattern<'static>,
    patterns: &[TextPattern<'static>],
    budget: &Budget,
) -> Result<BTreeMap<Vec<bool>, String>, TooComplex> {
    let within = Automaton::new(within, budget)?;
    let automata = patterns.iter().map(|it| Automaton::new(it, budget)).collect::<Result<Vec<_>, _>>()?;
    let others: Vec<[&Automaton; 1]> = automata.iter().map(|it| [it]).collect();
    let others: Vec<&[&Automaton]> = others.iter().map(<[_; 1]>::as_slice).collect();
    kinds(&[&[&within]], &others, usize::MAX, budget, |_| false, |accepted| Some(accepted.to_vec()))
}

/// What is known of all strings that begin with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A group has none of them.
    Never,
    /// A group has them all.
    Always,
    /// A group may have some of them.
    Open,
}

/// The automata of a search.
struct Groups<'a> {
    automata: Vec<&'a Automaton>,
    /// For each group, the end of its automata; those that a string has to be in come first.
    ends: Vec<usize>,
    n_within: usize,
    /// The characters that some automaton tells apart. Each is a letter, from 1.
    chars: Vec<char>,
    /// The character for the letter 0, which stands for all others.
    other: Option<char>,
    /// For each letter, the letters of the automata.
    letters: Vec<Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn new(within: &[&[&'a Automaton]], others: &[&[&'a Automaton]]) -> Self {
        let groups = || within.iter().chain(others);
        let automata: Vec<&Automaton> = groups().flat_map(|group| group.iter().copied()).collect();
        let mut end = 0;
        let ends = groups().map(|group| {
            end += group.len();
            end
        });
        let ends = ends.collect();
        let mut chars: Vec<char> = automata.iter().flat_map(|it| &it.chars).copied().collect();
        chars.sort_unstable();
        chars.dedup();
        // A letter makes the most readable strings.
        let mut candidates = ('a'..='z').rev().cycle().skip(2).take(26).chain('0'..='9').chain('\u{e0}'..);
        let other = candidates.find(|c| chars.binary_search(c).is_err());
        let letters = core::iter::once(None).chain(chars.iter().map(Some));
        let letters = letters.map(|c| automata.iter().map(|it| c.map_or(0, |c| it.letter(*c))).collect());
        let letters = letters.collect();
        Self { automata, ends, n_within: within.len(), chars, other, letters }
    }

    fn n_letters(&self) -> usize {
        self.letters.len()
    }

    fn start(&self) -> Box<[u16]> {
        self.automata.iter().map(|it| it.start).collect()
    }

    /// The states behind a letter; nothing if no string from there is in all groups that it has to be in.
    fn step(&self, states: &[u16], letter: usize) -> Option<Box<[u16]>> {
        let letters = self.letters.get(letter)?;
        let automata = self.automata.iter().zip(states).zip(letters);
        let mut next: Box<[u16]> = automata.map(|((it, state), letter)| it.step(*state, *letter)).collect();
        let mut rest: &mut [u16] = &mut next;
        let mut automata = self.automata.as_slice();
        let mut start = 0;
        for (idx, end) in self.ends.iter().enumerate() {
            let (group, after) = rest.split_at_mut_checked(end - start)?;
            let (own, others) = automata.split_at_checked(end - start)?;
            if idx < self.n_within && group.iter().all(|state| *state == DEAD) {
                return None;
            }
            // Once a group has everything that follows, its other automata no longer matter.
            let settled =
                own.iter().zip(&*group).position(|(it, state)| it.kind(*state) == StateKind::Settled);
            if let Some(settled) = settled {
                for (place, state) in group.iter_mut().enumerate() {
                    *state = if place == settled { *state } else { DEAD };
                }
            }
            (rest, automata, start) = (after, others, *end);
        }
        Some(next)
    }

    /// For each group, the answer whether it has the string that led to some states.
    fn answer(&self, states: &[u16], answers: &mut Vec<bool>) {
        answers.clear();
        let mut all = self.automata.iter().zip(states);
        let mut start = 0;
        for end in &self.ends {
            let group = all.by_ref().take(end - start);
            // Each group takes the answers of all of its automata, whatever they are.
            answers.push(group.filter(|(it, state)| it.kind(**state) != StateKind::Outside).count() > 0);
            start = *end;
        }
    }

    /// For each group, what is known of all strings that begin with the one that led to some states.
    fn fates(&self, states: &[u16], fates: &mut Vec<Fate>) {
        fates.clear();
        let mut all = self.automata.iter().zip(states);
        let mut start = 0;
        for end in &self.ends {
            let mut fate = Fate::Never;
            for (automaton, state) in all.by_ref().take(end - start) {
                fate = match automaton.kind(*state) {
                    StateKind::Settled => Fate::Always,
                    _ if *state == DEAD || fate == Fate::Always => fate,
                    _ => Fate::Open,
                };
            }
            fates.push(fate);
            start = *end;
        }
    }

    /// The string that led to a place of a search.
    fn text(&self, path: &[(usize, usize)], mut place: usize) -> String {
        let mut chars = Vec::new();
        while place > 0
            && let Some((before, letter)) = path.get(place)
        {
            chars.extend(match letter.checked_sub(1) {
                Some(idx) => self.chars.get(idx).copied(),
                None => self.other,
            });
            place = *before;
        }
        chars.iter().rev().collect()
    }
}
