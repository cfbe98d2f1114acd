//! Statements that become one.

use std::collections::{HashMap, HashSet};

use crate::fit::document::Axis;
use crate::fit::minimize::reduced::{Entries, Reduced, ReducedStatement, Subject};

/// Merges the statements that differ in one list alone; false if there are none.
pub(super) fn merge(reduced: &mut Reduced<'_>) -> bool {
    // Merging along one list can make the other lists differ, and what saves more comes first.
    let [actions, resources] = [Axis::Actions, Axis::Resources].map(|axis| saving(reduced, axis));
    let axis = if actions > resources { Axis::Actions } else { Axis::Resources };
    if actions.max(resources) == 0 {
        return false;
    }
    let mut first_of: HashMap<_, usize> = HashMap::new();
    let mut merged: Vec<ReducedStatement> = Vec::new();
    for statement in reduced.statements.drain(..) {
        let first = key(&statement, axis).and_then(|key| match first_of.get(&key) {
            Some(first) => merged.get_mut(*first),
            None => {
                first_of.insert(key, merged.len());
                None
            }
        });
        match first.and_then(|first| first.list_mut(axis)).zip(statement.list(axis)) {
            Some((list, other)) => {
                let known: HashSet<_> = list.numbers.iter().copied().collect();
                list.numbers.extend(other.numbers.iter().filter(|number| !known.contains(number)));
            }
            None => merged.push(statement),
        }
    }
    reduced.statements = merged;
    true
}

/// All of a statement but a list, along which it can be merged.
fn key(statement: &ReducedStatement, axis: Axis) -> Option<(Subject, Option<Entries>)> {
    let list = statement.list(axis)?;
    (!list.is_negated).then(|| (statement.subject, statement.list(axis.other()).map(Entries::sorted)))
}

/// About the number of characters that merging along a list saves.
fn saving(reduced: &Reduced<'_>, axis: Axis) -> usize {
    /// Those of the shortest statement, without its lists.
    const FRAME: usize = 45;
    let mut seen = HashSet::new();
    let repeated = reduced.statements.iter().filter(|it| key(it, axis).is_some_and(|key| !seen.insert(key)));
    let other = |statement: &ReducedStatement| -> usize {
        let numbers = statement.list(axis.other()).map(|list| list.numbers.as_slice()).unwrap_or_default();
        let texts = numbers.iter().filter_map(|number| reduced.texts(axis.other()).get(*number));
        texts.map(|text| text.value.len()).sum()
    };
    repeated.map(|statement| FRAME + other(statement)).sum()
}
