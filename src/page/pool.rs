//! Data as JSON in which a value that is there more than once is there once.

use std::collections::HashMap;

use serde_json::{Value, json};

/// The fewest characters of a string that is worth a place in the pool.
const LEAST: usize = 5;

/// Puts the values that are there more than once into a pool, those that are there most often first: a number stands
/// for the value at that place in the pool. A number that is a value is in the pool itself.
pub(super) fn share(data: Value) -> Value {
    let mut tree = Tree::default();
    let root = tree.id(data);
    let mut shared: Vec<_> = tree.counts().into_iter().enumerate().filter(|it| tree.is_shared(*it)).collect();
    shared.sort_by_key(|(id, count)| (usize::MAX - count, *id));
    let places = shared.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    let pool: Vec<_> = shared.iter().map(|(id, _)| tree.spelled(*id, &places)).collect();
    json!({ "pool": pool, "data": tree.spelled(root, &places) })
}

/// Distinct values, each with the ids of others in place of its items or members.
#[derive(Debug, Default)]
struct Tree {
    values: Vec<Value>,
    /// The ids by the values as JSON.
    ids: HashMap<String, usize>,
}

impl Tree {
    /// The id of a value.
    fn id(&mut self, value: Value) -> usize {
        let value = match value {
            Value::Array(items) => items.into_iter().map(|item| self.id(item)).collect(),
            Value::Object(members) => {
                Value::Object(members.into_iter().map(|(name, it)| (name, self.id(it).into())).collect())
            }
            scalar => scalar,
        };
        let next = self.values.len();
        let id = *self.ids.entry(value.to_string()).or_insert(next);
        if id == next {
            self.values.push(value);
        }
        id
    }

    /// How often each value is in others.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.values.len()];
        for id in self.values.iter().flat_map(ids_in) {
            counts.get_mut(id).into_iter().for_each(|count| *count += 1);
        }
        counts
    }

    fn is_shared(&self, (id, count): (usize, usize)) -> bool {
        match self.values.get(id) {
            Some(Value::Number(_)) => true,
            Some(Value::String(text)) => count > 1 && text.len() >= LEAST,
            Some(Value::Array(items)) => count > 1 && !items.is_empty(),
            Some(Value::Object(members)) => count > 1 && !members.is_empty(),
            _ => false,
        }
    }

    /// A value with the places of those in it that are shared.
    fn spelled(&self, id: usize, places: &HashMap<usize, usize>) -> Value {
        let inner = |id: usize| match places.get(&id) {
            Some(place) => json!(place),
            None => self.spelled(id, places),
        };
        match self.values.get(id) {
            Some(Value::Array(ids)) => ids.iter().filter_map(as_id).map(inner).collect(),
            Some(Value::Object(members)) => {
                let members = members.iter().filter_map(|(name, id)| Some((name.clone(), inner(as_id(id)?))));
                Value::Object(members.collect())
            }
            scalar => scalar.cloned().unwrap_or_default(),
        }
    }
}

/// The ids of the items or members of a value.
fn ids_in(value: &Value) -> Vec<usize> {
    match value {
        Value::Array(ids) => ids.iter().filter_map(as_id).collect(),
        Value::Object(members) => members.values().filter_map(as_id).collect(),
        _ => Vec::new(),
    }
}

fn as_id(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|id| usize::try_from(id).ok())
}
