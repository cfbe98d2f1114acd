//! The schemas of the editors report the same mistakes in a file as the build, as far as a schema can.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

use compiler::kinds::files::file_at;

/// The mistakes that a schema can report.
const TOLD: [&str; 13] = [
    "conflicting-keys",
    "empty-value",
    "forbidden-character",
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

/// The mistakes that make a file invalid TOML, which no schema is asked about.
const NO_TOML: [&str; 2] = ["duplicate-key", "toml-syntax"];

/// The build's message for a date in quotes. An editor reads every date as a string, so a schema cannot
/// report this one.
const DATE_IN_QUOTES: &str = "must be a date, not a string";

/// The cases of other mistakes that a schema can report, since a pattern or a missing key shows them.
const ALSO_TOLD: [&str; 11] = [
    "empty-file-version",
    "malformed-arn-danger",
    "malformed-value-address",
    "malformed-value-managed-policy",
    "malformed-value-path",
    "malformed-value-release",
    "malformed-value-source",
    "malformed-value-subject",
    "missing-file-misnamed",
    "missing-file-notes",
    "unusable-name-prefix",
];

/// The cases of such mistakes that a schema cannot report: the tables of facts take any name and, for
/// each, a string or a list, and a schema knows neither the names of condition keys nor the codes of
/// findings, nor what a list must hold beside another key.
const UNTOLD: [&str; 6] = [
    "conflicting-keys-split",
    "malformed-action-authorized",
    "malformed-action-name",
    "malformed-condition-key-table",
    "unknown-value-key-rule-code",
    "wrong-type-resource-types",
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
        let mistakes = mistakes(&fs::read_to_string(case.join("expected.txt")).expect("a report"));
        let [mut refused, mut told] = [BTreeSet::new(), BTreeSet::new()];
        for path in toml_files(&case.join("catalog")) {
            let file = shown_path(path.strip_prefix(&case).expect("a path inside"));
            let has =
                |codes: &[&str]| mistakes.iter().any(|(code, at)| *at == file && codes.contains(&&**code));
            match parsed(&fs::read_to_string(&path).expect("a text")) {
                None => assert!(has(&NO_TOML), "{name}: {file} is not TOML"),
                Some(value) => {
                    if has(&TOLD) {
                        told.insert(file.clone());
                    }
                    if schema_of(&file).is_some_and(|schema| !validator(&schema).is_valid(&value)) {
                        refused.insert(file);
                    }
                }
            }
        }
        match name.as_str() {
            name if UNTOLD.contains(&name) => assert!(!told.is_empty() && refused.is_empty(), "{name}"),
            name if ALSO_TOLD.contains(&name) => assert!(told.is_empty() && !refused.is_empty(), "{name}"),
            _ => assert_eq!(refused, told, "{name}: the files that a schema refuses, and should"),
        }
        shown.extend(mistakes.into_iter().map(|(code, _)| code));
    }
    for code in TOLD.iter().chain(&NO_TOML) {
        assert!(shown.contains(*code), "no case shows `{code}`");
    }
}

/// The codes of the mistakes in a report, each with its file, except dates in quotes.
fn mistakes(report: &str) -> Vec<(String, String)> {
    let titles = report.lines().zip(report.lines().skip(1));
    let titles = titles.filter(|(title, _)| !title.ends_with(DATE_IN_QUOTES));
    let mistakes = titles.filter_map(|(title, place)| {
        let (code, _) = title.strip_prefix("error[")?.split_once(']')?;
        let (file, _) = place.trim_start().strip_prefix("--> ")?.split_once(':')?;
        Some((code.to_owned(), file.to_owned()))
    });
    mistakes.collect()
}

/// A path as it is shown: with `/` on every system.
fn shown_path(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The schema of a file of the catalog; `None` for a file that does not belong there.
fn schema_of(file: &str) -> Option<PathBuf> {
    let file = file_at(file.strip_prefix("catalog/")?)?;
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

/// A file as an editor sees it, if it is TOML: a date is a string.
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
