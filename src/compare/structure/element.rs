//! The elements of a statement with their entries, as they are compared.

use crate::document::{Document, Key, List, Operator, Principals, ScalarKind, Statement, Text};
use crate::iam::arn;
use crate::iam::principal::EVERYONE;

/// An element, such as the actions, or the values of a key in the conditions.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The names that lead to the element, by which those of two statements are paired.
    pub(super) key: String,
    /// The same names as they are written.
    pub(super) name: String,
    pub(super) entries: Vec<Entry>,
    /// True for a single value in place of an array.
    pub(super) is_single: bool,
}

/// An element to the letter: its name, its form and its entries.
pub(super) type Written<'e> = (&'e str, bool, Vec<&'e str>);

/// An entry of an element.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What the entry is, however it is written.
    pub(super) key: String,
    pub(super) text: String,
    /// The JSON type, if it is not a string.
    pub(super) kind: ScalarKind,
}

impl Element {
    fn new(name: impl Into<String>, texts: &[Text], is_single: bool, key: fn(&str) -> String) -> Self {
        let name = name.into();
        let entry = |text: &Text| Entry {
            key: key(text.as_str()),
            text: text.value.clone(),
            kind: ScalarKind::String,
        };
        Self { key: name.clone(), name, entries: texts.iter().map(entry).collect(), is_single }
    }

    pub(super) fn to_the_letter(&self) -> Written<'_> {
        (&self.name, self.is_single, self.entries.iter().map(|entry| entry.text.as_str()).collect())
    }
}

/// The elements of a statement, without its Sid.
pub(super) fn of(statement: &Statement) -> Vec<Element> {
    let effect = statement.effect.iter();
    // IAM accepts an effect in one spelling alone, and an action in each.
    let effect =
        effect.map(|text| Element::new("Effect", core::slice::from_ref(text), true, str::to_lowercase));
    let actions = statement.actions.iter().map(|list| listed(list, str::to_lowercase));
    let resources = statement.resources.iter().map(|list| listed(list, str::to_owned));
    let principals = statement.principals.iter().flat_map(principals);
    effect.chain(principals).chain(actions).chain(resources).chain(conditions(statement)).collect()
}

/// The leaves by which statements are like each other: all but what says nothing about their purpose.
pub(super) fn leaves(elements: &[Element]) -> super::Leaves {
    let telling = elements.iter().filter(|element| element.key != "Effect");
    telling.flat_map(|it| it.entries.iter().map(|entry| format!("{}/{}", it.key, entry.key))).collect()
}

/// An element of documents: each of its values once, in order.
pub(super) fn of_documents(
    name: &str,
    documents: &[&Document],
    value: fn(&Document) -> Option<&Text>,
) -> Element {
    let mut texts: Vec<Text> = Vec::new();
    for text in documents.iter().filter_map(|document| value(document)) {
        if !texts.iter().any(|known| known.value == text.value) {
            texts.push(text.clone());
        }
    }
    Element::new(name, &texts, true, str::to_owned)
}

fn listed(list: &List, key: fn(&str) -> String) -> Element {
    Element::new(list.key.value.clone(), &list.entries, list.scalar, key)
}

/// The principals by their types. `*` alone stands for the same as `*` among AWS's.
fn principals(principals: &Principals) -> Vec<Element> {
    let named = |kind: &str| format!("{}/{kind}", principals.key);
    let whole = principals.whole.iter().map(|text| {
        let mut element = Element::new(named("AWS"), core::slice::from_ref(text), true, str::to_owned);
        element.name.clone_from(&principals.key.value);
        element
    });
    let lists = principals.lists.iter().map(|list| {
        let key = if list.key.as_str() == "AWS" { account } else { str::to_owned };
        Element::new(named(list.key.as_str()), &list.entries, list.scalar, key)
    });
    whole.chain(lists).collect()
}

/// A principal, by its id if it is a whole account: AWS turns one into the other.
fn account(principal: &str) -> String {
    let field = |number: usize| arn::fields(principal).get(number).cloned().and_then(|it| principal.get(it));
    let is_root = field(2) == Some("iam") && field(5) == Some("root");
    let account = field(4).filter(|account| is_root && *account != EVERYONE && !account.is_empty());
    account.unwrap_or(principal).to_owned()
}

/// The conditions by operator and key, whose case does not matter. A block without operators is none.
fn conditions(statement: &Statement) -> Vec<Element> {
    let element = |(operator, key): (&Operator, &Key)| {
        let name = format!("Condition/{}/{}", operator.name, key.name);
        let entries = key.values.iter().map(|value| Entry {
            key: value.text.value.clone(),
            text: value.text.value.clone(),
            kind: value.kind,
        });
        Element { key: name.to_lowercase(), name, entries: entries.collect(), is_single: key.scalar }
    };
    statement.conditions().map(element).collect()
}
