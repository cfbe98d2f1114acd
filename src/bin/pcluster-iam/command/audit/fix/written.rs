//! Documents as JSON, for those whose own text cannot be edited.

use pcluster_iam::document::{Document, List, Principals, ScalarKind, Statement};
use serde_json::{Map, Value};

/// A document with everything that it states.
pub(super) fn document(document: &Document) -> Value {
    let mut members = Map::new();
    for (name, text) in [("Version", &document.version), ("Id", &document.id)] {
        members.extend(text.as_ref().map(|text| (name.to_owned(), text.value.clone().into())));
    }
    let statements: Vec<Value> = document.statements.iter().map(statement).collect();
    members.insert("Statement".to_owned(), statements.into());
    members.into()
}

/// A statement with everything that it states.
pub(super) fn statement(statement: &Statement) -> Value {
    let mut members = Map::new();
    for (name, text) in [("Sid", &statement.sid), ("Effect", &statement.effect)] {
        members.extend(text.as_ref().map(|text| (name.to_owned(), text.value.clone().into())));
    }
    members.extend(statement.principals.as_ref().map(|it| (it.key.value.clone(), principals(it))));
    for it in [&statement.actions, &statement.resources].into_iter().flatten() {
        members.insert(it.key.value.clone(), list(it));
    }
    if statement.condition.is_some() {
        members.insert("Condition".to_owned(), conditions(statement));
    }
    members.into()
}

fn list(list: &List) -> Value {
    let mut entries: Vec<Value> = list.entries.iter().map(|text| text.value.clone().into()).collect();
    match entries.pop().filter(|_| list.scalar && entries.is_empty()) {
        Some(only) => only,
        None => list.entries.iter().map(|text| Value::from(text.value.as_str())).collect(),
    }
}

fn principals(principals: &Principals) -> Value {
    match &principals.whole {
        Some(whole) => whole.value.clone().into(),
        None => principals.lists.iter().map(|it| (it.key.value.clone(), list(it))).collect(),
    }
}

/// The conditions of a statement.
pub(super) fn conditions(statement: &Statement) -> Value {
    let mut operators = Map::new();
    for operator in statement.condition.iter().flat_map(|block| &block.operators) {
        let keys = operator.keys.iter().map(|key| {
            let values = key.values.iter().map(|value| match value.kind {
                ScalarKind::Bool => Value::from(value.text.value == "true"),
                ScalarKind::Number => serde_json::from_str(&value.text.value)
                    .unwrap_or_else(|_| value.text.value.as_str().into()),
                ScalarKind::String => value.text.value.as_str().into(),
            });
            let mut values: Vec<Value> = values.collect();
            let only = if key.scalar && values.len() == 1 { values.pop() } else { None };
            (key.name.value.clone(), only.unwrap_or_else(|| values.into()))
        });
        operators.insert(operator.name.value.clone(), Value::Object(keys.collect()));
    }
    operators.into()
}
