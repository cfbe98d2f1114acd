//! The automaton of a pattern.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson::{Builder, NFA, Transition};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, MatchKind};

use super::Budget;
use crate::iam::pattern::{Atom, CharClass, TextPattern};

/// The most states of an automaton for each part of its pattern, and beside these.
const MAX_STATES_OF_ATOM: usize = 8;
const MAX_OTHER_STATES: usize = 2_000;

/// The most atoms of a pattern.
const MAX_ATOMS: usize = 20_000;

/// Patterns for which an answer takes too many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// The byte behind each string. The library notes a match one byte later, and states of strings are fewer without
/// such notes.
const END: u8 = u8::MAX;

/// The state from which no string of the language can be reached.
pub(super) const DEAD: u16 = 0;

/// The automaton of a pattern, whose states know what a string that was read means for the language.
#[derive(Clone, Debug)]
pub(crate) struct Automaton {
    /// The characters that the pattern tells apart, sorted. Each is a letter, from 1; the letter 0 stands for all
    /// others.
    pub(super) chars: Vec<char>,
    pub(super) start: u16,
    /// For each state and letter, the next state.
    next: Vec<u16>,
    kinds: Vec<StateKind>,
    /// The steps that it took to make it.
    cost: usize,
}

/// The automata of some patterns, each made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automata(HashMap<TextPattern<'static>, Rc<Automaton>>);

impl Automata {
    pub(crate) fn get(
        &mut self,
        pattern: &TextPattern<'static>,
        budget: &Budget,
    ) -> Result<Rc<Automaton>, TooComplex> {
        if let Some(known) = self.0.get(pattern) {
            return Ok(known.clone());
        }
        let made = MADE.with_borrow(|made| made.get(pattern).cloned());
        let automaton = match made {
            // It costs as much as a new one, so that an answer does not depend on those before it.
            Some(made) => {
                budget.spend(made.cost)?;
                made
            }
            None => {
                let new = Rc::new(Automaton::new(pattern, budget)?);
                MADE.with_borrow_mut(|made| {
                    if made.len() >= MAX_MADE {
                        made.clear();
                    }
                    made.insert(pattern.clone(), new.clone());
                });
                new
            }
        };
        self.0.insert(pattern.clone(), automaton.clone());
        Ok(automaton)
    }
}

/// The most automata that are kept for later comparisons: those of the formats of AWS's resources come again and
/// again.
const MAX_MADE: usize = 4_096;

thread_local! {
    static MADE: RefCell<HashMap<TextPattern<'static>, Rc<Automaton>>> = RefCell::default();
}

/// The meaning of a state for the string that led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StateKind {
    /// The language does not have it.
    Outside,
    /// The language has it.
    Inside,
    /// The language has it, and every string that begins with it.
    Settled,
}

impl Automaton {
    pub(crate) fn new(pattern: &TextPattern<'_>, budget: &Budget) -> Result<Self, TooComplex> {
        let stated = pattern.atoms().iter().filter_map(|atom| match atom {
            Atom::Char(c) => Some(*c),
            _ => None,
        });
        let mut chars: Vec<char> = stated.chain([':', '/']).collect();
        chars.sort_unstable();
        chars.dedup();
        let n_letters = u8::try_from(chars.len() + 1).ok().filter(|it| *it < END).ok_or(TooComplex)?;
        let n_states = pattern.atoms().len() * MAX_STATES_OF_ATOM + MAX_OTHER_STATES;
        // A state has a number for each byte that the pattern tells apart.
        let n_bytes = n_states * (usize::from(n_letters) + 3).next_power_of_two() * size_of::<u32>();
        let n_steps = pattern.atoms().len() * usize::from(n_letters);
        budget.spend(n_steps)?;
        let nfa = nfa(pattern, &chars).ok_or(TooComplex)?;
        let config = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(StartKind::Anchored)
            .accelerate(false)
            .minimize(true)
            .determinize_size_limit(Some(4 * n_bytes))
            .dfa_size_limit(Some(n_bytes));
        let dfa = dense::Builder::new().configure(config).build_from_nfa(&nfa).map_err(|_| TooComplex)?;
        let automaton = Self::read(&dfa, chars, n_letters).ok_or(TooComplex)?;
        let n_further = 4 * automaton.next.len();
        budget.spend(n_further)?;
        Ok(Self { cost: n_steps + n_further, ..automaton })
    }

    /// Numbers the states that the letters lead to.
    fn read(dfa: &dense::DFA<Vec<u32>>, chars: Vec<char>, n_letters: u8) -> Option<Self> {
        let start = dfa.start_state_forward(&Input::new(b"").anchored(Anchored::Yes)).ok()?;
        let mut numbers = HashMap::new();
        let mut found = vec![None];
        let mut number = |state, found: &mut Vec<_>| {
            if dfa.is_dead_state(state) {
                return Some(DEAD);
            }
            if let Some(known) = numbers.get(&state) {
                return Some(*known);
            }
            let new = u16::try_from(found.len()).ok()?;
            numbers.insert(state, new);
            found.push(Some(state));
            Some(new)
        };
        let start = number(start, &mut found)?;
        let mut next = vec![DEAD; usize::from(n_letters)];
        let mut kinds = vec![StateKind::Outside];
        let mut place = 1;
        while let Some(Some(state)) = found.get(place).copied() {
            let mut is_settled = true;
            for letter in 0..n_letters {
                let to = number(dfa.next_state(state, letter), &mut found)?;
                is_settled &= usize::from(to) == place;
                next.push(to);
            }
            kinds.push(match !dfa.is_dead_state(dfa.next_state(state, END)) {
                true if is_settled => StateKind::Settled,
                true => StateKind::Inside,
                false => StateKind::Outside,
            });
            place += 1;
        }
        Some(Self { chars, start, next, kinds, cost: 0 })
    }

    /// The letter of a character.
    pub(super) fn letter(&self, c: char) -> usize {
        self.chars.binary_search(&c).map_or(0, |place| place + 1)
    }

    pub(super) fn step(&self, from: u16, letter: usize) -> u16 {
        self.next.get(usize::from(from) * (self.chars.len() + 1) + letter).copied().unwrap_or(DEAD)
    }

    pub(super) fn kind(&self, state: u16) -> StateKind {
        self.kinds.get(usize::from(state)).copied().unwrap_or(StateKind::Outside)
    }
}

/// A pattern as an automaton with several next states, in which a letter is a byte.
fn nfa(pattern: &TextPattern<'_>, chars: &[char]) -> Option<NFA> {
    if pattern.atoms().len() > MAX_ATOMS {
        return None;
    }
    let mut builder = Builder::new();
    builder.set_utf8(false);
    builder.start_pattern().ok()?;
    let end = builder.add_match().ok()?;
    let mut next = builder.add_range(Transition { start: END, end: END, next: end }).ok()?;
    for atom in pattern.atoms().iter().rev() {
        next = match atom {
            Atom::Char(c) => {
                let byte = u8::try_from(chars.binary_search(c).ok()? + 1).ok()?;
                builder.add_range(Transition { start: byte, end: byte, next }).ok()?
            }
            Atom::One(class) => builder.add_sparse(of_class(*class, chars, next)).ok()?,
            Atom::Run(_) | Atom::Unknown(_) => {
                let class = if let Atom::Run(class) = atom { *class } else { CharClass::ALL };
                let run = builder.add_union(Vec::new()).ok()?;
                let step = builder.add_sparse(of_class(class, chars, run)).ok()?;
                builder.patch(run, step).ok()?;
                builder.patch(run, next).ok()?;
                run
            }
        };
    }
    builder.finish_pattern(next).ok()?;
    builder.build(next, next).ok()
}

/// The steps by the characters of a class.
fn of_class(class: CharClass, chars: &[char], next: StateID) -> Vec<Transition> {
    let mut steps: Vec<Transition> = vec![Transition { start: 0, end: 0, next }];
    for (c, byte) in chars.iter().zip(1..) {
        match steps.last_mut() {
            _ if !class.has(*c) => {}
            Some(last) if last.end + 1 == byte => last.end = byte,
            _ => steps.push(Transition { start: byte, end: byte, next }),
        }
    }
    steps
}
