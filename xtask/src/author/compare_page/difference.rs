//! The differences between another form of a policy and the catalog's: that of a page, or of a release.

use serde_json::{Map, Value};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::pairing::{pair, statements};

/// A difference, of which the words name a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::author) enum Difference {
    /// The catalog lacks it.
    More(String),
    /// Only the catalog has it.
    Less(String),
    /// A key has two values, that of the other form first.
    Values { key: String, place: String, values: [String; 2] },
    /// It is a list in the other form and a single value in the catalog, or the reverse.
    Form { what: String, is_list: bool },
    /// It has two places, that of the other form first.
    Places(String, [usize; 2]),
    /// Something else.
    Unequal,
}

impl Difference {
    /// True if the documents grant the same in spite of it.
    pub(in crate::author) fn is_layout(&self) -> bool {
        matches!(self, Self::Form { .. } | Self::Places(..))
    }

    /// The sentence, with the name of the other form: `the page`.
    pub(in crate::author) fn sentence(&self, other: &str) -> String {
        match self {
            Self::More(what) => format!("{other} has {what} that the catalog lacks"),
            Self::Less(what) => format!("the catalog has {what} that {other} lacks"),
            Self::Values { key, place, values: [value, in_catalog] } => {
                format!("{other} has `{key}` {value}{place}, the catalog {in_catalog}")
            }
            Self::Form { what, is_list } => {
                let (form, in_catalog) = match is_list {
                    true => ("as a list", "as a single value"),
                    false => ("as a single value", "as a list"),
                };
                format!("{other} has {what} {form}, the catalog {in_catalog}")
            }
            Self::Places(what, [place, in_catalog]) => {
                format!("{other} has {what} in place {place}, the catalog in place {in_catalog}")
            }
            Self::Unequal => format!("the documents of {other} and the catalog are not equal as JSON"),
        }
    }
}

/// Every difference between two documents except the order of keys, which has no meaning.
pub(in crate::author) fn differences(catalog: &Value, page: &Value) -> Vec<Difference> {
    let mut out = Vec::new();
    values(&Context::Document, ["Statement"].as_slice(), [catalog, page], &mut out);
    let empty = Value::Array(Vec::new());
    let [catalog_list, page_list] =
        [catalog, page].map(|document| document.get("Statement").unwrap_or(&empty));
    if catalog_list.is_array() != page_list.is_array() {
        out.push(form("`Statement`", page_list));
    }
    let (catalog_list, page_list) = (statements(catalog_list), statements(page_list));

    let pairs = pair(catalog_list, page_list);
    for &(catalog_idx, page_idx) in &pairs {
        if let (Some(catalog), Some(page)) = (catalog_list.get(catalog_idx), page_list.get(page_idx)) {
            statement(&label(page, page_idx), [catalog, page], &mut out);
        }
    }
    for (index, page) in page_list.iter().enumerate() {
        if !pairs.iter().any(|&(_, paired)| paired == index) {
            out.push(page_more(&format!("statement {}{}", label(page, index), gist(page))));
        }
    }
    for (index, catalog) in catalog_list.iter().enumerate() {
        if !pairs.iter().any(|&(paired, _)| paired == index) {
            out.push(page_less(&format!("statement {}{}", label(catalog, index), gist(catalog))));
        }
    }
    let labelled =
        |index: usize| page_list.get(index).map(|statement| format!("statement {}", label(statement, index)));
    let mut in_catalog = pairs.clone();
    in_catalog.sort_unstable();
    let mut in_page = pairs;
    in_page.sort_unstable_by_key(|&(_, page_idx)| page_idx);
    for (catalog_idx, page_idx) in moved(&in_catalog, &in_page) {
        let what = labelled(page_idx).unwrap_or_default();
        out.push(place(&what, catalog_idx, page_idx));
    }

    if out.is_empty() && catalog != page {
        out.push(Difference::Unequal);
    }
    out
}

/// The kind of an object, for sentences about its keys.
enum Context<'a> {
    Document,
    Statement(&'a str),
}

impl Context<'_> {
    fn place(&self) -> String {
        match self {
            Self::Document => String::new(),
            Self::Statement(label) => format!(" in statement {label}"),
        }
    }
}

/// Compares the keys of two objects with plain values, except for the keys of `apart`.
fn values(context: &Context<'_>, apart: &[&str], [catalog, page]: [&Value; 2], out: &mut Vec<Difference>) {
    let place = context.place();
    for key in keys(catalog, page).filter(|key| !apart.contains(key)) {
        match (catalog.get(key), page.get(key)) {
            (Some(catalog), Some(page)) if catalog != page => {
                let values = [shown(page), shown(catalog)];
                out.push(Difference::Values { key: key.to_owned(), place: place.clone(), values });
            }
            (Some(value), None) => out.push(page_less(&format!("`{key}` {}{place}", shown(value)))),
            (None, Some(value)) => out.push(page_more(&format!("`{key}` {}{place}", shown(value)))),
            _ => {}
        }
    }
}

/// Compares two statements that belong together.
fn statement(label: &str, both: [&Value; 2], out: &mut Vec<Difference>) {
    const LISTS: [&str; 4] = ["Action", "NotAction", "Resource", "NotResource"];
    let apart = [LISTS.as_slice(), &["Condition"]].concat();
    values(&Context::Statement(label), &apart, both, out);
    for key in LISTS {
        let noun = match key {
            "Action" => "action".to_owned(),
            "Resource" => "resource".to_owned(),
            key => format!("`{key}` entry"),
        };
        let what = [noun, format!("`{key}`"), format!("in statement {label}")];
        element(&what, both.map(|statement| statement.get(key)), out);
    }
    let none = Value::Object(Map::new());
    let [catalog, page] = both.map(|statement| statement.get("Condition").unwrap_or(&none));
    for operator in keys(catalog, page) {
        let [catalog, page] = [catalog, page].map(|conditions| conditions.get(operator).unwrap_or(&none));
        for key in keys(catalog, page) {
            let condition = format!("condition `{operator}` on `{key}`");
            let place = format!("of {condition} in statement {label}");
            let what = ["value".to_owned(), "the values".to_owned(), place];
            match (catalog.get(key), page.get(key)) {
                (Some(_), Some(_)) => element(&what, [catalog.get(key), page.get(key)], out),
                (Some(values), None) => {
                    out.push(page_less(&format!("{condition} with {} in statement {label}", shown(values))));
                }
                (None, Some(values)) => {
                    out.push(page_more(&format!("{condition} with {} in statement {label}", shown(values))));
                }
                (None, None) => {}
            }
        }
    }
}

/// Compares two lists of entries, each a list, a single string or absent. `what` names an entry, the
/// whole list, and the place of both.
fn element(what: &[String; 3], [catalog, page]: [Option<&Value>; 2], out: &mut Vec<Difference>) {
    let [noun, list, place_of] = what;
    let [catalog_entries, page_entries] = [catalog, page].map(|value| match value {
        None => Vec::new(),
        Some(Value::Array(entries)) => entries.iter().map(shown).collect(),
        Some(entry) => vec![shown(entry)],
    });
    if let (Some(catalog), Some(page)) = (catalog, page)
        && catalog.is_array() != page.is_array()
    {
        out.push(form(&format!("{list} {place_of}"), page));
    }
    let (page_only, page_common) = split(&page_entries, &catalog_entries);
    let (catalog_only, catalog_common) = split(&catalog_entries, &page_entries);
    for entry in page_only {
        out.push(page_more(&format!("{noun} {entry} {place_of}")));
    }
    for entry in catalog_only {
        out.push(page_less(&format!("{noun} {entry} {place_of}")));
    }
    for entry in moved(&catalog_common, &page_common) {
        let [in_catalog, in_page] = [&catalog_entries, &page_entries]
            .map(|entries| entries.iter().position(|other| other == entry).unwrap_or(0));
        out.push(place(&format!("{noun} {entry} {place_of}"), in_catalog, in_page));
    }
}

/// The entries that the other list lacks, or has less often, and the common entries.
fn split<'a>(entries: &'a [String], other: &[String]) -> (Vec<&'a String>, Vec<&'a String>) {
    let mut left: Vec<_> = other.iter().collect();
    entries.iter().partition(|entry| match left.iter().position(|other| other == entry) {
        Some(index) => {
            left.swap_remove(index);
            false
        }
        None => true,
    })
}

/// The smallest set of entries that have to move to turn one order into the other.
fn moved<T: Clone + std::hash::Hash + Ord>(catalog: &[T], page: &[T]) -> Vec<T> {
    capture_diff_slices(Algorithm::Myers, catalog, page)
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .flat_map(|op| catalog.get(op.old_range()).unwrap_or_default())
        .cloned()
        .collect()
}

/// The keys of two objects, with the keys of the second first.
fn keys<'a>(catalog: &'a Value, page: &'a Value) -> impl Iterator<Item = &'a str> {
    let [catalog, page] = [catalog, page].map(|value| value.as_object());
    let more = catalog
        .into_iter()
        .flat_map(Map::keys)
        .filter(move |key| page.is_none_or(|page| !page.contains_key(*key)));
    page.into_iter().flat_map(Map::keys).chain(more).map(String::as_str)
}

fn page_more(what: &str) -> Difference {
    Difference::More(what.to_owned())
}

fn page_less(what: &str) -> Difference {
    Difference::Less(what.to_owned())
}

fn form(what: &str, page: &Value) -> Difference {
    Difference::Form { what: what.to_owned(), is_list: page.is_array() }
}

fn place(what: &str, catalog_idx: usize, page_idx: usize) -> Difference {
    Difference::Places(what.to_owned(), [page_idx + 1, catalog_idx + 1])
}

/// A statement's Sid, or its place.
fn label(statement: &Value, index: usize) -> String {
    match statement.get("Sid") {
        Some(sid) => shown(sid),
        None => format!("{} (without Sid)", index + 1),
    }
}

/// The actions of a statement, by which a person can find it.
fn gist(statement: &Value) -> String {
    match statement.get("Action").or_else(|| statement.get("NotAction")) {
        None => String::new(),
        Some(Value::Array(actions)) => match actions.as_slice() {
            [] => String::new(),
            [action] => format!(" ({})", shown(action)),
            [action, rest @ ..] => format!(" ({} and {} more)", shown(action), rest.len()),
        },
        Some(action) => format!(" ({})", shown(action)),
    }
}

/// A string in backticks; any other value as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        value => format!("`{value}`"),
    }
}
