//! The likeness of documents, and the pairs of their statements.

use pcluster_iam::compare::{self, Leaves};
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
    leaves(one).likeness(&leaves(other))
}

/// The pairs of statements of two lists, as places in both, in the order of the second list.
pub(crate) fn pair(first: &[Value], second: &[Value]) -> Vec<(usize, usize)> {
    let [first, second] = [first, second]
        .map(|statements| statements.iter().map(|one| (one.get("Sid"), leaves(one))).collect::<Vec<_>>());
    compare::pair(&first, &second)
}

/// The leaves of a value, for comparisons with many others.
pub(crate) fn leaves(value: &Value) -> Leaves {
    let mut leaves = Leaves::default();
    count_leaves(value, "", &mut leaves);
    leaves
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
        leaf => leaves.add(format!("{path}/{leaf}")),
    }
}
