//! A table read by its kind: every value with its place, and every mistake of the table noted
//! once, here.

mod asked;
mod fit;

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::compiler::schema::{TableKind, ValueForm};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics, SHORTEST_RUN, listed};
use crate::compiler::source::{FileId, Sources, Span, Spanned};
use asked::Table;
use fit::{Fit, fit};

/// The texts, the mistakes and the file while its tables are read.
#[derive(Debug)]
pub struct TableReading<'c> {
    pub sources: &'c Sources,
    pub diagnostics: &'c mut Diagnostics,
    pub file: FileId,
}

/// The fields of a table that are of the right type; the others were noted.
#[derive(Debug)]
pub struct Fields<'t> {
    fields: Vec<(&'static str, Span, &'t Toml<DeValue<'t>>)>,
    /// The keys whose values were refused, wholly or in part.
    broken: Vec<&'static str>,
    /// The places of refused values.
    refused: Vec<Span>,
    /// True if it has an unknown key that resembles no known one.
    has_unknown: bool,
    /// True if it has all required keys, and none that exclude each other.
    is_consistent: bool,
    file: FileId,
}

/// Reads the table of a kind; `hidden` are keys that count as present although they were not read.
pub fn read<'t>(
    cx: &mut TableReading<'_>,
    table: &'t DeTable<'t>,
    kind: &'static TableKind,
    place: Span,
    hidden: &[String],
) -> Fields<'t> {
    read_table(cx, table, kind, (place, None), hidden)
}

/// Reads the table of a kind that has a name of its own.
pub fn read_named<'t>(
    cx: &mut TableReading<'_>,
    table: &'t DeTable<'t>,
    kind: &'static TableKind,
    name: &Spanned<String>,
    hidden: &[String],
) -> Fields<'t> {
    read_table(cx, table, kind, (name.span, Some(name)), hidden)
}

fn read_table<'t>(
    cx: &mut TableReading<'_>,
    table: &'t DeTable<'t>,
    kind: &'static TableKind,
    (place, name): (Span, Option<&Spanned<String>>),
    hidden: &[String],
) -> Fields<'t> {
    let mut fields = Fields {
        fields: Vec::new(),
        broken: Vec::new(),
        refused: Vec::new(),
        has_unknown: false,
        is_consistent: true,
        file: cx.file,
    };
    let n_noted = cx.diagnostics.len();
    let names = || kind.keys.iter().map(|known| known.name);
    fields.broken.extend(names().filter(|name| hidden.iter().any(|hidden| hidden == name)));
    let mut unknown = Vec::new();
    for (key, value) in table {
        let key_place = cx.file.span(key.span());
        let Some(known) = kind.key(key.get_ref()) else {
            let meant = nearest(key.get_ref(), names());
            // The key that was probably meant counts as present.
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
    fields.refused = cx.diagnostics.places_since(n_noted);
    let runs = runs(cx.file, table, |key| kind.key(key).is_none(), |key| nearest(key, names()).is_none());
    if !runs.is_empty() || cx.diagnostics.has_run_since(n_noted) {
        // The table whose header is missing is one of these.
        let is_table =
            |form: &ValueForm| matches!(form, ValueForm::Names | ValueForm::Lists | ValueForm::Table(_));
        let tables = kind.keys.iter().filter(|key| is_table(&key.form)).map(|key| key.name);
        let absent: Vec<_> = tables.filter(|name| fields.key(name).is_none()).collect();
        fields.broken.extend(absent);
    }
    fields.has_unknown = unknown.iter().any(|(.., meant)| meant.is_none());
    let mut wrong = asked::wrong(Table { kind, name, place, fields: &fields });
    // One unknown key and one missing key are probably the same.
    let strangers = unknown.iter_mut().filter(|(.., meant)| meant.is_none()).map(|(.., meant)| meant);
    let missing: Vec<_> =
        wrong.iter().enumerate().filter_map(|(idx, wrong)| Some((idx, wrong.missing?))).collect();
    if let ([(idx, key)], [stranger]) = (missing.as_slice(), strangers.collect::<Vec<_>>().as_mut_slice()) {
        **stranger = Some(*key);
        fields.broken.push(*key);
        fields.has_unknown = false;
        wrong.remove(*idx);
    }
    for (key, place, meant) in unknown {
        let run = runs.iter().find(|run| run.contains(&place)).and_then(|run| run.first());
        unknown_key(cx, kind, key, (place, run.copied()), meant);
    }
    for wrong in wrong {
        fields.is_consistent = false;
        cx.diagnostics.push(wrong.diagnostic);
    }
    fields
}

impl<'t> Fields<'t> {
    /// The value of a key, and the place of the key.
    pub fn value(&self, key: &str) -> Option<(Span, &'t Toml<DeValue<'t>>)> {
        self.fields.iter().find(|(name, ..)| *name == key).map(|(_, place, value)| (*place, *value))
    }

    pub fn key(&self, key: &str) -> Option<Span> {
        self.value(key).map(|(place, _)| place)
    }

    /// The place that shows a key in a message: its value, or the key where the value is long.
    fn shown(&self, key: &str) -> Option<Span> {
        let (place, value) = self.value(key)?;
        let is_long = value.get_ref().is_array() || value.get_ref().is_table();
        Some(if is_long { place } else { self.file.span(value.span()) })
    }

    fn is_broken(&self, key: &str) -> bool {
        self.broken.contains(&key)
    }

    /// True if a key is there, or may be in a part that could not be read.
    pub fn may_have(&self, key: &str) -> bool {
        self.is_broken(key) || self.key(key).is_some()
    }

    /// The keys that are there but could not be read, or not wholly.
    pub fn broken(&self) -> Vec<&'static str> {
        self.broken.clone()
    }

    /// True if all of it could be read and all its keys are known.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && !self.has_unknown
    }

    /// True if all of it could be read and its keys follow the rules between them.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty() && self.is_consistent
    }

    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.value(key).and_then(|(_, value)| self.read_text(value))
    }

    /// A string of a closed set: the one that is written, or was probably meant.
    pub fn meant(&self, kind: &TableKind, key: &str) -> Option<Spanned<String>> {
        let (_, value) = self.value(key)?;
        let written = || {
            let meant = kind.key(key)?.texts.meant(value.get_ref().as_str()?)?;
            Some(Spanned { value: meant.to_owned(), span: self.file.span(value.span()) })
        };
        self.read_text(value).or_else(written)
    }

    /// The strings of a list, or a string alone.
    pub fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        let Some((_, value)) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(|value| self.read_text(value)).collect(),
            _ => self.read_text(value).into_iter().collect(),
        }
    }

    pub fn date(&self, key: &str) -> Option<Spanned<String>> {
        let (_, value) = self.value(key)?;
        let date = value.get_ref().as_datetime()?;
        Some(Spanned { value: date.to_string(), span: self.file.span(value.span()) })
    }

    pub fn number(&self, key: &str) -> Option<Spanned<u64>> {
        let (_, value) = self.value(key)?;
        Some(Spanned { value: fit::number(value)?, span: self.file.span(value.span()) })
    }

    /// The value of a flag; a missing flag is `false`.
    pub fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(|(_, value)| value.get_ref().as_bool()).unwrap_or_default()
    }

    /// The flags that are `true`.
    pub fn flags(&self, kind: &TableKind) -> Vec<&'static str> {
        let flags = kind.keys.iter().filter(|key| matches!(key.form, ValueForm::Flag));
        flags.map(|key| key.name).filter(|name| self.flag(name)).collect()
    }

    pub fn table(&self, key: &str) -> Option<(Span, &'t DeTable<'t>)> {
        let (place, value) = self.value(key)?;
        value.get_ref().as_table().map(|table| (place, table))
    }

    pub fn tables(&self, key: &str) -> Vec<(Span, &'t DeTable<'t>)> {
        let array = self.value(key).and_then(|(_, value)| value.get_ref().as_array());
        array
            .into_iter()
            .flatten()
            .filter_map(|value| Some((self.file.span(value.span()), value.get_ref().as_table()?)))
            .collect()
    }

    /// A table of strings by name, in the order in which they are written.
    pub fn names(&self, key: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some((_, table)) = self.table(key) else { return Vec::new() };
        in_order(self.file, table)
            .into_iter()
            .filter_map(|(name, value)| Some((name, self.read_text(value)?)))
            .collect()
    }

    /// A string, unless it was refused.
    pub fn read_text(&self, value: &Toml<DeValue<'_>>) -> Option<Spanned<String>> {
        let span = self.file.span(value.span());
        let is_inside = |place: &Span| span.start <= place.start && place.end <= span.end;
        let text = value.get_ref().as_str().filter(|_| !self.refused.iter().any(is_inside))?;
        Some(Spanned { value: text.to_owned(), span })
    }
}

/// The entries of a table in the order in which they are written; TOML's own table sorts them.
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

/// The unknown keys of a table that are in a row, where those are so many of which nobody knows what was
/// meant that they are probably another table's.
fn runs(
    file: FileId,
    table: &DeTable<'_>,
    is_unknown: impl Fn(&str) -> bool,
    is_strange: impl Fn(&str) -> bool,
) -> Vec<Vec<Span>> {
    let mut keys: Vec<_> = table.keys().map(|key| (file.span(key.span()), key.get_ref().as_ref())).collect();
    keys.sort_unstable();
    keys.chunk_by(|(_, one), (_, next)| is_unknown(one) == is_unknown(next))
        .filter(|run| {
            let strangers = run.iter().filter(|(_, key)| is_unknown(key) && is_strange(key));
            strangers.count() >= SHORTEST_RUN
        })
        .map(|run| run.iter().map(|(place, _)| *place).collect())
        .collect()
}

fn unknown_key(
    cx: &mut TableReading<'_>,
    kind: &TableKind,
    key: &str,
    (place, run): (Span, Option<Span>),
    meant: Option<&str>,
) {
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its keys are {}", listed(kind.keys.iter().map(|known| known.name))),
    };
    let diagnostic =
        Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", kind.name)).help(help);
    cx.diagnostics.push(match run {
        Some(first) => diagnostic.in_run(first),
        None => diagnostic,
    });
}
