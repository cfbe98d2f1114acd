//! Every rule in the tables of keys is enforced by the build and expressed in the schemas of the editors.
//!
//! The cases are generated from the declarations: for each rule the smallest file that follows all rules,
//! and the same file with that rule broken.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use proptest::prelude::*;
use regex::Regex;
use serde_json::{Map, Value, json};

use compiler::kinds::files::FILES;
use compiler::kinds::folder::ENTRIES;
use compiler::needs::Releases;
use compiler::schema::rules::Asks;
use compiler::schema::texts::forms::FORMS;
use compiler::schema::texts::{TextForm, Texts};
use compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm};
use compiler::source::code::Code;
use compiler::source::{FileId, Sources, Spanned};

/// A string that is in no closed set and of no form.
const NO_TEXT: &str = "\u{101} \u{101}";

type Table = Map<String, Value>;

/// A kind of table, with its place in a file.
struct Place {
    kind: &'static TableKind,
    file: &'static FileKind,
    /// The keys that lead to it in the tables of the file, each with the kind that holds it.
    path: Vec<(&'static TableKind, &'static TableKey)>,
}

/// A file that breaks one rule.
struct Violation {
    /// For a message of the test.
    rule: String,
    sound: Table,
    broken: Table,
    /// The name of the table, where a rule depends on it.
    name: &'static str,
    code: Code,
    /// The key or string that the build has to name.
    shown: &'static str,
}

#[test]
fn every_rule_is_held_by_the_build_and_by_the_schemas() {
    let mut n_violations = 0;
    for place in places() {
        let schema = validator(place.file);
        for violation in violations(place.kind) {
            n_violations += 1;
            let what = format!("{}, {}: {}", place.file.name, place.kind.name, violation.rule);
            // A table whose name is like this one has another rule to follow, which `sound` does too.
            let sound = place.content(violation.name, &violation.sound);
            let broken = place.content(violation.name, &violation.broken);
            let errors: Vec<_> = schema.iter_errors(&sound).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{what}: the schema refuses a sound file: {errors:?}\n{sound:#}");
            assert!(!schema.is_valid(&broken), "{what}: the schema accepts\n{broken:#}");
            assert!(
                !place.is_refused(&sound, &violation),
                "{what}: the build refuses a sound file\n{sound:#}"
            );
            assert!(place.is_refused(&broken, &violation), "{what}: the build accepts\n{broken:#}");
        }
    }
    assert!(n_violations > 100, "{n_violations}");
}

impl Place {
    /// The content of the file, with this table in it.
    fn content(&self, name: &str, table: &Table) -> Value {
        let mut value = Value::Object(table.clone());
        for (kind, key) in self.path.iter().rev() {
            let mut outer = sound(kind, &[key.name], &[]);
            let value_of_key = match key.form {
                ValueForm::Table(_) => value,
                ValueForm::Conditions(_) => json!({ "StringEquals": { "aws:SourceIp": [value] } }),
                _ => json!([value]),
            };
            outer.insert(key.name.to_owned(), value_of_key);
            value = Value::Object(outer);
        }
        match self.file.content {
            Content::Table(_) => value,
            Content::Tables(_) => json!({ name: value }),
        }
    }

    /// True if the build names the mistake in the file.
    fn is_refused(&self, content: &Value, violation: &Violation) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = folder.path().join("catalog");
        copy(&repository().join("tests/catalog/good"), &catalog);
        let path = path_of(self.file);
        fs::create_dir_all(catalog.join(path).parent().expect("a folder")).expect("created");
        fs::write(catalog.join(path), toml(self.file, content)).expect("written");
        let report = compiler::compile(&catalog, &Releases::All).err().unwrap_or_default();
        let code = format!("error[{}]", violation.code.name());
        let place = format!("--> catalog/{path}:");
        report.split("\n\n").any(|mistake| {
            mistake.starts_with(&code) && mistake.contains(&place) && mistake.contains(violation.shown)
        })
    }
}

/// Every kind of table with a place where it stands, each once.
fn places() -> Vec<Place> {
    fn add(places: &mut BTreeMap<(&str, &str), Place>, place: Place) {
        let Place { kind, file, path } = &place;
        let inner: Vec<_> = kind
            .keys
            .iter()
            .filter_map(|key| match key.form {
                ValueForm::Entries(inner)
                | ValueForm::Conditions(inner)
                | ValueForm::Table(inner)
                | ValueForm::Tables(inner) => {
                    let mut path = path.clone();
                    path.push((*kind, key));
                    Some(Place { kind: inner, file, path })
                }
                _ => None,
            })
            .collect();
        places.entry((file.name, kind.name)).or_insert(place);
        for place in inner {
            add(places, place);
        }
    }
    let mut places = BTreeMap::new();
    for file in FILES {
        let (Content::Table(kind) | Content::Tables(kind)) = file.content;
        add(&mut places, Place { kind, file, path: Vec::new() });
    }
    places.into_values().collect()
}

/// Each rule of a kind of table, broken.
fn violations(kind: &'static TableKind) -> Vec<Violation> {
    let mut found = Vec::new();
    for key in kind.keys {
        let texts = match key.form {
            ValueForm::Entries(_) => Texts::All,
            _ => key.texts,
        };
        let code = match texts {
            Texts::All => None,
            Texts::OneOf(set) => Some(set.code),
            Texts::Like(form) => Some(code_of(form)),
        };
        if let Some(code) = code {
            let sound = sound(kind, &[key.name], &[]);
            let mut broken = sound.clone();
            broken.insert(key.name.to_owned(), value(key, &json!(NO_TEXT)));
            let rule = format!("texts of `{}`", key.name);
            found.push(Violation { rule, sound, broken, name: "Name", code, shown: NO_TEXT });
        }
        for asks in key.asks {
            found.extend(broken(kind, key, asks));
        }
    }
    found
}

/// A rule between keys, broken in each way.
fn broken(kind: &'static TableKind, key: &'static TableKey, asks: &Asks) -> Vec<Violation> {
    let rule = format!("`{}`, {asks:?}", key.name);
    let violation = |sound: Table, broken: Table, code, key| Violation {
        rule: rule.clone(),
        sound,
        broken,
        name: "Name",
        code,
        shown: key,
    };
    let without = |with: &[&str], removed: &'static [&'static str], code| {
        let sound = sound(kind, with, &[]);
        let mut broken = sound.clone();
        for key in removed {
            broken.remove(*key);
        }
        violation(sound, broken, code, removed[0])
    };
    match *asks {
        Asks::OneOf(choice) => {
            let pairs = choice.keys.windows(2).map(|pair| {
                let sound = sound(kind, &[pair[0]], &[]);
                let mut broken = sound.clone();
                broken.insert(pair[1].to_owned(), sample(kind.key(pair[1]).expect("a key")));
                violation(sound, broken, Code::ConflictingKeys, pair[1])
            });
            let mut found: Vec<_> = pairs.collect();
            if choice.missing.is_some() {
                let sound = sound(kind, &[choice.keys[0]], &[]);
                let broken = bare(kind);
                found.push(violation(sound, broken, Code::MissingKey, choice.keys[0]));
            }
            found
        }
        Asks::Together(together) => {
            let firsts: Vec<_> = together.parts.iter().map(|part| part[0]).collect();
            together.parts.iter().map(|part| without(&firsts, part, together.code)).collect()
        }
        Asks::All(others) | Asks::AllOfMany(others, _) | Asks::Any(others) => {
            vec![without(&[key.name], others, Code::MissingKey)]
        }
        Asks::About(choice, subjects) => {
            let others = choice.keys.iter().filter(|other| !subjects.contains(other));
            let conflict = |other: &&'static str| {
                let sound = sound(kind, &[other], &[]);
                let mut broken = sound.clone();
                broken.insert(key.name.to_owned(), sample(key));
                violation(sound, broken, Code::ConflictingKeys, key.name)
            };
            others.map(conflict).collect()
        }
        Asks::Where(condition) => {
            let other = kind.key(condition.key).expect("a key");
            let Texts::OneOf(set) = other.texts else { panic!("{rule}: no closed set") };
            let values = condition.values.iter().filter(|_| condition.missing.is_some());
            let missing = values.map(|value| {
                let sound = sound(kind, &[], &[(condition.key, value)]);
                let mut broken = sound.clone();
                broken.remove(key.name);
                violation(sound, broken, Code::MissingKey, key.name)
            });
            let mut found: Vec<_> = missing.collect();
            if condition.conflict.is_some() {
                let value = set.texts.iter().find(|text| !condition.values.contains(text)).expect("another");
                let sound = sound(kind, &[], &[(condition.key, value)]);
                let mut broken = sound.clone();
                broken.insert(key.name.to_owned(), sample(key));
                found.push(violation(sound, broken, Code::ConflictingKeys, key.name));
            }
            found
        }
        Asks::WhereNamed(form, _) => {
            let sound = sound(kind, &[key.name], &[]);
            vec![Violation { name: form.example, ..violation(sound, bare(kind), Code::MissingKey, key.name) }]
        }
        Asks::UnlessNamed(form, _) => {
            let (sound, broken) = (sound(kind, &[key.name], &[]), sound(kind, &[], &[]));
            vec![Violation { name: "no-name", ..violation(sound, broken, form.code, "no-name") }]
        }
    }
}

/// The smallest table of a kind that has some keys, and follows all rules.
fn sound(kind: &TableKind, with: &[&str], values: &[(&str, &str)]) -> Table {
    let mut table = bare(kind);
    for (key, text) in values {
        table.insert((*key).to_owned(), json!(text));
    }
    let add = |table: &mut Table, key: &str| {
        let key = kind.key(key).expect("a key");
        if !table.contains_key(key.name) {
            table.insert(key.name.to_owned(), sample(key));
        }
    };
    for key in with {
        add(&mut table, key);
    }
    for key in with.iter().filter_map(|key| kind.key(key)) {
        for asks in key.asks {
            if let Asks::About(choice, subjects) = asks
                && !choice.keys.iter().any(|key| table.contains_key(*key))
            {
                add(&mut table, subjects[0]);
            }
        }
    }
    loop {
        let before = table.clone();
        for key in kind.keys {
            for asks in key.asks {
                let is_given = table.contains_key(key.name);
                let has_one = |keys: &[&str]| keys.iter().any(|key| table.contains_key(*key));
                match asks {
                    Asks::OneOf(choice) if choice.missing.is_some() && !has_one(choice.keys) => {
                        add(&mut table, choice.keys[0]);
                    }
                    Asks::Together(together) => {
                        let is_needed =
                            together.otherwise.is_some() || together.parts.iter().any(|part| has_one(part));
                        let missing: Vec<_> =
                            together.parts.iter().filter(|part| is_needed && !has_one(part)).collect();
                        for part in missing {
                            add(&mut table, part[0]);
                        }
                    }
                    Asks::All(others) | Asks::AllOfMany(others, _) if is_given => {
                        for other in *others {
                            add(&mut table, other);
                        }
                    }
                    Asks::Any(others) if is_given && !has_one(others) => add(&mut table, others[0]),
                    Asks::Where(condition) => {
                        let value = table.get(condition.key).and_then(Value::as_str);
                        if value.is_some_and(|value| condition.values.contains(&value)) {
                            if condition.missing.is_some() {
                                add(&mut table, key.name);
                            }
                        } else if is_given && condition.conflict.is_some() {
                            table.insert(condition.key.to_owned(), json!(condition.values[0]));
                        }
                    }
                    _ => {}
                }
            }
        }
        if table == before {
            return table;
        }
    }
}

/// A table with the keys that every table of the kind has.
fn bare(kind: &TableKind) -> Table {
    let required = kind.keys.iter().filter(|key| key.is_required);
    required.map(|key| (key.name.to_owned(), sample(key))).collect()
}

/// A valid value of a key.
fn sample(key: &TableKey) -> Value {
    let texts = match key.form {
        ValueForm::Entries(kind) | ValueForm::Conditions(kind) => kind.keys[0].texts,
        _ => key.texts,
    };
    let text = match texts {
        Texts::All => "text",
        Texts::OneOf(set) => set.texts[0],
        Texts::Like(form) => form.example,
    };
    value(key, &json!(text))
}

/// A value of a key's form with this string in it.
fn value(key: &TableKey, text: &Value) -> Value {
    match key.form {
        ValueForm::Prose | ValueForm::Draft | ValueForm::Text | ValueForm::Sid => text.clone(),
        ValueForm::Proses | ValueForm::Texts | ValueForm::TextOrTexts | ValueForm::Entries(_) => {
            json!([text])
        }
        ValueForm::Conditions(_) => json!({ "StringEquals": { "aws:SourceIp": [text] } }),
        ValueForm::Date => json!("2026-01-02"),
        ValueForm::Flag => json!(true),
        ValueForm::Number => json!(12),
        ValueForm::Names => json!({ "name": text }),
        ValueForm::Lists => json!({ "name": [text] }),
        ValueForm::Table(kind) => Value::Object(sound(kind, &[], &[])),
        ValueForm::Tables(kind) => json!([sound(kind, &[], &[])]),
    }
}

/// The code of the mistake that [`NO_TEXT`] is for a form.
fn code_of(form: &TextForm) -> Code {
    form.within.map_or(form.code, code_of)
}

/// The path of a file of a kind in the small catalog.
fn path_of(file: &FileKind) -> &'static str {
    match file.name {
        "findings" => "findings/elements.toml",
        "service" => "services/ec2.toml",
        "version" => "1.0/version.toml",
        "bundles" => "1.0/bundles.toml",
        "settings" => "1.0/settings.toml",
        "commands" => "1.0/commands.toml",
        "policy" => "1.0/user/policy.toml",
        "statements" => "1.0/user/s3.toml",
        _ => file.path,
    }
}

/// The text of a file: a line for each key.
fn toml(file: &FileKind, content: &Value) -> String {
    let lines = |table: &Value| -> String {
        let table = table.as_object().expect("a table");
        let lines = table.iter().map(|(key, value)| format!("{} = {}\n", name(key), inline(value)));
        lines.collect::<Vec<_>>().concat()
    };
    match file.content {
        Content::Table(_) => lines(content),
        Content::Tables(_) => {
            let tables = content.as_object().expect("tables").iter();
            let tables = tables.map(|(key, table)| format!("[{}]\n{}", name(key), lines(table)));
            tables.collect::<Vec<_>>().concat()
        }
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(date) if date == "2026-01-02" => date.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{} = {}", name(key), inline(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn name(key: &str) -> String {
    if key.contains(':') { format!("\"{key}\"") } else { key.to_owned() }
}

fn validator(file: &FileKind) -> Validator {
    let path = repository().join(format!("docs/schemas/{}.schema.json", file.name));
    let text = fs::read_to_string(path).expect("a schema");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_form_has_a_right_example_and_names_what_is_wrong() {
    let mut sources = Sources::default();
    let file: FileId = sources.add("a.toml".to_owned(), format!("a = \"{NO_TEXT}\""));
    for form in FORMS {
        assert!(form.accepts(form.example), "{}", form.message);
        let text = Spanned { value: NO_TEXT.to_owned(), span: file.span(4..4 + NO_TEXT.len() + 2) };
        let problem = form.problem(&text).expect("a problem");
        assert_eq!(problem.code, code_of(form));
        assert!(
            !["{text}", "{why}"].iter().any(|place| problem.message.contains(place)),
            "{}",
            problem.message
        );
        assert!(problem.help.is_some(), "{}", problem.message);
    }
}

/// Strings near those that forms accept: pieces of them, alone and put into an example.
fn text_near(form: &'static TextForm) -> impl Strategy<Value = String> {
    let pieces = [
        "a", "Z", "0", "19", "-", "_", ".", ",", ":", "/", "*", "?", "+", "=", "@", " ", "\t", "\u{85}",
        "\u{a0}", "\u{e9}", "\u{101}", "\u{2028}", "arn:", "aws:", "https://", "http://", "1.2.3",
    ];
    let piece = || prop::sample::select(pieces.to_vec());
    let alone = prop::collection::vec(piece(), 1..8).prop_map(|pieces| pieces.concat());
    let example: Vec<char> = form.example.chars().collect();
    let changed =
        (0..=example.len(), prop::option::of(piece()), 0..3_usize).prop_map(move |(at, piece, n)| {
            let (before, after) = example.split_at(at);
            before
                .iter()
                .copied()
                .chain(piece.unwrap_or("").chars())
                .chain(after.iter().copied().skip(n))
                .collect()
        });
    prop_oneof![alone, changed]
}

#[test]
fn the_entries_of_the_catalogs_folder_are_those_of_the_kinds_of_files() {
    let mut of_files: Vec<_> = FILES.iter().filter_map(|file| file.path.split('/').next()).collect();
    of_files.retain(|name| *name != "*");
    assert_eq!(ENTRIES.split_first(), Some((&"README.md", &*of_files)));
}

#[test]
fn a_pattern_accepts_the_texts_that_its_form_accepts() {
    let config = ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() };
    for form in FORMS {
        let pattern = Regex::new(form.pattern).expect("a pattern");
        // A blank string is refused before its form matters.
        proptest!(config.clone(), |(text in text_near(form).prop_filter("blank", |it| !it.trim().is_empty()))| {
            prop_assert_eq!(pattern.is_match(&text), form.accepts(&text), "{:?} and {}", text, form.pattern);
        });
    }
    // The names that are no Sids are found by a pattern of their own.
    let others = FILES.iter().flat_map(|file| {
        let (Content::Table(kind) | Content::Tables(kind)) = file.content;
        kind.keys.iter().flat_map(|key| key.asks)
    });
    for asks in others {
        if let Asks::UnlessNamed(form, pattern) = asks {
            let pattern = Regex::new(pattern).expect("a pattern");
            proptest!(config.clone(), |(text in text_near(form))| {
                prop_assert_eq!(pattern.is_match(&text), !form.accepts(&text), "{:?}", text);
            });
        }
    }
}
