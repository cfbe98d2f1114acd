//! The likeness of documents, and the pairs of their statements.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::Value;

/// The statements of a document, which may be a list or a single statement.
pub(crate) fn statements(statement: &Value) -> &[Value] {
    match statement {
        Value::Array(statements) => statements,
        statement => std::slice::from_ref(statement),
    }
}

/// The likeness of two documents, from 0 to 100.
pub(crate) fn likeness(one: &Value, other: &Value) -> usize {
    common(&leaves(one), &leaves(other))
}

/// The pairs of statements of two lists, as places in both, in the order of the second list. Statements
/// with the same Sid are paired first, then the most alike, then the nearest.
pub(crate) fn pair(first: &[Value], second: &[Value]) -> Vec<(usize, usize)> {
    let [first, second] = [first, second]
        .map(|statements| statements.iter().map(|one| (one.get("Sid"), leaves(one))).collect::<Vec<_>>());
    pair_leaves(&first, &second)
}

/// The pairs of statements of two lists that are given by their Sids and their leaves.
pub(crate) fn pair_leaves<S: PartialEq + Copy>(
    first: &[(Option<S>, Leaves)],
    second: &[(Option<S>, Leaves)],
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (first_idx, (one, leaves)) in first.iter().enumerate() {
        for (second_idx, (other, other_leaves)) in second.iter().enumerate() {
            let likeness = common(leaves, other_leaves);
            let is_same_sid = one.is_some() && one == other;
            let enough = if one.or(*other).is_none() { 30 } else { 50 };
            if is_same_sid || likeness >= enough {
                let distance = first_idx.abs_diff(second_idx);
                let rank = (Reverse(is_same_sid), Reverse(likeness), distance);
                candidates.push((rank, first_idx, second_idx));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, first_idx, second_idx) in candidates {
        if !pairs.iter().any(|&(one, other)| one == first_idx || other == second_idx) {
            pairs.push((first_idx, second_idx));
        }
    }
    pairs.sort_unstable_by_key(|&(_, second_idx)| second_idx);
    pairs
}

/// The texts of a value with the keys above them, and the number of times that each appears.
pub(crate) type Leaves = BTreeMap<String, usize>;

/// The leaves of a value, for comparisons with many others.
pub(crate) fn leaves(value: &Value) -> Leaves {
    let mut leaves = Leaves::new();
    count_leaves(value, "", &mut leaves);
    leaves
}

/// The likeness of two values, from 0 to 100.
pub(crate) fn common(one: &Leaves, other: &Leaves) -> usize {
    let total = one.values().sum::<usize>() + other.values().sum::<usize>();
    let common: usize =
        one.iter().filter_map(|(leaf, &count)| other.get(leaf).map(|&other| count.min(other))).sum();
    (200 * common).checked_div(total).unwrap_or(0)
}

/// Counts the texts of a value with the keys above them, except for elements that tell no statement
/// from another.
fn count_leaves(value: &Value, path: &str, leaves: &mut Leaves) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| count_leaves(item, path, leaves)),
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| !matches!(&***key, "Sid" | "Effect")) {
                count_leaves(value, &format!("{path}/{key}"), leaves);
            }
        }
        leaf => *leaves.entry(format!("{path}/{leaf}")).or_insert(0) += 1,
    }
}
