//! The schema of one kind of file, from the tables by which the files are read.
//!
//! The schema is of draft 7, which Taplo knows. It accepts every file that builds, and states the rules
//! that an editor can check while a person types. The build has further rules and better messages.

use serde_json::{Map, Value, json};

use compiler::schema::rules::{Asks, Choice, Together};
use compiler::schema::texts::Texts;
use compiler::schema::texts::forms::CONDITION_KEY_NAME;
use compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm};
use compiler::shared::operators;

/// The schema of a kind of file.
pub(super) fn of(file: &FileKind) -> Value {
    let mut schema = into_map(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("catalog/{}", file.path),
        "description": file.about,
    }));
    let mut definitions = Definitions::default();
    schema.extend(into_map(match file.content {
        Content::Table(kind) => definitions.table(kind),
        Content::Tables(kind) => definitions.tables(kind),
    }));
    if !definitions.schemas.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(definitions.schemas));
    }
    Value::Object(schema)
}

/// The definitions that the schema of a file refers to, by name.
#[derive(Debug, Default)]
struct Definitions {
    schemas: Map<String, Value>,
}

impl Definitions {
    /// Tables of one kind, by name.
    fn tables(&mut self, kind: &TableKind) -> Value {
        let table = self.reference(kind);
        let asks = kind.keys.iter().flat_map(|key| key.asks.iter().map(move |asks| (key.name, asks)));
        let named: Map<_, _> = asks
            .filter_map(|(key, asks)| match asks {
                Asks::WhereNamed(form, _) => Some((key, form.pattern)),
                Asks::UnlessNamed(_, others) => Some((key, *others)),
                _ => None,
            })
            .map(|(key, pattern)| (pattern.to_owned(), json!({ "allOf": [table, { "required": [key] }] })))
            .collect();
        // Taplo completes keys below names that no pattern has.
        let mut tables = into_map(json!({ "type": "object", "additionalProperties": table }));
        if !named.is_empty() {
            tables.insert("patternProperties".to_owned(), Value::Object(named));
        }
        Value::Object(tables)
    }

    /// A table of one kind.
    fn table(&mut self, kind: &TableKind) -> Value {
        self.table_or_text(kind, None)
    }

    /// A table of one kind, or a string of this schema. JSON Schema applies the keywords of tables to
    /// tables alone, and those of strings to strings, so that both can be in one schema: for
    /// alternatives, an editor could not name the mistake.
    fn table_or_text(&mut self, kind: &TableKind, text: Option<Map<String, Value>>) -> Value {
        let properties: Map<_, _> =
            kind.keys.iter().map(|key| (key.name.to_owned(), self.property(key))).collect();
        let required: Vec<_> = kind.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
        let mut table = into_map(json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }));
        if let Some(text) = text {
            table.extend(text);
            table.insert("type".to_owned(), json!(["string", "object"]));
        }
        let table = Value::Object(table);
        let asked = kind.keys.iter().flat_map(|key| key.asks.iter().flat_map(|asks| asked(key, asks)));
        let mut all: Vec<_> = asked.collect();
        if all.is_empty() {
            return table;
        }
        // Taplo completes the keys of schemas in `allOf`, but not of keywords beside it.
        all.insert(0, table);
        json!({ "allOf": all })
    }

    fn property(&mut self, key: &TableKey) -> Value {
        let mut property = into_map(json!({ "description": key.about }));
        property.extend(into_map(self.value(key)));
        Value::Object(property)
    }

    fn value(&mut self, key: &TableKey) -> Value {
        match key.form {
            ValueForm::Draft => {
                let mut draft = into_map(text(key.texts));
                let pattern = draft.get("pattern").and_then(Value::as_str).unwrap_or(r"\S");
                draft.insert("pattern".to_owned(), json!(format!("^$|{pattern}")));
                Value::Object(draft)
            }
            ValueForm::Prose | ValueForm::Text => text(key.texts),
            ValueForm::Proses | ValueForm::Texts => list(&text(key.texts)),
            ValueForm::Entries(kind) => self.entries(kind),
            ValueForm::Conditions(value) => self.conditions(value),
            ValueForm::Sid => {
                let mut sid = into_map(text(key.texts));
                sid.insert("type".to_owned(), json!(["string", "boolean"]));
                sid.insert("not".to_owned(), json!({ "const": true }));
                Value::Object(sid)
            }
            // An editor takes a date of TOML for a string.
            ValueForm::Date => {
                json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
            }
            ValueForm::Flag => json!({ "type": "boolean" }),
            ValueForm::Number => json!({ "type": "integer", "minimum": 0 }),
            // An empty table is a valid answer.
            ValueForm::Names => json!({ "type": "object", "additionalProperties": text(key.texts) }),
            ValueForm::TextOrTexts => text_or_list(key.texts),
            ValueForm::Lists => {
                json!({ "type": "object", "minProperties": 1, "additionalProperties": text_or_list(key.texts) })
            }
            ValueForm::Table(kind) => json!({ "allOf": [self.reference(kind)] }),
            ValueForm::Tables(kind) => list(&self.reference(kind)),
        }
    }

    /// A string, or a list of strings and tables; the strings follow the rules of the table's first key.
    fn entries(&mut self, kind: &TableKind) -> Value {
        let text = into_map(text(kind.keys.first().map_or(Texts::All, |key| key.texts)));
        let entry =
            self.define(&name(kind), |definitions| definitions.table_or_text(kind, Some(text.clone())));
        let mut entries = into_map(list(&entry));
        entries.extend(text);
        entries.insert("type".to_owned(), json!(["string", "array"]));
        Value::Object(entries)
    }

    /// Conditions: operators, keys and entries. The plain operators are properties, which an editor
    /// offers; a pattern covers all operators.
    fn conditions(&mut self, value: &TableKind) -> Value {
        let keys = self.define("condition-keys", |definitions| {
            json!({
                "type": "object",
                "minProperties": 1,
                "patternProperties": { CONDITION_KEY_NAME.pattern: definitions.entries(value) },
                "additionalProperties": false,
            })
        });
        let plain: Map<_, _> =
            operators::OPERATORS.iter().map(|operator| ((*operator).to_owned(), keys.clone())).collect();
        json!({
            "type": "object",
            "minProperties": 1,
            "properties": plain,
            "patternProperties": { operators(): keys },
            "additionalProperties": false,
        })
    }

    fn reference(&mut self, kind: &TableKind) -> Value {
        self.define(&name(kind), |definitions| definitions.table(kind))
    }

    /// Defines a schema by its name, once, and refers to it.
    fn define(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.schemas.contains_key(name) {
            // The name is taken first, so that definitions have the order of the file.
            self.schemas.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.schemas.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// The demands of a key on its table, in a form that lets an editor name a missing key, and refuse a
/// superfluous one at its own place. A string passes all of them, since an entry can be a string.
fn asked(key: &TableKey, asks: &Asks) -> Vec<Value> {
    match asks {
        Asks::OneOf(choice) => one_of(choice),
        Asks::Together(together) => parts(together),
        Asks::All(others) | Asks::AllOfMany(others, _) => {
            vec![json!({ "if": on(key), "then": { "required": others } })]
        }
        Asks::Any(others) => any(Some(on(key)), others),
        Asks::About(_, subjects) => any(Some(on(key)), subjects),
        Asks::Where(condition) => {
            let other = condition.key;
            let mut asked = into_map(json!({
                "if": { "properties": { other: { "enum": condition.values } }, "required": [other] },
            }));
            if condition.missing.is_some() {
                asked.insert("then".to_owned(), given(key.name));
            }
            if condition.conflict.is_some() {
                asked.insert("else".to_owned(), never(key.name));
            }
            vec![Value::Object(asked)]
        }
        // The rule for names of tables is part of the schema of those tables.
        Asks::WhereNamed(..) | Asks::UnlessNamed(..) => vec![],
    }
}

fn given(key: &str) -> Value {
    json!({ "required": [key] })
}

fn absent(key: &str) -> Value {
    json!({ "not": { "required": [key] } })
}

fn never(key: &str) -> Value {
    json!({ "properties": { key: false } })
}

/// A key that is given, or a flag that is on.
fn on(key: &TableKey) -> Value {
    match key.form {
        ValueForm::Flag => json!({ "properties": { key.name: { "const": true } }, "required": [key.name] }),
        _ => given(key.name),
    }
}

fn one_of(choice: &Choice) -> Vec<Value> {
    let mut asked = match choice.missing {
        Some(_) => any(None, choice.keys),
        None => vec![],
    };
    // Each key is refused beside those before it.
    for (idx, key) in choice.keys.iter().enumerate().skip(1) {
        let earlier: Vec<_> = choice.keys.iter().take(idx).map(|earlier| given(earlier)).collect();
        asked.push(json!({ "if": either(earlier), "then": never(key) }));
    }
    asked
}

fn parts(together: &Together) -> Vec<Value> {
    let mut asked = Vec::new();
    for part in together.parts {
        let others = together.parts.iter().filter(|other| *other != part).copied().flatten();
        let given = others.map(|other| given(other)).collect();
        let when = together.otherwise.is_none().then(|| either(given));
        asked.extend(any(when, part));
    }
    asked
}

/// One of some keys: the first of them, where the others are missing and something more holds.
fn any(when: Option<Value>, keys: &[&str]) -> Vec<Value> {
    let Some((first, others)) = keys.split_first() else { return vec![] };
    let mut conditions: Vec<_> = when.into_iter().collect();
    conditions.extend(others.iter().map(|other| absent(other)));
    vec![match conditions.len() {
        0 => given(first),
        1 => json!({ "if": conditions.remove(0), "then": given(first) }),
        _ => json!({ "if": { "allOf": conditions }, "then": given(first) }),
    }]
}

fn either(mut conditions: Vec<Value>) -> Value {
    if conditions.len() == 1 { conditions.remove(0) } else { json!({ "anyOf": conditions }) }
}

/// A string, or a list of strings.
fn text_or_list(texts: Texts) -> Value {
    let one = text(texts);
    match texts {
        // An `enum` is asked of a list too, where a pattern is not.
        Texts::OneOf(_) => json!({ "anyOf": [one, list(&one)] }),
        _ => {
            let mut either = into_map(list(&one));
            either.extend(into_map(one));
            either.insert("type".to_owned(), json!(["string", "array"]));
            Value::Object(either)
        }
    }
}

fn text(texts: Texts) -> Value {
    match texts {
        Texts::All => json!({ "type": "string", "pattern": r"\S" }),
        Texts::Like(form) => json!({ "type": "string", "pattern": form.pattern }),
        Texts::OneOf(set) => {
            let mut schema = into_map(json!({ "type": "string", "enum": set.texts }));
            let about: Vec<_> = set.texts.iter().map(|text| (set.about)(text)).collect();
            if about.iter().any(Option::is_some) {
                // Taplo's own key: the description that it shows beside each value.
                schema.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": about } }));
            }
            Value::Object(schema)
        }
    }
}

fn list(item: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "items": item })
}

/// A pattern of all condition operators, with qualifiers and `IfExists`.
fn operators() -> String {
    let qualifiers = operators::QUALIFIERS.join("|");
    let with_if_exists: Vec<_> =
        operators::OPERATORS.iter().copied().filter(|operator| *operator != operators::NULL).collect();
    format!("^(({qualifiers}):)?(({})(IfExists)?|{})$", with_if_exists.join("|"), operators::NULL)
}

/// The name of a kind of table in a schema.
fn name(kind: &TableKind) -> String {
    let (_article, name) = kind.name.split_once(' ').unwrap_or(("", kind.name));
    name.replace("'s", "").replace(' ', "-")
}

fn into_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
