//! The patterns of a comparison, each once, and what is known about two of them.

use std::collections::HashMap;
use std::rc::Rc;

use crate::iam::language::{Automata, Automaton, Budget, TooComplex};
use crate::iam::pattern::{Atom, CharClass, TextPattern};

use super::symbols::is_symbol;

/// Patterns with numbers.
#[derive(Clone, Debug)]
pub(super) struct Patterns<'b> {
    budget: &'b Budget,
    all: Vec<TextPattern<'static>>,
    /// The third field of each pattern, if one string alone matches it.
    services: Vec<Option<String>>,
    numbers: HashMap<TextPattern<'static>, usize>,
    covers: HashMap<(usize, usize), bool>,
    overlaps: HashMap<(usize, usize), bool>,
    automata: Automata,
}

impl<'b> Patterns<'b> {
    pub(super) fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            all: Vec::new(),
            services: Vec::new(),
            numbers: HashMap::new(),
            covers: HashMap::new(),
            overlaps: HashMap::new(),
            automata: Automata::default(),
        }
    }

    /// The number of a pattern.
    pub(super) fn add(&mut self, pattern: TextPattern<'static>) -> usize {
        let pattern = pattern.normalized();
        if let Some(number) = self.numbers.get(&pattern) {
            return *number;
        }
        let number = self.all.len();
        self.services.push(service(&pattern));
        self.all.push(pattern.clone());
        self.numbers.insert(pattern, number);
        number
    }

    /// True for a pattern of ARNs of no certain service: a placeholder stands for the whole ARN.
    pub(super) fn is_of_any_service(&self, number: usize) -> bool {
        let service = self.services.get(number).and_then(Option::as_ref);
        service.is_some_and(|service| service.starts_with(is_symbol))
    }

    pub(super) fn automaton(&mut self, number: usize) -> Result<Rc<Automaton>, TooComplex> {
        self.all.get(number).ok_or(TooComplex).and_then(|pattern| self.automata.get(pattern, self.budget))
    }

    /// True if every string of the second certainly is one of the first.
    pub(super) fn covers(&mut self, wide: usize, narrow: usize) -> bool {
        let (all, budget) = (&self.all, self.budget);
        wide == narrow
            || *self.covers.entry((wide, narrow)).or_insert_with(|| match (all.get(wide), all.get(narrow)) {
                (Some(wide), Some(narrow)) => affords(budget, wide, narrow) && wide.covers(narrow),
                _ => false,
            })
    }

    /// False if no string is one of both.
    pub(super) fn overlaps(&mut self, one: usize, other: usize) -> bool {
        let service = |number: usize| self.services.get(number).and_then(Option::as_ref);
        if let (Some(one), Some(other)) = (service(one), service(other))
            && one != other
        {
            return false;
        }
        let (all, budget) = (&self.all, self.budget);
        let pair = (one.min(other), one.max(other));
        one == other
            || *self.overlaps.entry(pair).or_insert_with(|| match (all.get(one), all.get(other)) {
                (Some(one), Some(other)) => !affords(budget, one, other) || one.overlaps(other),
                _ => true,
            })
    }
}

/// True if two patterns can be compared with the steps that are left.
fn affords(budget: &Budget, one: &TextPattern<'_>, other: &TextPattern<'_>) -> bool {
    budget.spend(one.atoms().len() * other.atoms().len() / 4).is_ok()
}

/// The third field of a pattern of ARNs, if one string alone matches it: most patterns differ in it.
fn service(pattern: &TextPattern<'_>) -> Option<String> {
    let mut atoms = pattern.atoms().iter();
    if !"arn:".chars().all(|c| atoms.next() == Some(&Atom::Char(c))) {
        return None;
    }
    loop {
        match atoms.next()? {
            Atom::Char(':') => break,
            Atom::Run(class) | Atom::One(class) if *class == CharClass::ALL => return None,
            Atom::Unknown(_) => return None,
            _ => {}
        }
    }
    let mut service = String::new();
    loop {
        match atoms.next()? {
            Atom::Char(':') => return Some(service),
            Atom::Char(c) => service.push(*c),
            _ => return None,
        }
    }
}
