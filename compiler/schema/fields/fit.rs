//! The check that a value has the form of its key.

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::compiler::schema::fields::TableReading;
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::{TableKey, ValueForm};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, SHORTEST_RUN};

/// The part of a value that has the form of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    /// Items of it were refused.
    Partly,
    Not,
}

/// A value to check: its name in a message, the rule for its strings, and the advice where it is
/// empty.
#[derive(Clone, Debug)]
struct Asked {
    name: String,
    texts: Texts,
    if_empty: String,
}

impl Asked {
    /// An item of a list, or of a table of the catalog's own keys.
    fn item(&self, name: String) -> Self {
        Self { name, texts: self.texts, if_empty: "fill it in, or remove it".to_owned() }
    }

    fn entry(&self) -> Self {
        self.item(format!("an entry of {}", self.name))
    }
}

/// Checks the value of a key, and notes each difference from the form of the key.
pub(super) fn fit(cx: &mut TableReading<'_>, key: &TableKey, value: &Toml<DeValue<'_>>) -> Fit {
    let if_empty = match (key.form, key.is_required) {
        (ValueForm::Sid, _) => "write `false` for a statement without a Sid, or remove the key".to_owned(),
        (_, true) => format!("fill it in: {}", lower_first(key.about)),
        (_, false) => "fill it in, or remove the key".to_owned(),
    };
    // The string of an entry is written alone, or as the first key of a table.
    let texts = match key.form {
        ValueForm::Entries(kind) | ValueForm::Conditions(kind) => {
            kind.keys.first().map_or(Texts::All, |first| first.texts)
        }
        _ => key.texts,
    };
    let asked = &Asked { name: format!("`{}`", key.name), texts, if_empty };
    match key.form {
        // A catalog with unwritten prose builds; `verify` asks for it.
        ValueForm::Draft if value.get_ref().as_str() == Some("") => Fit::Whole,
        ValueForm::Prose | ValueForm::Draft => fit_text(cx, asked, value, true),
        ValueForm::Text => fit_text(cx, asked, value, false),
        ValueForm::Proses => fit_list(cx, asked, value, |cx, asked, item| fit_text(cx, asked, item, true)),
        ValueForm::Texts => fit_list(cx, asked, value, |cx, asked, item| fit_text(cx, asked, item, false)),
        ValueForm::TextOrTexts => fit_texts(cx, asked, value),
        ValueForm::Sid => match value.get_ref() {
            DeValue::Boolean(false) => Fit::Whole,
            DeValue::String(_) => fit_text(cx, asked, value, false),
            _ => wrong_type(
                cx,
                asked,
                value,
                "a string or `false`",
                "write the Sid in quotes, or `false` for none",
            ),
        },
        ValueForm::Date => match value.get_ref().as_datetime() {
            Some(date) if date.date.is_some() && date.time.is_none() => Fit::Whole,
            _ => wrong_type(
                cx,
                asked,
                value,
                "a date",
                "write it without quotes and time, such as `2026-11-24`",
            ),
        },
        ValueForm::Flag if value.get_ref().as_bool().is_some() => Fit::Whole,
        ValueForm::Flag => {
            wrong_type(cx, asked, value, "a boolean", "write `true` or `false`, without quotes")
        }
        ValueForm::Number if number(value).is_some() => Fit::Whole,
        ValueForm::Number => wrong_type(cx, asked, value, "a number", "write digits, without quotes"),
        ValueForm::Entries(_) => fit_entries(cx, asked, value),
        // A table without names is allowed, too.
        ValueForm::Names if value.get_ref().as_table().is_some_and(DeTable::is_empty) => Fit::Whole,
        ValueForm::Names => fit_table(cx, asked, value, |cx, asked, item| fit_text(cx, asked, item, false)),
        ValueForm::Lists => fit_table(cx, asked, value, fit_texts),
        ValueForm::Conditions(_) => fit_conditions(cx, asked, value),
        ValueForm::Table(_) if value.get_ref().is_table() => Fit::Whole,
        ValueForm::Table(_) => is_no_table(cx, asked, value),
        ValueForm::Tables(_) => fit_list(cx, asked, value, |cx, asked, item| {
            if item.get_ref().is_table() { Fit::Whole } else { is_no_table(cx, asked, item) }
        }),
    }
}

/// The value of a number without a sign.
pub(super) fn number(value: &Toml<DeValue<'_>>) -> Option<u64> {
    let number = value.get_ref().as_integer()?;
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn fit_conditions(cx: &mut TableReading<'_>, asked: &Asked, value: &Toml<DeValue<'_>>) -> Fit {
    const HELP: &str = "write an operator, a key and its values, such as `conditions.StringEquals.\"aws:RequestedRegion\" = \"{region}\"`";
    if !value.get_ref().is_table() {
        return wrong_type(cx, asked, value, "a table", HELP);
    }
    fit_table(cx, asked, value, |cx, asked, keys| {
        if keys.get_ref().is_table() {
            fit_table(cx, asked, keys, fit_entries)
        } else {
            wrong_type(cx, asked, keys, "a table", HELP)
        }
    })
}

/// A string or a list of strings.
fn fit_texts(cx: &mut TableReading<'_>, asked: &Asked, value: &Toml<DeValue<'_>>) -> Fit {
    match value.get_ref() {
        DeValue::Array(_) => fit_list(cx, asked, value, |cx, asked, item| fit_text(cx, asked, item, false)),
        DeValue::String(_) => fit_text(cx, asked, value, false),
        _ => wrong_type(
            cx,
            asked,
            value,
            "a string or a list",
            "write one string in quotes, or several in brackets",
        ),
    }
}

fn fit_entries(cx: &mut TableReading<'_>, asked: &Asked, value: &Toml<DeValue<'_>>) -> Fit {
    match value.get_ref() {
        DeValue::String(_) => fit_text(cx, asked, value, false),
        DeValue::Array(_) => fit_list(cx, asked, value, |cx, asked, item| {
            if item.get_ref().is_table() { Fit::Whole } else { fit_text(cx, asked, item, false) }
        }),
        _ => wrong_type(
            cx,
            asked,
            value,
            "a string or a list",
            "write one string in quotes, or several in brackets",
        ),
    }
}

fn fit_text(
    cx: &mut TableReading<'_>,
    asked: &Asked,
    value: &Toml<DeValue<'_>>,
    allows_escapes: bool,
) -> Fit {
    let Some(text) = value.get_ref().as_str() else {
        return wrong_type(cx, asked, value, "a string", "write it in quotes");
    };
    if text.trim().is_empty() {
        return empty(cx, asked, value);
    }
    let written = &cx.sources.get(cx.file).text[value.span()];
    let is_plain = [1, 3].iter().any(|&quote| {
        written.len() == text.len() + 2 * quote && written.get(quote..quote + text.len()) == Some(text)
    });
    if !allows_escapes && (!is_plain || text.contains('\n')) {
        let place = cx.file.span(value.span());
        let message = format!("{} is written with an escape or in several lines", asked.name);
        cx.diagnostics.push(
            Diagnostic::new(Code::EscapeInText, place, message)
                .help("write the characters themselves, in one line, so that a search finds them"),
        );
        return Fit::Not;
    }
    let text = Spanned { value: text.to_owned(), span: cx.file.span(value.span()) };
    let Some(problem) = asked.texts.problem(&text) else { return Fit::Whole };
    cx.diagnostics.push(problem);
    Fit::Partly
}

/// Checks each item of a list. A wrong item does not hide the others.
fn fit_list(
    cx: &mut TableReading<'_>,
    asked: &Asked,
    value: &Toml<DeValue<'_>>,
    mut fit_item: impl FnMut(&mut TableReading<'_>, &Asked, &Toml<DeValue<'_>>) -> Fit,
) -> Fit {
    let Some(array) = value.get_ref().as_array() else {
        return wrong_type(cx, asked, value, "a list", "write it in brackets");
    };
    if array.is_empty() {
        return empty(cx, asked, value);
    }
    let entry = asked.entry();
    let n_wrong = array.iter().filter(|item| fit_item(cx, &entry, item) != Fit::Whole).count();
    if n_wrong == 0 { Fit::Whole } else { Fit::Partly }
}

/// Checks each item of a table whose names are not keys of the catalog.
fn fit_table(
    cx: &mut TableReading<'_>,
    asked: &Asked,
    value: &Toml<DeValue<'_>>,
    mut fit_item: impl FnMut(&mut TableReading<'_>, &Asked, &Toml<DeValue<'_>>) -> Fit,
) -> Fit {
    let Some(table) = value.get_ref().as_table() else {
        return is_no_table(cx, asked, value);
    };
    if table.is_empty() {
        return empty(cx, asked, value);
    }
    let mut items: Vec<_> = table.iter().collect();
    items.sort_by_key(|(name, _)| name.span().start);
    // The mistakes of each item, by their numbers.
    let mut found = Vec::new();
    for (name, item) in items {
        let n_before = cx.diagnostics.len();
        let fit = fit_item(cx, &asked.item(format!("`{}`", name.get_ref())), item);
        found.push((fit == Fit::Whole, n_before..cx.diagnostics.len()));
    }
    for run in found.chunk_by(|(one, _), (next, _)| one == next).filter(|run| run.len() >= SHORTEST_RUN) {
        if let [(false, first), .., (_, last)] = run {
            cx.diagnostics.join(first.start..last.end);
        }
    }
    if found.iter().all(|(is_whole, _)| *is_whole) { Fit::Whole } else { Fit::Partly }
}

fn is_no_table(cx: &mut TableReading<'_>, asked: &Asked, value: &Toml<DeValue<'_>>) -> Fit {
    wrong_type(
        cx,
        asked,
        value,
        "a table",
        "write its keys and values below a line with its name in brackets",
    )
}

fn empty(cx: &mut TableReading<'_>, asked: &Asked, value: &Toml<DeValue<'_>>) -> Fit {
    let place = cx.file.span(value.span());
    let message = format!("{} is empty", asked.name);
    cx.diagnostics.push(Diagnostic::new(Code::EmptyValue, place, message).help(asked.if_empty.as_str()));
    Fit::Not
}

fn wrong_type(
    cx: &mut TableReading<'_>,
    asked: &Asked,
    value: &Toml<DeValue<'_>>,
    expected: &str,
    help: &str,
) -> Fit {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(date) if date.date.is_some() && date.time.is_some() => "a date with a time",
        DeValue::Datetime(date) if date.date.is_some() => "a date",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let place = cx.file.span(value.span());
    let message = format!("{} must be {expected}, not {found}", asked.name);
    cx.diagnostics.push(Diagnostic::new(Code::WrongType, place, message).help(help));
    Fit::Not
}

pub(super) fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
