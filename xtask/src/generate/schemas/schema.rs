//! The schema of one kind of file, from the tables by which the files are read.
//!
//! It is of draft 7, which Taplo knows, accepts every file that builds, and states what an editor can
//! tell while a person types. The build refuses more, and says more about it.

use serde_json::{Map, Value, json};

use compiler::schema::rules::{self, Asks, Texts};
use compiler::schema::{Content, File, Form, Key, Kind};
use compiler::shared::{grammar::RULES, operators};

/// The schema of a kind of file.
pub(super) fn of(file: &File) -> Value {
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

/// What the schema of a file refers to, by name.
#[derive(Debug, Default)]
struct Definitions {
    schemas: Map<String, Value>,
}

impl Definitions {
    /// Tables of one kind, by name.
    fn tables(&mut self, kind: &Kind) -> Value {
        let table = self.reference(kind);
        let mut asks = kind.keys.iter().flat_map(|key| key.asks.iter().map(move |asks| (key.name, asks)));
        let named = asks.find_map(|(key, asks)| match asks {
            Asks::WhereNamed(pattern) => Some((key, *pattern)),
            _ => None,
        });
        // Taplo completes keys below names that no pattern has.
        let mut tables = into_map(json!({ "type": "object", "additionalProperties": table }));
        if let Some((key, pattern)) = named {
            let named = json!({ pattern: { "allOf": [table, { "required": [key] }] } });
            tables.insert("patternProperties".to_owned(), named);
        }
        Value::Object(tables)
    }

    /// A table of one kind.
    fn table(&mut self, kind: &Kind) -> Value {
        self.table_or_text(kind, None)
    }

    /// A table of one kind, or a text of this schema. What is said of a table is not asked of a text,
    /// nor the other way round, so that both stand side by side in place of alternatives: an editor
    /// can then name what is wrong.
    fn table_or_text(&mut self, kind: &Kind, text: Option<Map<String, Value>>) -> Value {
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
        let asked = kind.keys.iter().flat_map(|key| key.asks.iter().flat_map(|asks| asked(key.name, asks)));
        let mut all: Vec<_> = asked.collect();
        if all.is_empty() {
            return table;
        }
        // Taplo completes the keys of what stands in `allOf`, and of nothing beside it.
        all.insert(0, table);
        json!({ "allOf": all })
    }

    fn property(&mut self, key: &Key) -> Value {
        let mut property = into_map(json!({ "description": key.about }));
        property.extend(into_map(self.value(key)));
        Value::Object(property)
    }

    fn value(&mut self, key: &Key) -> Value {
        match key.form {
            Form::Draft => json!({ "type": "string", "pattern": r"^$|\S" }),
            Form::Prose | Form::Text => text(key.texts),
            Form::Proses | Form::Texts => list(&text(key.texts)),
            Form::Entries(kind) => self.entries(kind),
            Form::Conditions(value) => self.conditions(value),
            Form::Sid => {
                let mut sid = into_map(text(key.texts));
                sid.insert("type".to_owned(), json!(["string", "boolean"]));
                sid.insert("not".to_owned(), json!({ "const": true }));
                Value::Object(sid)
            }
            // An editor takes a date of TOML for a text.
            Form::Date => json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
            Form::Flag => json!({ "type": "boolean" }),
            // No names are an answer, too.
            Form::Names => json!({ "type": "object", "additionalProperties": text(key.texts) }),
            Form::Lists => {
                let mut texts = into_map(list(&text(key.texts)));
                texts.extend(into_map(text(key.texts)));
                texts.insert("type".to_owned(), json!(["string", "array"]));
                json!({ "type": "object", "minProperties": 1, "additionalProperties": texts })
            }
            Form::Table(kind) => json!({ "allOf": [self.reference(kind)] }),
            Form::Tables(kind) => list(&self.reference(kind)),
        }
    }

    /// A text, or a list of texts and tables; the texts are those of the table's first key.
    fn entries(&mut self, kind: &Kind) -> Value {
        let text = into_map(text(kind.keys.first().map_or(Texts::All, |key| key.texts)));
        let entry =
            self.define(&name(kind), |definitions| definitions.table_or_text(kind, Some(text.clone())));
        let mut entries = into_map(list(&entry));
        entries.extend(text);
        entries.insert("type".to_owned(), json!(["string", "array"]));
        Value::Object(entries)
    }

    /// Operators of keys of entries. The plain operators are properties, so that an editor offers
    /// them; a pattern has them all.
    fn conditions(&mut self, value: &Kind) -> Value {
        let keys = self.define("condition-keys", |definitions| {
            json!({
                "type": "object",
                "minProperties": 1,
                "patternProperties": { rules::CONDITION_KEY: definitions.entries(value) },
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

    fn reference(&mut self, kind: &Kind) -> Value {
        self.define(&name(kind), |definitions| definitions.table(kind))
    }

    /// Defines what a name means, once, and refers to it.
    fn define(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.schemas.contains_key(name) {
            // The name is taken first: what comes first in the file is defined first in the schema.
            self.schemas.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.schemas.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// What a key asks of its table, said so that what is missing is named, and what is too much is
/// refused at its own key. A text follows all of it, since an entry can be one.
fn asked(key: &str, asks: &Asks) -> Vec<Value> {
    let given = |key: &str| json!({ "required": [key] });
    let absent = |key: &str| json!({ "not": { "required": [key] } });
    let never = |key: &str| json!({ "properties": { key: false } });
    match asks {
        Asks::Or(other) => vec![
            json!({ "if": absent(other), "then": given(key) }),
            json!({ "if": given(key), "then": never(other) }),
        ],
        Asks::Not(other) => vec![json!({ "if": given(key), "then": never(other) })],
        Asks::All(others) => vec![json!({ "if": given(key), "then": { "required": others } })],
        Asks::OneOf([first, others @ ..]) => {
            let mut conditions = vec![given(key)];
            conditions.extend(others.iter().map(|other| absent(other)));
            vec![json!({ "if": { "allOf": conditions }, "then": given(first) })]
        }
        Asks::Where(other, value) => vec![json!({
            "if": { "properties": { *other: { "const": value } }, "required": [other] },
            "then": given(key),
            "else": never(key),
        })],
        // The name of a table is looked at where the tables of a file are.
        Asks::OneOf([]) | Asks::WhereNamed(_) => vec![],
    }
}

fn text(texts: Texts) -> Value {
    match texts {
        Texts::All => json!({ "type": "string", "pattern": r"\S" }),
        Texts::Like(pattern) => json!({ "type": "string", "pattern": pattern }),
        Texts::OneOf(texts) => json!({ "type": "string", "enum": texts }),
        Texts::ParameterType => {
            let types: Vec<_> = rules::parameter_types().collect();
            let allowed = |name: &&str| RULES.iter().find(|rule| rule.name == *name).map(|rule| rule.allowed);
            let docs: Vec<_> = types.iter().map(allowed).collect();
            // Taplo's own key: what it shows beside each of the values.
            json!({ "type": "string", "enum": types, "x-taplo": { "docs": { "enumValues": docs } } })
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

/// What a kind of table is called in a schema.
fn name(kind: &Kind) -> String {
    let (_article, name) = kind.name.split_once(' ').unwrap_or(("", kind.name));
    name.replace("'s", "").replace(' ', "-")
}

fn into_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
