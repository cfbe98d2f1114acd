//! The values of policy variables in resources that are tried.
//!
//! A variable has a text that no policy has, for all values of no importance. A value is important if a condition
//! tests the key, or if another entry has the resources that it leads to; and a request can lack the key.

use crate::evaluate::{Context, Policies};
use crate::iam::context::KeyState;
use crate::iam::language::{self, Automaton, Budget, TooComplex};
use crate::iam::resource_name::{CompiledResource, ResourceName};
use crate::iam::truth::Truth;

use super::values;

/// The most values of a key that are tried. Beyond, the answer is too complex.
const MAX_VALUES: usize = 64;

/// The longest resource in which the value of a variable is looked for.
const MAX_LENGTH: usize = 160;

/// The most lengths of values that are tried where `?` counts their characters.
const MAX_SHORT: usize = 12;

/// The keys of the policy variables of resources, in lower case.
pub(super) fn keys(sides: &[&Policies; 2]) -> Vec<String> {
    let entries = sides.iter().flat_map(|policies| &policies.statements).flat_map(|it| &it.resources.entries);
    let mut keys: Vec<String> = entries.flat_map(CompiledResource::variables).map(str::to_owned).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The contexts that are tried besides the one in which each variable has its text: each with another state of
/// one of the keys.
pub(super) fn others(
    sides: &[&Policies; 2],
    given: &Context,
    keys: &[String],
    budget: &Budget,
) -> Result<Vec<Context>, TooComplex> {
    let mut contexts = Vec::new();
    for key in keys {
        let statements = || sides.iter().flat_map(|policies| &policies.statements);
        let conditions = statements().flat_map(|it| &it.conditions).map(|it| &it.compiled);
        let conditions: Vec<_> = conditions.filter(|it| it.key.as_deref() == Some(key)).collect();
        let mut states: Vec<Vec<String>> = vec![Vec::new()];
        if !conditions.is_empty() {
            states.extend(values::states(&conditions, given, budget).states);
        }
        let entries: Vec<&CompiledResource> = statements().flat_map(|it| &it.resources.entries).collect();
        if let KeyState::Values([own]) = given.key(key)
            && entries.iter().any(|entry| entry.text.contains('?'))
        {
            let ends = own.char_indices().skip(1).take(MAX_SHORT);
            states.extend(ends.filter_map(|(end, _)| Some(vec![own.get(..end)?.to_owned()])));
        }
        let with = entries.iter().filter(|entry| entry.variables().any(|it| it == key));
        for entry in with {
            for other in &entries {
                let value = leading_to(entry, other, key, given, budget)?;
                states.extend(value.map(|value| vec![value]));
            }
        }
        states.sort_unstable();
        states.dedup();
        if let KeyState::Values(own) = given.key(key) {
            states.retain(|state| state != own);
        }
        if states.len() > MAX_VALUES {
            return Err(TooComplex);
        }
        contexts.extend(states.into_iter().map(|values| given.clone().set_all(key, values)));
    }
    Ok(contexts)
}

/// A value of a key with which an entry has a resource of another entry.
fn leading_to(
    entry: &CompiledResource,
    other: &CompiledResource,
    key: &str,
    given: &Context,
    budget: &Budget,
) -> Result<Option<String>, TooComplex> {
    let open = given.clone().without(key);
    let (Some(all), Some(own)) = (entry.language(&open), other.language(given)) else { return Ok(None) };
    if other.is_all() || !all.overlaps(&own) {
        return Ok(None);
    }
    let (all, own) = (Automaton::new(&all, budget)?, Automaton::new(&own, budget)?);
    let found = language::kinds(&[&[&all], &[&own]], &[], 1, budget, |_| false, |_| Some(()))?;
    let Some(text) = found.into_values().next().filter(|text| text.len() <= MAX_LENGTH) else {
        return Ok(None);
    };
    let name = ResourceName::new(&text);
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (idx, start) in ends.iter().enumerate() {
        for end in ends.iter().skip(idx + 1) {
            budget.spend(text.len())?;
            let Some(value) = text.get(*start..*end) else { continue };
            if entry.matches(name, &given.clone().set(key, value)) == Truth::Yes {
                return Ok(Some(value.to_owned()));
            }
        }
    }
    Ok(None)
}
