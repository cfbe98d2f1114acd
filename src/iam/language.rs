//! Languages: sets of strings, each the strings that match one pattern, and how they overlap.
//!
//! Questions about several patterns at once, such as "which resources match this pattern, and none of the
//! others?", are answered by reading all strings at the same time, character by character. Strings that lead an
//! automaton of the patterns to the same state have the same future, and one of them is read on, the shortest.
//! The search ends when no new states appear, so that the answer is exact.
//!
//! The automata are those of the library `regex-automata`, which makes a state when a search first reaches it.
//! Characters that no pattern has are alike, and each of the others is a byte there, so that `?` is one byte.
//!
//! A search for patterns with many wildcards can take too many steps. It then ends without an answer.

use std::collections::{BTreeMap, HashSet, VecDeque};

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Builder, Transition};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, MatchKind};

use crate::iam::pattern::{Atom, CharClass, TextPattern};

/// The most states of a search.
const MAX_STATES: usize = 60_000;

/// The most steps from a state by a character.
const MAX_STEPS: usize = 4_000_000;

/// The most bytes of the states of an automaton.
const MAX_BYTES: usize = 48 << 20;

/// The most atoms of the patterns of a search.
const MAX_ATOMS: usize = 200_000;

/// A search that takes too many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// A string of each kind among those that all of some groups of patterns have: a group has the strings of each of
/// its patterns. The kind of a string is said by a function of the answers which of further patterns have it; a
/// string without a kind is passed over. The strings are the shortest.
///
/// The search ends early when some number of kinds is found.
pub(crate) fn kinds<K: Ord>(
    within: &[&[&TextPattern<'_>]],
    others: &[&TextPattern<'_>],
    n_kinds: usize,
    mut kind: impl FnMut(&[bool]) -> Option<K>,
) -> Result<BTreeMap<K, String>, TooComplex> {
    let letters = Letters::new(within.iter().copied().flatten().chain(others).copied());
    let n_bytes = letters.n_bytes().ok_or(TooComplex)?;
    let mut automata = Vec::with_capacity(within.len() + 1);
    for group in within.iter().chain([&others]) {
        automata.push(Automaton::new(group, &letters).ok_or(TooComplex)?);
    }
    let start = automata.iter_mut().map(Automaton::start).collect::<Option<Box<[_]>>>().ok_or(TooComplex)?;
    let mut seen = HashSet::from([start.clone()]);
    // The letter that led to each state, and the place of the state before it.
    let mut path: Vec<(usize, u8)> = vec![(0, 0)];
    let mut queue = VecDeque::from([(start, 0)]);
    let mut found = BTreeMap::new();
    let mut accepted = vec![false; others.len()];
    let mut n_steps = 0;
    while let Some((states, place)) = queue.pop_front() {
        let mut is_inside = true;
        accepted.fill(false);
        for (idx, (automaton, state)) in automata.iter_mut().zip(&states).enumerate() {
            let mut has_one = false;
            automaton.accepts(*state, |pattern| {
                has_one = true;
                if let Some(is_accepted) = accepted.get_mut(pattern).filter(|_| idx == within.len()) {
                    *is_accepted = true;
                }
            })?;
            is_inside &= has_one || idx == within.len();
            if !is_inside {
                break;
            }
        }
        if is_inside && let Some(kind) = kind(&accepted) {
            found.entry(kind).or_insert_with(|| letters.text(&path, place));
            if found.len() == n_kinds {
                break;
            }
        }
        'letters: for byte in 0..n_bytes {
            n_steps += 1;
            let mut next = states.clone();
            for (idx, (automaton, state)) in automata.iter_mut().zip(&mut next).enumerate() {
                *state = automaton.step(*state, byte)?;
                if state.is_dead() && idx < within.len() {
                    continue 'letters;
                }
            }
            if seen.contains(&next) {
                continue;
            }
            if seen.len() >= MAX_STATES || n_steps > MAX_STEPS {
                return Err(TooComplex);
            }
            path.push((place, byte));
            seen.insert(next.clone());
            queue.push_back((next, path.len() - 1));
        }
    }
    Ok(found)
}

/// An automaton of some patterns, whose states know which of them have the string that was read.
struct Automaton {
    dfa: DFA,
    cache: Cache,
}

impl Automaton {
    /// The automaton of some patterns; nothing if they are too long.
    fn new(patterns: &[&TextPattern<'_>], letters: &Letters) -> Option<Self> {
        if patterns.iter().map(|it| it.atoms().len()).sum::<usize>() > MAX_ATOMS {
            return None;
        }
        let mut builder = Builder::new();
        builder.set_utf8(false);
        let mut starts = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            builder.start_pattern().ok()?;
            let start = push(&mut builder, pattern, letters)?;
            builder.finish_pattern(start).ok()?;
            starts.push(start);
        }
        let start = builder.add_union(starts).ok()?;
        let nfa = builder.build(start, start).ok()?;
        let config = DFA::config()
            .match_kind(MatchKind::All)
            .cache_capacity(MAX_BYTES)
            // A state keeps its number, so that a full cache ends the search.
            .minimum_cache_clear_count(Some(0))
            .minimum_bytes_per_state(None);
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa).ok()?;
        let cache = dfa.create_cache();
        Some(Self { dfa, cache })
    }

    fn start(&mut self) -> Option<LazyStateID> {
        let input = Input::new(b"").anchored(Anchored::Yes);
        self.dfa.start_state_forward(&mut self.cache, &input).ok()
    }

    fn step(&mut self, from: LazyStateID, byte: u8) -> Result<LazyStateID, TooComplex> {
        self.dfa.next_state(&mut self.cache, from, byte).map_err(|_| TooComplex)
    }

    /// Names each pattern that has the string that led to a state.
    fn accepts(&mut self, state: LazyStateID, mut name: impl FnMut(usize)) -> Result<(), TooComplex> {
        let end = self.dfa.next_eoi_state(&mut self.cache, state).map_err(|_| TooComplex)?;
        if end.is_match() {
            for idx in 0..self.dfa.match_len(&self.cache, end) {
                name(self.dfa.match_pattern(&self.cache, end, idx).as_usize());
            }
        }
        Ok(())
    }
}

/// Adds a pattern, and returns its first state.
fn push(builder: &mut Builder, pattern: &TextPattern<'_>, letters: &Letters) -> Option<StateID> {
    let mut next = builder.add_match().ok()?;
    for atom in pattern.atoms().iter().rev() {
        next = match atom {
            Atom::Char(c) => {
                let byte = letters.byte(*c)?;
                builder.add_range(Transition { start: byte, end: byte, next }).ok()?
            }
            Atom::One(class) => builder.add_sparse(letters.of(*class, next)).ok()?,
            Atom::Run(_) | Atom::Unknown(_) => {
                let class = if let Atom::Run(class) = atom { *class } else { CharClass::ALL };
                let run = builder.add_union(Vec::new()).ok()?;
                let step = builder.add_sparse(letters.of(class, run)).ok()?;
                builder.patch(run, step).ok()?;
                builder.patch(run, next).ok()?;
                run
            }
        };
    }
    Some(next)
}

/// The characters that some patterns tell apart, each with its byte: its place from 1. The byte 0 stands for all
/// other characters.
struct Letters {
    chars: Vec<char>,
    other: Option<char>,
}

impl Letters {
    fn new<'p, 't: 'p>(patterns: impl Iterator<Item = &'p TextPattern<'t>>) -> Self {
        let atoms = patterns.flat_map(TextPattern::atoms);
        let stated = atoms.filter_map(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None });
        let mut chars: Vec<char> = stated.chain([':', '/']).collect();
        chars.sort_unstable();
        chars.dedup();
        // A letter makes the most readable strings.
        let mut candidates = ('a'..='z').rev().cycle().skip(2).take(26).chain('0'..='9').chain('\u{e0}'..);
        let other = candidates.find(|c| chars.binary_search(c).is_err());
        Self { chars, other }
    }

    /// The number of bytes; nothing if there are too many characters.
    fn n_bytes(&self) -> Option<u8> {
        u8::try_from(self.chars.len() + 1).ok()
    }

    fn byte(&self, c: char) -> Option<u8> {
        self.chars.binary_search(&c).ok().and_then(|place| u8::try_from(place + 1).ok())
    }

    /// The steps by the characters of a class.
    fn of(&self, class: CharClass, next: StateID) -> Vec<Transition> {
        let mut steps: Vec<Transition> = vec![Transition { start: 0, end: 0, next }];
        for (c, byte) in self.chars.iter().zip(1..) {
            match steps.last_mut() {
                _ if !class.has(*c) => {}
                Some(last) if last.end + 1 == byte => last.end = byte,
                _ => steps.push(Transition { start: byte, end: byte, next }),
            }
        }
        steps
    }

    /// The string that led to a place of a search.
    fn text(&self, path: &[(usize, u8)], mut place: usize) -> String {
        let mut chars = Vec::new();
        while place > 0
            && let Some((before, byte)) = path.get(place)
        {
            chars.extend(match usize::from(*byte).checked_sub(1) {
                Some(idx) => self.chars.get(idx).copied(),
                None => self.other,
            });
            place = *before;
        }
        chars.iter().rev().collect()
    }
}
