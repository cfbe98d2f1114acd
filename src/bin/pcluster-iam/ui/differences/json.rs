//! Differences for programs.

use pcluster_iam::compare::{Difference, StatementSource};
use serde_json::{Value, json};

use super::DifferenceView;

/// A difference with the places of the statements that grant it and, if asked, the full names of its actions.
pub(crate) fn in_json(difference: &Difference, view: &DifferenceView<'_>) -> Value {
    // A difference is a tree of strings, which never fails to be one of JSON.
    let mut value = serde_json::to_value(difference).unwrap_or_default();
    let place = |statement: &StatementSource| (view.place)(difference.side, statement);
    let places = difference.statements.iter().map(|it| place(it).map(|place| place.to_string()));
    let remarks = (view.remarks)(difference);
    if let Value::Object(members) = &mut value {
        if view.is_expanded {
            members.insert("expanded".to_owned(), json!(difference.expanded()));
        }
        members.insert("places".to_owned(), json!(places.collect::<Vec<_>>()));
        if !remarks.is_empty() {
            members.insert("remarks".to_owned(), json!(remarks));
        }
    }
    value
}
