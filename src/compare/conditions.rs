//! Conditions of statements that match a resource: a context in which one side allows the request and the other
//! does not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::evaluate::{Context, Outcome, Policies};
use crate::iam::condition::CompiledCondition;
use crate::iam::condition::stated::StatedValue;
use crate::iam::context::KeyState;
use crate::iam::evaluate::{CompiledStatement, StatementCondition};
use crate::iam::language::Budget;
use crate::iam::truth::Truth;

use super::values::{self, KeyStates};
use super::{Request, RequestKey};

/// The most contexts that are tried for some statements.
const MAX_CONTEXTS: usize = 20_000;

/// The most values of the key of a variable with which the values of another key are looked for.
const MAX_OF_VARIABLE: usize = 12;

/// The answer whether some context tells two sides apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Apart {
    /// The number of a context that does.
    Certainly(usize),
    /// The number of a context that may do so.
    Maybe(usize),
}

/// The statements of both sides that match a resource, of which that of a grant has to apply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Matched {
    pub(super) grant: usize,
    pub(super) grants: Vec<usize>,
    pub(super) others: Vec<usize>,
}

/// The contexts that were found, each once.
#[derive(Debug)]
pub(super) struct Contexts<'p> {
    /// The side of the grant, and the other one.
    sides: [&'p Policies; 2],
    budget: &'p Budget,
    /// The values of the keys of policy variables.
    given: Context,
    /// Those of the keys, in lower case, that keep their values: resources have variables of them.
    fixed: &'p [String],
    known: HashMap<Matched, Option<Apart>>,
    found: Vec<Vec<RequestKey>>,
}

impl<'p> Contexts<'p> {
    pub(super) fn new(
        sides: [&'p Policies; 2],
        given: Context,
        fixed: &'p [String],
        budget: &'p Budget,
    ) -> Self {
        Self { sides, budget, given, fixed, known: HashMap::new(), found: Vec::new() }
    }

    /// The keys of a context.
    pub(super) fn keys(&self, number: usize) -> &[RequestKey] {
        self.found.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// The answer for some statements.
    pub(super) fn apart(&mut self, matched: Matched) -> Option<Apart> {
        if let Some(known) = self.known.get(&matched) {
            return *known;
        }
        let answer = self.search(&matched);
        self.known.insert(matched, answer);
        answer
    }

    fn search(&mut self, matched: &Matched) -> Option<Apart> {
        let [own, other] = self.sides;
        let statements = |policies: &'p Policies, places: &[usize]| -> Vec<&'p CompiledStatement> {
            places.iter().filter_map(|place| policies.statements.get(*place)).collect()
        };
        let (granting, others) = (statements(own, &matched.grants), statements(other, &matched.others));
        let grant = own.statements.get(matched.grant)?;
        let answer = |cx: &Context| {
            let by = |policies: &Policies, all: &[&'p CompiledStatement]| {
                policies.outcome(&all.iter().copied(), |statement| statement.meets(cx))
            };
            // The grant itself has to apply: another grant has a difference of its own.
            let is_granted = grant.meets(cx);
            match (is_granted, by(own, &granting), by(other, &others)) {
                (Truth::No, ..)
                | (_, Outcome::ExplicitlyDenied | Outcome::ImplicitlyDenied, _)
                | (.., Outcome::Allowed) => None,
                (Truth::Yes, Outcome::Allowed, it) if it.is_denied() => Some(true),
                _ => Some(false),
            }
        };
        let conditions: Vec<&StatementCondition> =
            granting.iter().chain(&others).flat_map(|statement| &statement.conditions).collect();
        let keys = self.keys_of(&conditions);
        let mut is_exact = keys.iter().all(|(_, states)| states.is_exact);
        let n_values = conditions.iter().map(|it| 8 * (1 + it.values.len())).sum();
        let mut maybe = None;
        let mut places = vec![0_usize; keys.len()];
        for n_tried in 0.. {
            if n_tried == MAX_CONTEXTS || self.budget.spend(n_values).is_err() {
                is_exact = false;
                break;
            }
            let stated = || {
                let chosen = keys.iter().zip(&places).map(|((key, states), place)| {
                    let values = states.states.get(*place).cloned().unwrap_or_default();
                    RequestKey { key: (*key).to_owned(), values }
                });
                chosen.collect::<Vec<_>>()
            };
            let request = Request { keys: stated(), ..Request::default() };
            let cx = request.keys.iter().fold(self.given.clone(), |cx, it| cx.set_all(&it.key, &it.values));
            match answer(&cx) {
                Some(true) => return Some(Apart::Certainly(self.add(request.keys))),
                Some(false) if maybe.is_none() => maybe = Some(request.keys),
                _ => {}
            }
            // The next combination.
            let mut digits = places.iter_mut().zip(&keys);
            let is_last = digits.all(|(place, (_, states))| {
                *place += 1;
                let is_over = *place >= states.states.len();
                if is_over {
                    *place = 0;
                }
                is_over
            });
            if is_last {
                break;
            }
        }
        // Nothing was proved, and another value may tell them apart.
        let maybe = maybe.or_else(|| (!is_exact).then(Vec::new));
        maybe.map(|keys| Apart::Maybe(self.add(keys)))
    }

    fn add(&mut self, keys: Vec<RequestKey>) -> usize {
        self.found.push(keys);
        self.found.len() - 1
    }

    /// The keys of some conditions as they are written, each with its states.
    fn keys_of<'c>(&self, conditions: &[&'c StatementCondition]) -> Vec<(&'c str, KeyStates)> {
        let mut of_key: BTreeMap<&str, (&'c str, Vec<&CompiledCondition>)> = BTreeMap::new();
        let is_fixed = |key: &str| self.fixed.iter().any(|it| it == key);
        for condition in conditions {
            if let Some(key) = condition.compiled.key.as_deref().filter(|key| !is_fixed(key)) {
                of_key.entry(key).or_insert((&condition.key, Vec::new())).1.push(&condition.compiled);
            }
            let variables = condition.compiled.values.iter().flat_map(StatedValue::variables);
            for key in variables.filter(|key| !is_fixed(key)) {
                of_key.entry(key).or_insert((key, Vec::new()));
            }
        }
        let mut keys = Vec::new();
        for (name, (key, all)) in &of_key {
            let mut states = values::states(all, &self.given, self.budget);
            if let KeyState::Values(values) = self.given.key(name) {
                states.states.insert(0, values.to_vec());
            }
            keys.push((*name, *key, states));
        }
        // A value of the key of a variable is a value of the keys that are compared with the variable.
        for (place, (_, (_, all))) in of_key.iter().enumerate() {
            let variables = all.iter().flat_map(|it| &it.values).flat_map(StatedValue::variables);
            for variable in variables.collect::<BTreeSet<_>>() {
                let of_variable = keys.iter().find(|(name, ..)| *name == variable);
                let values = of_variable.map_or_else(Vec::new, |(_, _, it)| it.states.clone());
                let Some((.., own)) = keys.get_mut(place) else { continue };
                own.is_exact &= values.len() <= MAX_OF_VARIABLE;
                for value in values.into_iter().take(MAX_OF_VARIABLE).filter(|it| it.len() == 1) {
                    let given = self.given.clone().set_all(variable, value);
                    own.add(values::states(all, &given, self.budget));
                }
            }
        }
        keys.into_iter().map(|(_, key, states)| (key, states)).collect()
    }
}
