//! The digest of a document: the SHA-256 of its canonical JSON, which has no white space and sorted keys
//! in each object.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

pub(crate) fn digest(document: &Value) -> String {
    format!("{:x}", Sha256::digest(canonical(document).to_string()))
}

/// A value with the keys of its objects sorted.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(object) => {
            let mut keys: Vec<_> = object.iter().collect();
            keys.sort_unstable_by_key(|(key, _)| *key);
            let sorted = keys.into_iter().map(|(key, value)| (key.clone(), canonical(value)));
            Value::Object(sorted.collect::<Map<_, _>>())
        }
        value => value.clone(),
    }
}
