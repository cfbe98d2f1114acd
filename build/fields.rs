//! A table read by its kind: every value with its place, and everything that does not fit noted
//! once, here.

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use super::code::Code;
use super::diagnostic::{Diagnostic, Diagnostics, listed, nearest, one_of};
use super::keys::{Form, Kind, VALUE};
use super::source::{FileId, Sources, Span, Spanned};

/// What reading needs besides the table.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    pub(crate) sources: &'c Sources,
    pub(crate) diagnostics: &'c mut Diagnostics,
    pub(crate) file: FileId,
}

/// The fields of a table that are of the right type; the others were noted.
#[derive(Debug)]
pub(crate) struct Fields<'t> {
    fields: Vec<(&'static str, Span, &'t Toml<DeValue<'t>>)>,
    /// The keys whose values were refused.
    broken: Vec<&'static str>,
    file: FileId,
}

/// Entries of an element: a text, or a list.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    pub(crate) key: Span,
    pub(crate) is_scalar: bool,
    pub(crate) entries: Vec<Entry>,
}

/// An entry as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) text: Spanned<String>,
    pub(crate) change: Option<Change>,
}

/// A difference from the source as it is written; what it lacks is for the checks.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) place: Span,
    pub(crate) added: Option<Spanned<String>>,
    pub(crate) withdrawn: Option<Spanned<String>>,
    pub(crate) why: Option<Spanned<String>>,
    pub(crate) source: Option<Spanned<String>>,
}

/// An operator with a key and its values.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) operator: Spanned<String>,
    pub(crate) key: Spanned<String>,
    pub(crate) values: Entries,
}

/// Reads the table of a kind; `hidden` are keys that count as present although they were not read.
pub(crate) fn read<'t>(
    cx: &mut Context<'_>,
    table: &'t DeTable<'t>,
    kind: &'static Kind,
    place: Span,
    hidden: &[String],
) -> Fields<'t> {
    let mut fields = Vec::new();
    let mut broken = Vec::new();
    for (key, value) in table {
        let key_place = cx.file.span(key.span());
        let Some(known) = kind.keys.iter().find(|known| known.name == key.get_ref().as_ref()) else {
            unknown_key(cx, kind, key.get_ref(), key_place);
            // What was probably meant counts as present.
            broken.extend(nearest(key.get_ref(), kind.keys.iter().map(|known| known.name)));
            continue;
        };
        if is_of_form(cx, known.name, value, known.form) {
            fields.push((known.name, key_place, value));
        } else {
            broken.push(known.name);
        }
    }
    for key in kind.keys.iter().filter(|key| key.is_required) {
        let is_there = table.keys().any(|given| given.get_ref() == key.name)
            || hidden.iter().any(|name| name == key.name)
            || broken.contains(&key.name);
        if !is_there {
            cx.diagnostics.push(
                Diagnostic::new(Code::MissingKey, place, format!("{} needs `{}`", kind.name, key.name))
                    .help(format!("add `{} = …`: {}", key.name, lower_first(key.about))),
            );
        }
    }
    broken.extend(
        kind.keys.iter().map(|key| key.name).filter(|name| hidden.iter().any(|hidden| hidden == name)),
    );
    Fields { fields, broken, file: cx.file }
}

impl<'t> Fields<'t> {
    fn get(&self, key: &str) -> Option<(Span, &'t Toml<DeValue<'t>>)> {
        self.fields.iter().find(|(name, ..)| *name == key).map(|(_, place, value)| (*place, *value))
    }

    pub(crate) fn key(&self, key: &str) -> Option<Span> {
        self.get(key).map(|(place, _)| place)
    }

    /// The keys that are there although they could not be read.
    pub(crate) fn broken(&self) -> Vec<&'static str> {
        self.broken.clone()
    }

    pub(crate) fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key).and_then(|(_, value)| text(self.file, value))
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        let array = self.get(key).and_then(|(_, value)| value.get_ref().as_array());
        array.into_iter().flatten().filter_map(|value| text(self.file, value)).collect()
    }

    pub(crate) fn date(&self, key: &str) -> Option<Spanned<String>> {
        let (_, value) = self.get(key)?;
        let date = value.get_ref().as_datetime()?;
        Some(Spanned { value: date.to_string(), span: self.file.span(value.span()) })
    }

    /// A Sid that is given: `Some(None)` for `false`.
    pub(crate) fn sid(&self, key: &str) -> Option<Option<Spanned<String>>> {
        self.get(key).map(|(_, value)| text(self.file, value))
    }

    pub(crate) fn table(&self, key: &str) -> Option<(Span, &'t DeTable<'t>)> {
        let (place, value) = self.get(key)?;
        value.get_ref().as_table().map(|table| (place, table))
    }

    pub(crate) fn tables(&self, key: &str) -> Vec<(Span, &'t DeTable<'t>)> {
        let array = self.get(key).and_then(|(_, value)| value.get_ref().as_array());
        array
            .into_iter()
            .flatten()
            .filter_map(|value| Some((self.file.span(value.span()), value.get_ref().as_table()?)))
            .collect()
    }

    /// A table of texts by name, in the order in which they are written.
    pub(crate) fn names(&self, key: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some((_, table)) = self.table(key) else { return Vec::new() };
        in_order(self.file, table)
            .into_iter()
            .filter_map(|(name, value)| Some((name, text(self.file, value)?)))
            .collect()
    }

    pub(crate) fn entries(&self, cx: &mut Context<'_>, key: &str) -> Option<Entries> {
        let (place, value) = self.get(key)?;
        let known = [&super::keys::STATEMENT]
            .into_iter()
            .flat_map(|kind| kind.keys)
            .find(|known| known.name == key)?;
        let Form::Entries(kind) = known.form else { return None };
        Some(entries(cx, place, value, kind))
    }

    pub(crate) fn change(&self) -> Option<Change> {
        let change = Change {
            place: self.key("added").or_else(|| self.key("withdrawn")).or_else(|| self.key("source"))?,
            added: self.date("added"),
            withdrawn: self.date("withdrawn"),
            why: self.text("why"),
            source: self.text("source"),
        };
        Some(change)
    }

    pub(crate) fn conditions(&self, cx: &mut Context<'_>, key: &str) -> Vec<Condition> {
        let Some((_, operators)) = self.table(key) else { return Vec::new() };
        let mut conditions = Vec::new();
        for (operator, keys) in in_order(self.file, operators) {
            let Some(keys) = keys.get_ref().as_table() else { continue };
            for (key, value) in in_order(self.file, keys) {
                let values = entries(cx, key.span, value, &VALUE);
                conditions.push(Condition { operator: operator.clone(), key, values });
            }
        }
        conditions
    }
}

fn entries(cx: &mut Context<'_>, key: Span, value: &Toml<DeValue<'_>>, kind: &'static Kind) -> Entries {
    let file = cx.file;
    let Some(array) = value.get_ref().as_array() else {
        let entries = text(file, value).map(|text| Entry { text, change: None }).into_iter().collect();
        return Entries { key, is_scalar: true, entries };
    };
    let mut entries = Vec::new();
    for value in array {
        let place = file.span(value.span());
        if let Some(text) = text(file, value) {
            entries.push(Entry { text, change: None });
        } else if let Some(table) = value.get_ref().as_table() {
            let fields = read(cx, table, kind, place, &[]);
            let Some(text) = kind.keys.first().and_then(|key| fields.text(key.name)) else { continue };
            let nothing = Change { place, added: None, withdrawn: None, why: None, source: None };
            let is_whole = fields.broken.is_empty();
            let change = is_whole.then(|| fields.change().unwrap_or(nothing));
            entries.push(Entry { text, change });
        }
    }
    Entries { key, is_scalar: false, entries }
}

fn text(file: FileId, value: &Toml<DeValue<'_>>) -> Option<Spanned<String>> {
    let text = value.get_ref().as_str()?;
    Some(Spanned { value: text.to_owned(), span: file.span(value.span()) })
}

/// The entries of a table as they are written: TOML's own table sorts them.
pub(crate) fn in_order<'t>(
    file: FileId,
    table: &'t DeTable<'t>,
) -> Vec<(Spanned<String>, &'t Toml<DeValue<'t>>)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            (Spanned { value: key.get_ref().to_string(), span: file.span(key.span()) }, value)
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

/// Whether a value has the form that its key asks for; notes what differs.
fn is_of_form(cx: &mut Context<'_>, key: &str, value: &Toml<DeValue<'_>>, form: Form) -> bool {
    match form {
        Form::Prose => is_text(cx, key, value, true),
        Form::Text => is_text(cx, key, value, false),
        Form::Proses => is_list(cx, key, value, |cx, item| is_text(cx, key, item, true)),
        Form::Texts => is_list(cx, key, value, |cx, item| is_text(cx, key, item, false)),
        Form::Sid => matches!(value.get_ref(), DeValue::Boolean(false)) || is_text(cx, key, value, false),
        Form::Date => match value.get_ref().as_datetime() {
            Some(date) if date.date.is_some() && date.time.is_none() => true,
            _ => wrong_type(cx, key, value, "a date without quotes, such as `2026-11-24`"),
        },
        Form::Entries(_) => is_entries(cx, key, value),
        Form::Names => is_table(cx, key, value, |cx, name, item| is_text(cx, name, item, false)),
        Form::Lists => is_table(cx, key, value, |cx, name, item| {
            if item.get_ref().is_array() {
                return is_list(cx, name, item, |cx, text| is_text(cx, name, text, false));
            }
            is_text(cx, name, item, false)
        }),
        Form::Conditions => {
            is_table(cx, key, value, |cx, operator, keys| is_table(cx, operator, keys, is_entries))
        }
        Form::Table(_) => value.get_ref().is_table() || wrong_type(cx, key, value, "a table"),
        Form::Tables(_) => is_list(cx, key, value, |cx, item| {
            item.get_ref().is_table() || wrong_type(cx, key, item, "a table")
        }),
    }
}

fn is_entries(cx: &mut Context<'_>, key: &str, value: &Toml<DeValue<'_>>) -> bool {
    if value.get_ref().is_str() {
        return is_text(cx, key, value, false);
    }
    if !value.get_ref().is_array() {
        return wrong_type(cx, key, value, "a text, or a list of texts and tables");
    }
    is_list(cx, key, value, |cx, item| item.get_ref().is_table() || is_text(cx, key, item, false))
}

fn is_text(cx: &mut Context<'_>, key: &str, value: &Toml<DeValue<'_>>, allows_escapes: bool) -> bool {
    let Some(text) = value.get_ref().as_str() else {
        return wrong_type(cx, key, value, "a text in quotes");
    };
    let place = cx.file.span(value.span());
    if text.trim().is_empty() {
        cx.diagnostics.push(
            Diagnostic::new(Code::EmptyValue, place, format!("`{key}` is empty"))
                .help("say something here, or leave the key out"),
        );
        return false;
    }
    let written = &cx.sources.get(cx.file).text[value.span()];
    let is_plain = [1, 3].iter().any(|&quote| {
        written.len() == text.len() + 2 * quote && written.get(quote..quote + text.len()) == Some(text)
    });
    if !allows_escapes && !is_plain {
        cx.diagnostics.push(
            Diagnostic::new(Code::EscapeInText, place, format!("`{key}` is written with an escape"))
                .help("write the characters themselves, in one line; escapes are for prose"),
        );
        return false;
    }
    true
}

/// Whether a value is a list of items that are all right, and not an empty one.
fn is_list(
    cx: &mut Context<'_>,
    key: &str,
    value: &Toml<DeValue<'_>>,
    mut is_item: impl FnMut(&mut Context<'_>, &Toml<DeValue<'_>>) -> bool,
) -> bool {
    let Some(array) = value.get_ref().as_array() else {
        return wrong_type(cx, key, value, "a list in brackets");
    };
    if array.is_empty() {
        return empty(cx, key, value);
    }
    // Every item is looked at, and one that is wrong does not hide the list: the reader of the
    // list passes over it.
    for item in array {
        is_item(cx, item);
    }
    true
}

fn is_table(
    cx: &mut Context<'_>,
    key: &str,
    value: &Toml<DeValue<'_>>,
    mut is_item: impl FnMut(&mut Context<'_>, &str, &Toml<DeValue<'_>>) -> bool,
) -> bool {
    let Some(table) = value.get_ref().as_table() else {
        return wrong_type(cx, key, value, "a table");
    };
    if table.is_empty() {
        return empty(cx, key, value);
    }
    for (name, item) in table {
        is_item(cx, name.get_ref(), item);
    }
    true
}

fn empty(cx: &mut Context<'_>, key: &str, value: &Toml<DeValue<'_>>) -> bool {
    let place = cx.file.span(value.span());
    cx.diagnostics.push(
        Diagnostic::new(Code::EmptyValue, place, format!("`{key}` is empty"))
            .help("name at least one, or leave the key out"),
    );
    false
}

fn wrong_type(cx: &mut Context<'_>, key: &str, value: &Toml<DeValue<'_>>, expected: &str) -> bool {
    let found = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let place = cx.file.span(value.span());
    cx.diagnostics.push(
        Diagnostic::new(Code::WrongType, place, format!("`{key}` is {found}"))
            .label(format!("expected {expected}")),
    );
    false
}

fn unknown_key(cx: &mut Context<'_>, kind: &Kind, key: &str, place: Span) {
    let names = kind.keys.iter().map(|known| known.name);
    let help = match nearest(key, names.clone()) {
        Some(_) => one_of(key, names),
        None => format!("its keys are {}", listed(names)),
    };
    cx.diagnostics.push(
        Diagnostic::new(Code::UnknownKey, place, format!("{} has no key `{key}`", kind.name)).help(help),
    );
}

fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
