//! Documents in a form in which two that mean the same are the same: Terraform writes lists in an order of its
//! own, each value once, and a list of one value as a string.

use serde_json::{Map, Value};

pub(crate) fn document(text: &str) -> Value {
    normal(&serde_json::from_str(text).expect("JSON"))
}

pub(crate) fn normal(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let entries: Map<_, _> =
                object.iter().map(|(key, value)| (key.clone(), entry(key, value))).collect();
            let mut entries: Vec<_> = entries.into_iter().collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(entries.into_iter().collect())
        }
        other => other.clone(),
    }
}

fn entry(key: &str, value: &Value) -> Value {
    match value {
        // The order of statements says nothing, but all of ours have one.
        Value::Array(statements) if key == "Statement" => statements.iter().map(normal).collect(),
        Value::Array(values) => {
            let mut values: Vec<_> =
                values.iter().map(|it| it.as_str().expect("a string").to_owned()).collect();
            values.sort();
            values.dedup();
            match <[String; 1]>::try_from(values) {
                Ok([only]) => Value::String(only),
                Err(values) => values.into_iter().map(Value::String).collect(),
            }
        }
        other => normal(other),
    }
}
