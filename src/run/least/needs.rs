//! What calls need: an action on a resource, under the conditions that their requests meet.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{CallStep, Command, Denied};
use crate::iam::condition::known_key;
use crate::iam::pattern::TextPattern;
use crate::run::request::{Call, Request};
use crate::service::{KeyType, ValueType};

/// The conditions of a grant: the values of each operator and key.
pub(super) type Conditions = BTreeMap<(&'static str, &'static str), BTreeSet<String>>;

/// A call of a command that needs a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Use {
    /// The name of the command.
    pub command: &'static str,
    /// The call.
    pub call: &'static str,
    /// The consequence of a denial.
    pub denied: Denied,
    /// The effect of a denial.
    pub effect: Option<&'static str>,
}

impl Use {
    pub(super) fn new(command: &'static Command, step: &'static CallStep) -> Self {
        Self { command: command.name, call: step.call, denied: step.denied, effect: step.effect }
    }
}

/// What a grant has to allow.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) action: &'static str,
    pub(super) resource: String,
    pub(super) conditions: Conditions,
    pub(super) uses: Vec<Use>,
}

/// The needs of calls, none of which covers another, in the order of the calls.
pub(super) fn needs(calls: &[(&'static Command, Vec<Call>)]) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for (command, call) in
        calls.iter().flat_map(|(command, calls)| calls.iter().map(move |it| (*command, it)))
    {
        let used = Use::new(command, call.step);
        for request in &call.requests {
            let need = Need {
                action: request.action,
                resource: request.resource.clone(),
                conditions: conditions(request),
                uses: vec![used],
            };
            add(&mut needs, need);
        }
    }
    needs
}

/// Adds a need, unless another one covers it; those that it covers become a part of it.
fn add(needs: &mut Vec<Need>, mut need: Need) {
    if let Some(known) = needs.iter_mut().find(|known| known.covers(&need)) {
        add_uses(&mut known.uses, need.uses);
        return;
    }
    if let Some(place) = needs.iter().position(|known| known.clone().widen(&need)) {
        // With more values it may cover others.
        let mut widened = needs.remove(place);
        widened.widen(&need);
        add_uses(&mut widened.uses, need.uses);
        return add(needs, widened);
    }
    let place = needs.iter().position(|known| need.covers(known)).unwrap_or(needs.len());
    let covered: Vec<_> = needs.extract_if(.., |known| need.covers(known)).collect();
    for covered in covered {
        add_uses(&mut need.uses, covered.uses);
    }
    needs.insert(place.min(needs.len()), need);
}

pub(super) fn add_uses(uses: &mut Vec<Use>, others: Vec<Use>) {
    for used in others {
        if !uses.iter().any(|known| (known.command, known.call) == (used.command, used.call)) {
            uses.push(used);
        }
    }
}

impl Need {
    /// True if a grant of this need allows another one too.
    fn covers(&self, other: &Self) -> bool {
        let are_met = || {
            self.conditions
                .iter()
                .all(|(key, values)| other.conditions.get(key).is_some_and(|others| others.is_subset(values)))
        };
        self.action == other.action && are_met() && is_covered(&other.resource, &self.resource)
    }

    /// Adds the values of another need, if it differs in those of one key alone.
    fn widen(&mut self, other: &Self) -> bool {
        if self.action != other.action
            || self.resource != other.resource
            || !self.conditions.keys().eq(other.conditions.keys())
        {
            return false;
        }
        let mut differing =
            self.conditions.iter_mut().zip(other.conditions.values()).filter(|((_, own), it)| *own != *it);
        let (Some(((_, own), others)), None) = (differing.next(), differing.next()) else { return false };
        own.extend(others.iter().cloned());
        true
    }
}

/// True if every resource behind one text is behind another. A `*` alone is the resource of actions that
/// have none, too.
fn is_covered(resource: &str, by: &str) -> bool {
    by == "*" || resource != "*" && TextPattern::new(by).covers(&TextPattern::new(resource))
}

/// The conditions that a request meets, by the keys that it states with one value.
fn conditions(request: &Request) -> Conditions {
    let stated = request.context.iter().filter(|(_, values)| !values.is_empty());
    stated.filter_map(|(key, values)| condition(request.action, key, values)).collect()
}

fn condition(
    action: &str,
    key: &'static str,
    values: &[String],
) -> Option<((&'static str, &'static str), BTreeSet<String>)> {
    let stated = crate::action(action).and_then(|action| action.condition_key(key));
    let of_key = || known_key::known(key).and_then(|known| KeyType::named(known.type_name?));
    let key_type = stated.and_then(|key| key.types().next()).or_else(of_key);
    if key_type.is_some_and(|it| it.is_array) || values.iter().any(|value| value == "*") {
        return None;
    }
    let is_pattern = values.iter().any(|value| value.contains('*'));
    let operator = match key_type.map(|it| it.value) {
        Some(ValueType::Arn) if is_pattern => "ArnLike",
        Some(ValueType::Arn) => "ArnEquals",
        Some(ValueType::Bool) => "Bool",
        _ if is_pattern => "StringLike",
        _ => "StringEquals",
    };
    Some(((operator, key), values.iter().cloned().collect()))
}
