//! The digest of a document: the SHA-256 of its canonical JSON, which has no white space and sorted keys
//! in each object.

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// The number of hexadecimal digits of a short digest, which tells the parts of one document apart.
const SHORT: usize = 8;

/// The digest of a document.
pub(crate) fn digest(document: &Value) -> String {
    hexadecimal(&canonical(document).to_string())
}

/// The beginning of the digest of a statement.
pub(super) fn short(statement: &Value) -> String {
    shortened(digest(statement))
}

/// The beginning of the digest of an entry's text.
pub(super) fn short_of_text(text: &str) -> String {
    shortened(hexadecimal(text))
}

fn shortened(mut digest: String) -> String {
    digest.truncate(SHORT);
    digest
}

fn hexadecimal(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// A value with the keys of its objects sorted.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(_) => {
            let sorted = sorted(value).into_iter().map(|(key, value)| (key.clone(), canonical(value)));
            Value::Object(sorted.collect::<Map<_, _>>())
        }
        value => value.clone(),
    }
}

/// The keys of an object with their values, sorted.
pub(super) fn sorted(object: &Value) -> Vec<(&String, &Value)> {
    let mut keys: Vec<_> = object.as_object().into_iter().flatten().collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    keys
}
