//! A document as its source states it, down to the entries of its statements. Of a source whose text is
//! not kept, each part is known by its digest alone.

use serde_json::Value;

use super::canonical::{self, sorted};

/// A document with its statements.
#[derive(Clone, Debug)]
pub(crate) struct StatedDocument {
    pub(crate) sha256: String,
    pub(crate) statements: Vec<StatedStatement>,
    /// The document, if its text is kept.
    pub(crate) value: Option<Value>,
}

/// A statement with its entries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatedStatement {
    pub(crate) sid: Option<String>,
    /// The short digest of the statement.
    pub(crate) digest: String,
    pub(crate) entries: Vec<StatedEntry>,
    /// The statement, if its text is kept.
    pub(crate) value: Option<Value>,
}

/// A string of a statement, other than its Sid, with the keys above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatedEntry {
    /// The short digest of the entry's name.
    pub(crate) digest: String,
    /// The keys and the string, such as `Action ec2:RunInstances`, if the text is kept.
    pub(crate) name: Option<String>,
}

impl StatedDocument {
    /// A document, or a single statement in place of one.
    pub(crate) fn of(value: Value) -> Self {
        let statements = match value.get("Statement") {
            Some(Value::Array(statements)) => statements.iter().map(StatedStatement::of).collect(),
            Some(statement) => vec![StatedStatement::of(statement)],
            None => vec![StatedStatement::of(&value)],
        };
        Self { sha256: canonical::digest(&value), statements, value: Some(value) }
    }
}

impl StatedStatement {
    pub(crate) fn of(value: &Value) -> Self {
        let mut entries = Vec::new();
        for (key, value) in sorted(value).into_iter().filter(|(key, _)| *key != "Sid") {
            collect(key, value, &mut entries);
        }
        let sid = value.get("Sid").and_then(Value::as_str).map(str::to_owned);
        Self { sid, digest: canonical::short(value), entries, value: Some(value.clone()) }
    }

    pub(crate) fn has(&self, entry: &StatedEntry) -> bool {
        self.entries.iter().any(|it| it.digest == entry.digest)
    }
}

impl StatedEntry {
    /// The entry with this string below these keys, which are joined by `/`.
    pub(crate) fn new(keys: &str, text: &str) -> Self {
        let name = format!("{keys} {text}");
        Self { digest: canonical::short_of_text(&name), name: Some(name) }
    }

    /// The keys of the entry and its string.
    pub(crate) fn parts(&self) -> Option<(&str, &str)> {
        self.name.as_deref()?.split_once(' ')
    }
}

/// Collects the strings of an element: lists in their order, objects in the order of their keys.
fn collect(keys: &str, value: &Value, entries: &mut Vec<StatedEntry>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(keys, item, entries)),
        Value::Object(_) => {
            for (key, value) in sorted(value) {
                collect(&format!("{keys}/{key}"), value, entries);
            }
        }
        Value::String(text) => entries.push(StatedEntry::new(keys, text)),
        other => entries.push(StatedEntry::new(keys, &other.to_string())),
    }
}
