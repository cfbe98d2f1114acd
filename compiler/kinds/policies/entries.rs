//! The entries of a statement as they are written: of its elements, and of its conditions.

use toml::Spanned as Toml;
use toml::de::DeValue;

use crate::compiler::kinds::policies::keys::VALUE;
use crate::compiler::kinds::policies::model::{Change, Direction};
use crate::compiler::kinds::texts::value;
use crate::compiler::schema::TableKind;
use crate::compiler::schema::fields::{self, Fields, TableReading, in_order};
use crate::compiler::source::{Span, Spanned};

/// Entries of an element: a string, or a list.
#[derive(Clone, Debug)]
pub struct WrittenEntries {
    pub key: Span,
    pub is_scalar: bool,
    pub entries: Vec<WrittenEntry>,
    /// True if none of them was refused.
    pub is_whole: bool,
}

#[derive(Clone, Debug)]
pub struct WrittenEntry {
    pub text: Spanned<String>,
    pub change: Option<Change>,
}

/// An operator with a key and its values.
#[derive(Clone, Debug)]
pub struct WrittenCondition {
    pub operator: Spanned<String>,
    pub key: Spanned<String>,
    pub values: WrittenEntries,
}

/// The entries of an element of a statement; those that are tables are of this kind.
pub fn entries(
    cx: &mut TableReading<'_>,
    fields: &Fields<'_>,
    key: &str,
    kind: &'static TableKind,
) -> Option<WrittenEntries> {
    let (place, value) = fields.value(key)?;
    Some(read(cx, fields, place, value, kind))
}

/// The conditions, in the order in which they are written.
pub fn conditions(cx: &mut TableReading<'_>, fields: &Fields<'_>, key: &str) -> Vec<WrittenCondition> {
    let Some((_, operators)) = fields.table(key) else { return Vec::new() };
    let mut conditions = Vec::new();
    for (operator, keys) in in_order(cx.file, operators) {
        let Some(keys) = keys.get_ref().as_table() else { continue };
        for (key, value) in in_order(cx.file, keys) {
            let values = read(cx, fields, key.span, value, &VALUE);
            conditions.push(WrittenCondition { operator: operator.clone(), key, values });
        }
    }
    conditions
}

/// The difference of a table from the source; `None` without one, or if a part of it is missing.
pub fn change(fields: &Fields<'_>) -> Option<Change> {
    let (direction, date) = match (fields.date("added"), fields.date("withdrawn")) {
        (Some(date), None) => (Direction::Added, date),
        (None, Some(date)) => (Direction::Withdrawn, date),
        _ => return None,
    };
    let (why, source) = (value(fields.text("why").as_ref()), fields.text("source")?.value);
    Some(Change { direction, date: date.value, why, source })
}

fn read(
    cx: &mut TableReading<'_>,
    fields: &Fields<'_>,
    key: Span,
    value: &Toml<DeValue<'_>>,
    kind: &'static TableKind,
) -> WrittenEntries {
    let Some(array) = value.get_ref().as_array() else {
        let text = fields.read_text(value);
        let is_whole = text.is_some();
        let entries = text.map(|text| WrittenEntry { text, change: None }).into_iter().collect();
        return WrittenEntries { key, is_scalar: true, entries, is_whole };
    };
    let mut entries = Vec::new();
    for value in array {
        let place = cx.file.span(value.span());
        if let Some(text) = fields.read_text(value) {
            entries.push(WrittenEntry { text, change: None });
        } else if let Some(table) = value.get_ref().as_table() {
            let fields = fields::read(cx, table, kind, place, &[]);
            let text = kind.keys.first().and_then(|key| fields.text(key.name));
            let Some(text) = text.filter(|_| fields.is_whole()) else {
                continue;
            };
            entries.push(WrittenEntry { text, change: change(&fields) });
        }
    }
    let is_whole = entries.len() == array.len() && !array.is_empty();
    WrittenEntries { key, is_scalar: false, entries, is_whole }
}
