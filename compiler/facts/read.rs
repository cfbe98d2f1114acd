//! The tables of a service and the corrections as they are written.

use crate::compiler::schema::fields::{Fields, in_order};
use crate::compiler::schema::rules::ACCESS_LEVELS;
use crate::compiler::source::{FileId, Span, Spanned};

/// The facts of a service.
#[derive(Debug, Default)]
pub struct Facts {
    pub as_of: Option<Spanned<String>>,
    pub resources: Vec<Line>,
    /// The actions, by the places of [`ACCESS_LEVELS`].
    pub levels: Vec<Vec<Line>>,
    pub keys: Vec<Line>,
    pub action_keys: Vec<Line>,
    pub resource_keys: Vec<Line>,
    pub calls: Vec<Line>,
    /// The tables that could not be read, so that what is missing may be in them.
    pub broken: Vec<&'static str>,
}

/// A line of a table: a name, and a text or a list of texts.
#[derive(Debug)]
pub struct Line {
    pub name: Spanned<String>,
    pub is_scalar: bool,
    pub texts: Vec<Spanned<String>>,
}

/// A correction: what it is about, what holds instead, and why.
#[derive(Debug)]
pub struct Correction {
    pub name: Spanned<String>,
    pub service: Option<Spanned<String>>,
    pub action: Option<Spanned<String>>,
    pub resource: Option<Spanned<String>>,
    pub key: Option<Spanned<String>>,
    pub variables: Vec<Spanned<String>>,
    pub access_level: Option<Spanned<String>>,
    pub also: Vec<Spanned<String>>,
    pub is: Option<Spanned<String>>,
    pub holds: Option<Spanned<String>>,
    pub keys: Option<Spanned<String>>,
    pub reason: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    /// The keys that are there but could not be read.
    pub broken: Vec<&'static str>,
}

impl Facts {
    pub fn of(file: FileId, fields: &Fields<'_>) -> Self {
        Self {
            as_of: fields.date("as-of"),
            resources: lines(file, fields, "resources"),
            levels: ACCESS_LEVELS.iter().map(|level| lines(file, fields, level)).collect(),
            keys: lines(file, fields, "keys"),
            action_keys: lines(file, fields, "action-keys"),
            resource_keys: lines(file, fields, "resource-keys"),
            calls: lines(file, fields, "calls"),
            broken: fields.broken(),
        }
    }

    /// Whether all of some tables could be read.
    pub fn has_whole(&self, tables: &[&str]) -> bool {
        !tables.iter().any(|table| self.broken.contains(table))
    }
}

impl Correction {
    pub fn of(name: Spanned<String>, fields: &Fields<'_>) -> Self {
        Self {
            name,
            service: fields.text("service"),
            action: fields.text("action"),
            resource: fields.text("resource"),
            key: fields.text("key"),
            variables: fields.texts("variables"),
            access_level: fields.text("access-level"),
            also: fields.texts("also"),
            is: fields.text("is"),
            holds: fields.text("holds"),
            keys: fields.text("keys"),
            reason: fields.text("reason"),
            source: fields.text("source"),
            broken: fields.broken(),
        }
    }

    /// The place of the table's name.
    pub fn place(&self) -> Span {
        self.name.span
    }
}

/// The lines of a table, in the order in which they are written, without what was refused in them.
pub fn lines(file: FileId, fields: &Fields<'_>, key: &str) -> Vec<Line> {
    let Some((_, table)) = fields.table(key) else { return Vec::new() };
    in_order(file, table)
        .into_iter()
        .filter_map(|(name, value)| {
            let items = match value.get_ref().as_array() {
                Some(array) => array.iter().collect(),
                None => vec![value],
            };
            let texts: Vec<_> = items
                .into_iter()
                .filter_map(|item| {
                    let value = item.get_ref().as_str().filter(|text| !text.trim().is_empty())?.to_owned();
                    Some(Spanned { value, span: file.span(item.span()) })
                })
                .collect();
            let is_scalar = !value.get_ref().is_array();
            (!texts.is_empty()).then_some(Line { name, is_scalar, texts })
        })
        .collect()
}
