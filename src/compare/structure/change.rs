//! The differences between two elements.

use std::collections::{HashMap, HashSet};

use crate::compare::structure::element::{Element, Entry};
use crate::document::ScalarKind;

/// A difference in an element of two statements or documents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The element with the names above it, such as `Action` or `Condition/StringEquals/aws:RequestedRegion`.
    pub element: String,
    /// The aspect in which they differ.
    pub aspect: Aspect,
    /// The text of the first; nothing for an entry that only the second has.
    pub a: Option<String>,
    /// The text of the second; nothing for an entry that only the first has.
    pub b: Option<String>,
}

/// The aspect in which two elements differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Aspect {
    /// An entry that only one has.
    Entry,
    /// The same entry in another spelling, where case does not matter, or where AWS takes one for the other.
    Spelling,
    /// The same value in another type of JSON: `"true"` and `true`.
    Type,
    /// A single value and an array of one.
    List,
    /// The order of the entries, or of the statements.
    Order,
    /// The number of times that the same entries are stated.
    Repetition,
    /// The name of the statement.
    Sid,
}

impl Aspect {
    /// True if only the writing differs: IAM reads both alike.
    #[must_use]
    pub const fn is_writing(self) -> bool {
        !matches!(self, Self::Entry)
    }
}

impl Change {
    pub(super) fn new(element: &str, aspect: Aspect, a: impl Into<String>, b: impl Into<String>) -> Self {
        Self { element: element.to_owned(), aspect, a: Some(a.into()), b: Some(b.into()) }
    }
}

/// The differences between the elements of two statements, in the order of the first.
pub(super) fn between(a: &[Element], b: &[Element]) -> Vec<Change> {
    let of = |elements: &[Element]| -> HashMap<String, usize> {
        let numbered = elements.iter().enumerate().rev();
        numbered.map(|(idx, element)| (element.key.clone(), idx)).collect()
    };
    let (places_a, places_b) = (of(a), of(b));
    let mut changes = Vec::new();
    for (idx, element) in a.iter().enumerate() {
        let other = places_b.get(&element.key).and_then(|place| b.get(*place));
        // A key that an object has twice is compared once.
        if places_a.get(&element.key) == Some(&idx) {
            changes.extend(elements(Some(element), other));
        }
    }
    let only_b = b
        .iter()
        .enumerate()
        .filter(|(idx, it)| !places_a.contains_key(&it.key) && places_b.get(&it.key) == Some(idx));
    changes.extend(only_b.flat_map(|(_, element)| elements(None, Some(element))));
    changes
}

/// The differences between two elements of one name.
pub(super) fn elements(a: Option<&Element>, b: Option<&Element>) -> Vec<Change> {
    let Some(name) = a.or(b).map(|element| element.name.as_str()) else { return Vec::new() };
    let [of_a, of_b] = [a, b].map(|element| element.map_or(Vec::new(), |it| once(&it.entries)));
    let only = |these: &[&Entry], those: &[&Entry]| -> Vec<String> {
        let known: HashSet<&str> = those.iter().map(|entry| entry.key.as_str()).collect();
        these.iter().filter(|entry| !known.contains(entry.key.as_str())).map(|it| it.text.clone()).collect()
    };
    let entry = |a, b| Change { element: name.to_owned(), aspect: Aspect::Entry, a, b };
    let only_a = only(&of_a, &of_b).into_iter().map(|text| entry(Some(text), None));
    let only_b = only(&of_b, &of_a).into_iter().map(|text| entry(None, Some(text)));
    let mut changes: Vec<_> = only_a.chain(only_b).collect();
    let (Some(a), Some(b)) = (a, b) else { return changes };
    if a.name != b.name {
        changes.push(Change::new(name, Aspect::Spelling, &a.name, &b.name));
    }
    let by_key: HashMap<&str, &Entry> = of_b.iter().map(|entry| (entry.key.as_str(), *entry)).collect();
    for (one, other) in of_a.iter().filter_map(|it| Some((it, by_key.get(it.key.as_str())?))) {
        if one.text != other.text {
            changes.push(Change::new(name, Aspect::Spelling, &one.text, &other.text));
        } else if one.kind != other.kind {
            let shown = |entry: &Entry| match entry.kind {
                ScalarKind::String => format!("\"{}\"", entry.text),
                _ => entry.text.clone(),
            };
            changes.push(Change::new(name, Aspect::Type, shown(one), shown(other)));
        }
    }
    let is_same = of_a.len() == of_b.len() && changes.iter().all(|change| change.aspect.is_writing());
    if !is_same {
        return changes;
    }
    if a.is_single != b.is_single && a.entries.len() == b.entries.len() {
        let form = |element: &Element| if element.is_single { "a single value" } else { "an array" };
        changes.push(Change::new(name, Aspect::List, form(a), form(b)));
    }
    if a.entries.len() != b.entries.len() {
        let number = |element: &Element| element.entries.len().to_string();
        changes.push(Change::new(name, Aspect::Repetition, number(a), number(b)));
    }
    if of_a.iter().zip(&of_b).any(|(one, other)| one.key != other.key) {
        let order = |entries: &[&Entry]| {
            entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>().join(", ")
        };
        changes.push(Change::new(name, Aspect::Order, order(&of_a), order(&of_b)));
    }
    changes
}

/// The entries without repetitions.
fn once(entries: &[Entry]) -> Vec<&Entry> {
    let mut seen = HashSet::new();
    entries.iter().filter(|entry| seen.insert(entry.key.as_str())).collect()
}
