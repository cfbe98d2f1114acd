//! A table read by its kind: every value with its place, and everything that does not fit noted
//! once, here.

mod fit;

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::compiler::schema::{Form, Kind, VALUE};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics, listed};
use crate::compiler::source::{FileId, Sources, Span, Spanned};
use fit::{Fit, fit, lower_first};

/// What reading needs besides the table.
#[derive(Debug)]
pub struct Context<'c> {
    pub sources: &'c Sources,
    pub diagnostics: &'c mut Diagnostics,
    pub file: FileId,
}

/// The fields of a table that are of the right type; the others were noted.
#[derive(Debug)]
pub struct Fields<'t> {
    fields: Vec<(&'static str, Span, &'t Toml<DeValue<'t>>)>,
    /// The keys whose values were refused, or in part.
    broken: Vec<&'static str>,
    /// Where something was refused.
    refused: Vec<Span>,
    /// Whether it has a key of which nobody knows what was meant.
    has_unknown: bool,
    file: FileId,
}

/// Entries of an element: a text, or a list.
#[derive(Clone, Debug)]
pub struct Entries {
    pub key: Span,
    pub is_scalar: bool,
    pub entries: Vec<Entry>,
    /// Whether none of them was refused.
    pub is_whole: bool,
}

/// An entry as it is written.
#[derive(Clone, Debug)]
pub struct Entry {
    pub text: Spanned<String>,
    pub change: Option<Change>,
}

/// A difference from the source as it is written; what it lacks is for the checks.
#[derive(Clone, Debug)]
pub struct Change {
    pub place: Span,
    pub added: Option<Spanned<String>>,
    pub withdrawn: Option<Spanned<String>>,
    pub why: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
}

/// An operator with a key and its values.
#[derive(Clone, Debug)]
pub struct Condition {
    pub operator: Spanned<String>,
    pub key: Spanned<String>,
    pub values: Entries,
}

/// Reads the table of a kind; `hidden` are keys that count as present although they were not read.
pub fn read<'t>(
    cx: &mut Context<'_>,
    table: &'t DeTable<'t>,
    kind: &'static Kind,
    place: Span,
    hidden: &[String],
) -> Fields<'t> {
    let mut fields = Fields {
        fields: Vec::new(),
        broken: Vec::new(),
        refused: Vec::new(),
        has_unknown: false,
        file: cx.file,
    };
    let n_noted = cx.diagnostics.len();
    let names = || kind.keys.iter().map(|known| known.name);
    fields.broken.extend(names().filter(|name| hidden.iter().any(|hidden| hidden == name)));
    let mut unknown = Vec::new();
    for (key, value) in table {
        let key_place = cx.file.span(key.span());
        let Some(known) = kind.keys.iter().find(|known| known.name == key.get_ref().as_ref()) else {
            let meant = nearest(key.get_ref(), names());
            // What was probably meant counts as present.
            fields.broken.extend(meant);
            unknown.push((key.get_ref().as_ref(), key_place, meant));
            continue;
        };
        let fit = fit(cx, known, value);
        if fit != Fit::Not {
            fields.fields.push((known.name, key_place, value));
        }
        if fit != Fit::Whole {
            fields.broken.push(known.name);
        }
    }
    let is_there = |fields: &Fields<'_>, name: &str| {
        fields.broken.contains(&name) || fields.fields.iter().any(|(given, ..)| *given == name)
    };
    let mut missing: Vec<_> =
        kind.keys.iter().filter(|key| key.is_required && !is_there(&fields, key.name)).collect();
    // One key that nobody knows and one that is missing are probably the same.
    let strangers = unknown.iter_mut().filter(|(.., meant)| meant.is_none()).map(|(.., meant)| meant);
    if let ([key], [stranger]) = (missing.as_slice(), strangers.collect::<Vec<_>>().as_mut_slice()) {
        **stranger = Some(key.name);
        fields.broken.push(key.name);
        missing.clear();
    }
    for (key, place, meant) in unknown {
        fields.has_unknown |= meant.is_none();
        unknown_key(cx, kind, key, place, meant);
    }
    for key in missing {
        cx.diagnostics.push(
            Diagnostic::new(Code::MissingKey, place, format!("{} needs `{}`", kind.name, key.name))
                .help(format!("add `{} = …`: {}", key.name, lower_first(key.about))),
        );
    }
    fields.refused = cx.diagnostics.places_since(n_noted);
    fields
}

impl<'t> Fields<'t> {
    fn get(&self, key: &str) -> Option<(Span, &'t Toml<DeValue<'t>>)> {
        self.fields.iter().find(|(name, ..)| *name == key).map(|(_, place, value)| (*place, *value))
    }

    pub fn key(&self, key: &str) -> Option<Span> {
        self.get(key).map(|(place, _)| place)
    }

    /// The keys that are there although they could not be read, or not wholly.
    pub fn broken(&self) -> Vec<&'static str> {
        self.broken.clone()
    }

    /// Whether all of it could be read, and all of it is known.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && !self.has_unknown
    }

    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key).and_then(|(_, value)| self.read_text(value))
    }

    pub fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        let array = self.get(key).and_then(|(_, value)| value.get_ref().as_array());
        array.into_iter().flatten().filter_map(|value| self.read_text(value)).collect()
    }

    pub fn date(&self, key: &str) -> Option<Spanned<String>> {
        let (_, value) = self.get(key)?;
        let date = value.get_ref().as_datetime()?;
        Some(Spanned { value: date.to_string(), span: self.file.span(value.span()) })
    }

    /// Whether it is `true`; what is not given is `false`.
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(|(_, value)| value.get_ref().as_bool()).unwrap_or_default()
    }

    /// A Sid that is given: `Some(None)` for `false`.
    pub fn sid(&self, key: &str) -> Option<Option<Spanned<String>>> {
        self.get(key).map(|(_, value)| self.read_text(value))
    }

    pub fn table(&self, key: &str) -> Option<(Span, &'t DeTable<'t>)> {
        let (place, value) = self.get(key)?;
        value.get_ref().as_table().map(|table| (place, table))
    }

    pub fn tables(&self, key: &str) -> Vec<(Span, &'t DeTable<'t>)> {
        let array = self.get(key).and_then(|(_, value)| value.get_ref().as_array());
        array
            .into_iter()
            .flatten()
            .filter_map(|value| Some((self.file.span(value.span()), value.get_ref().as_table()?)))
            .collect()
    }

    /// A table of texts by name, in the order in which they are written.
    pub fn names(&self, key: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some((_, table)) = self.table(key) else { return Vec::new() };
        in_order(self.file, table)
            .into_iter()
            .filter_map(|(name, value)| Some((name, self.read_text(value)?)))
            .collect()
    }

    pub fn entries(&self, cx: &mut Context<'_>, key: &str) -> Option<Entries> {
        let (place, value) = self.get(key)?;
        let known =
            [&super::STATEMENT].into_iter().flat_map(|kind| kind.keys).find(|known| known.name == key)?;
        let Form::Entries(kind) = known.form else { return None };
        Some(self.read_entries(cx, place, value, kind))
    }

    /// How it differs from the source; nothing if it does not, or if that could not be read.
    pub fn change(&self) -> Option<Change> {
        let is_broken = |key: &&str| self.broken.contains(key);
        if self.has_unknown || ["added", "withdrawn", "why", "source"].iter().any(is_broken) {
            return None;
        }
        let change = Change {
            place: self.key("added").or_else(|| self.key("withdrawn")).or_else(|| self.key("source"))?,
            added: self.date("added"),
            withdrawn: self.date("withdrawn"),
            why: self.text("why"),
            source: self.text("source"),
        };
        Some(change)
    }

    /// The conditions, in the order in which they are written.
    pub fn conditions(&self, cx: &mut Context<'_>, key: &str) -> Vec<Condition> {
        let Some((_, operators)) = self.table(key) else { return Vec::new() };
        let mut conditions = Vec::new();
        for (operator, keys) in in_order(self.file, operators) {
            let Some(keys) = keys.get_ref().as_table() else { continue };
            for (key, value) in in_order(self.file, keys) {
                let values = self.read_entries(cx, key.span, value, &VALUE);
                conditions.push(Condition { operator: operator.clone(), key, values });
            }
        }
        conditions
    }

    fn read_entries(
        &self,
        cx: &mut Context<'_>,
        key: Span,
        value: &Toml<DeValue<'_>>,
        kind: &'static Kind,
    ) -> Entries {
        let Some(array) = value.get_ref().as_array() else {
            let text = self.read_text(value);
            let is_whole = text.is_some();
            let entries = text.map(|text| Entry { text, change: None }).into_iter().collect();
            return Entries { key, is_scalar: true, entries, is_whole };
        };
        let mut entries = Vec::new();
        for value in array {
            let place = self.file.span(value.span());
            if let Some(text) = self.read_text(value) {
                entries.push(Entry { text, change: None });
            } else if let Some(table) = value.get_ref().as_table() {
                let fields = read(cx, table, kind, place, &[]);
                let text = kind.keys.first().and_then(|key| fields.text(key.name));
                let Some(text) = text.filter(|_| fields.is_whole()) else {
                    continue;
                };
                let nothing = Change { place, added: None, withdrawn: None, why: None, source: None };
                entries.push(Entry { text, change: Some(fields.change().unwrap_or(nothing)) });
            }
        }
        let is_whole = entries.len() == array.len() && !array.is_empty();
        Entries { key, is_scalar: false, entries, is_whole }
    }

    /// A text, unless it was refused.
    fn read_text(&self, value: &Toml<DeValue<'_>>) -> Option<Spanned<String>> {
        let span = self.file.span(value.span());
        let text = value.get_ref().as_str().filter(|_| !self.refused.contains(&span))?;
        Some(Spanned { value: text.to_owned(), span })
    }
}

/// The entries of a table as they are written: TOML's own table sorts them.
pub fn in_order<'t>(file: FileId, table: &'t DeTable<'t>) -> Vec<(Spanned<String>, &'t Toml<DeValue<'t>>)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            (Spanned { value: key.get_ref().to_string(), span: file.span(key.span()) }, value)
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn unknown_key(cx: &mut Context<'_>, kind: &Kind, key: &str, place: Span, meant: Option<&str>) {
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its keys are {}", listed(kind.keys.iter().map(|known| known.name))),
    };
    cx.diagnostics.push(
        Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", kind.name)).help(help),
    );
}
