//! The schemas that editors use say of a file what the build says, as far as a schema can.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

// The build script itself is compiled here, for its table of files.
#[path = "../build.rs"]
#[allow(dead_code, reason = "the rest of the build script")]
mod script;

use script::build::keys::File;

/// The mistakes that a schema can tell.
const TOLD: [&str; 12] = [
    "conflicting-keys",
    "empty-value",
    "incomplete-change",
    "malformed-action",
    "malformed-condition-key",
    "malformed-sid",
    "missing-key",
    "unknown-key",
    "unknown-operator",
    "unknown-type",
    "unknown-value",
    "wrong-type",
];

/// The mistakes that make a file something else than TOML, which no schema is asked about.
const NO_TOML: [&str; 2] = ["duplicate-key", "toml-syntax"];

/// The cases of told mistakes that a schema cannot tell: their file is no TOML either, or they are a
/// date in quotes, and an editor takes a date for a text.
const UNTOLD: [&str; 2] = ["toml-syntax-several", "wrong-type-date"];

/// The cases of other mistakes that a schema can tell, since a pattern or a missing key shows them.
const ALSO_TOLD: [&str; 5] = [
    "empty-file-version",
    "forbidden-character-action",
    "malformed-value-managed-policy",
    "malformed-value-release",
    "missing-file-misnamed",
];

#[test]
fn the_catalog_follows_the_schemas() {
    for catalog in ["catalog", "tests/catalog/good", "tests/catalog/unusual"] {
        let files = toml_files(&repository().join(catalog));
        assert!(files.len() > 5, "{catalog}");
        for path in files {
            let text = fs::read_to_string(&path).expect("a text");
            let schema = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
            let schema = path.parent().expect("a folder").join(schema.expect("the schema's name"));
            let errors = errors(&validator(&schema), &parsed(&text).expect("TOML"));
            assert!(errors.is_empty(), "{}:\n{}", path.display(), errors.join("\n"));
        }
    }
}

#[test]
fn mistakes_are_told_where_a_schema_can() {
    let mut shown = BTreeSet::new();
    for case in fs::read_dir(repository().join("tests/catalog/fail")).expect("cases") {
        let case = case.expect("a case").path();
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let codes = codes(&fs::read_to_string(case.join("expected.txt")).expect("a report"));
        let is_toml = !codes.iter().any(|code| NO_TOML.contains(&code.as_str()));
        let is_told = codes.iter().any(|code| TOLD.contains(&code.as_str()));
        let is_told = (is_told || ALSO_TOLD.contains(&name.as_str())) && !UNTOLD.contains(&name.as_str());
        let catalog = case.join("catalog");
        let refused: Vec<_> =
            toml_files(&catalog).iter().flat_map(|path| refused(&catalog, path, is_toml)).collect();
        assert_eq!(!refused.is_empty(), is_told, "{name}:\n{}", refused.join("\n"));
        shown.extend(codes);
    }
    for code in TOLD.iter().chain(&NO_TOML) {
        assert!(shown.contains(*code), "no case shows `{code}`");
    }
}

/// What the schema of a case's file says to it.
fn refused(catalog: &Path, path: &Path, is_toml: bool) -> Vec<String> {
    // A file out of place has no schema.
    let Some(schema) = schema_of(path.strip_prefix(catalog).expect("a path inside")) else {
        return Vec::new();
    };
    match parsed(&fs::read_to_string(path).expect("a text")) {
        Some(value) => errors(&validator(&schema), &value),
        None => {
            assert!(!is_toml, "{} is not TOML", path.display());
            Vec::new()
        }
    }
}

/// The codes of the mistakes in a report.
fn codes(report: &str) -> Vec<String> {
    let codes = report.lines().filter_map(|line| line.strip_prefix("error[")?.split_once(']'));
    codes.map(|(code, _)| code.to_owned()).collect()
}

/// The schema of a file that lies there in a catalog.
fn schema_of(path: &Path) -> Option<PathBuf> {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let file = File::at(&parts.join("/"))?;
    Some(repository().join(format!("docs/schemas/{}.schema.json", file.name)))
}

fn validator(path: &Path) -> Validator {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A file as an editor sees it, if it is TOML: a date is a text.
fn parsed(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(value) => Value::from(value),
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    text.parse::<toml::Table>().ok().map(|table| json(toml::Value::Table(table)))
}

/// The TOML files below a folder, sorted.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.append(&mut toml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
