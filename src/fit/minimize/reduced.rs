//! A document as numbers: each action, resource, condition block and list of principals has one, the same for
//! all that mean the same.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::Effect;
use crate::document::{Document as ParsedDocument, Statement as ParsedStatement, Text};
use crate::fit::document::{Axis, Document, Element, List, NamedPrincipals, Principals, Scalar, Statement};

/// The statements that are left of a document.
#[derive(Debug)]
pub(super) struct Reduced<'d> {
    document: &'d Document,
    /// The statements as the other module reads them, for the comparison of their conditions.
    pub(super) parsed: &'d [ParsedStatement],
    pub(super) statements: Vec<ReducedStatement>,
    pub(super) actions: Vec<Text>,
    pub(super) resources: Vec<Text>,
    /// True for a document in the version of the language that has policy variables.
    pub(super) has_variables: bool,
    /// The pairs of entries and statements that may still be compared.
    pub(super) n_left: usize,
}

/// The most pairs of entries and statements of a document that are compared.
const MAX_COMPARED: usize = 3_000_000;

/// A statement, with numbers in place of its parts.
#[derive(Clone, Debug)]
pub(super) struct ReducedStatement {
    /// Its place in the document.
    pub(super) idx: usize,
    pub(super) subject: Subject,
    pub(super) actions: Entries,
    /// Nothing for a statement of a trust policy, which has no resources.
    pub(super) resources: Option<Entries>,
}

/// All of a statement but its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    pub(super) is_denial: bool,
    pub(super) principals: usize,
    pub(super) condition: usize,
}

/// The entries of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entries {
    pub(super) is_negated: bool,
    /// Their numbers, each once, in the order of the list.
    pub(super) numbers: Vec<usize>,
}

impl Entries {
    /// The list whatever the order of its entries.
    pub(super) fn sorted(&self) -> Self {
        let mut numbers = self.numbers.clone();
        numbers.sort_unstable();
        Self { is_negated: self.is_negated, numbers }
    }
}

impl ReducedStatement {
    pub(super) fn list(&self, axis: Axis) -> Option<&Entries> {
        match axis {
            Axis::Actions => Some(&self.actions),
            Axis::Resources => self.resources.as_ref(),
        }
    }

    pub(super) fn list_mut(&mut self, axis: Axis) -> Option<&mut Entries> {
        match axis {
            Axis::Actions => Some(&mut self.actions),
            Axis::Resources => self.resources.as_mut(),
        }
    }
}

impl<'d> Reduced<'d> {
    pub(super) fn new(document: &'d Document, parsed: &'d ParsedDocument) -> Self {
        let (mut actions, mut resources) = (Numbers::default(), Numbers::default());
        let (mut principals, mut conditions) = (Numbers::default(), Numbers::default());
        let mut statements = Vec::new();
        for (idx, statement) in document.statements.values.iter().enumerate() {
            let mut reduced = ReducedStatement {
                idx,
                subject: Subject {
                    is_denial: false,
                    principals: principals.of(None, || ()),
                    condition: conditions.of(Vec::new(), || idx),
                },
                actions: Entries { is_negated: false, numbers: Vec::new() },
                resources: None,
            };
            for element in &statement.elements {
                match element {
                    Element::Sid(_) => {}
                    Element::Effect(effect) => reduced.subject.is_denial = *effect == Effect::Deny,
                    Element::Principals(it) => {
                        reduced.subject.principals = principals.of(Some(named(it)), || ());
                    }
                    // The names of actions are not case-sensitive.
                    Element::Actions(list) => {
                        reduced.actions =
                            entries(list, |entry| actions.of(entry.to_ascii_lowercase(), || text(entry)));
                    }
                    Element::Resources(list) => {
                        reduced.resources =
                            Some(entries(list, |entry| resources.of(entry.to_owned(), || text(entry))));
                    }
                    Element::Condition(_) => {
                        reduced.subject.condition = conditions.of(tests(element), || idx);
                    }
                }
            }
            statements.push(reduced);
        }
        Self {
            document,
            parsed: &parsed.statements,
            statements,
            actions: actions.values,
            resources: resources.values,
            has_variables: document.version.as_deref() == Some(crate::iam::version::CURRENT),
            n_left: MAX_COMPARED,
        }
    }

    pub(super) fn texts(&self, axis: Axis) -> &[Text] {
        match axis {
            Axis::Actions => &self.actions,
            Axis::Resources => &self.resources,
        }
    }

    /// The document of the statements that are left.
    pub(super) fn document(&self) -> Document {
        let statements = self.statements.iter().filter_map(|it| self.statement(it));
        self.document.with_statements(statements.collect())
    }

    fn statement(&self, reduced: &ReducedStatement) -> Option<Statement> {
        let mut statement = self.document.statements.values.get(reduced.idx)?.with_lists(|axis, _| {
            let numbers = reduced.list(axis).map(|list| list.numbers.as_slice()).unwrap_or_default();
            let texts = numbers.iter().filter_map(|number| self.texts(axis).get(*number));
            texts.map(|text| text.value.clone()).collect()
        });
        statement.unwrap_lists();
        Some(statement)
    }
}

/// Values with a number each, the same for equal keys.
#[derive(Debug)]
struct Numbers<K, V> {
    known: HashMap<K, usize>,
    values: Vec<V>,
}

impl<K, V> Default for Numbers<K, V> {
    fn default() -> Self {
        Self { known: HashMap::new(), values: Vec::new() }
    }
}

impl<K: Hash + Eq, V> Numbers<K, V> {
    fn of(&mut self, key: K, value: impl FnOnce() -> V) -> usize {
        let values = &mut self.values;
        *self.known.entry(key).or_insert_with(|| {
            values.push(value());
            values.len() - 1
        })
    }
}

fn text(entry: &str) -> Text {
    Text { value: entry.to_owned(), ..Text::default() }
}

/// The entries of a list without repetition.
fn entries(list: &List, mut number: impl FnMut(&str) -> usize) -> Entries {
    let mut seen = HashSet::new();
    let numbers = list.entries.values.iter().map(|entry| number(entry)).filter(|it| seen.insert(*it));
    Entries { is_negated: list.is_negated, numbers: numbers.collect() }
}

/// The principals of a statement, whatever their order.
fn named(principals: &Principals) -> (bool, Vec<(&str, &str)>) {
    let mut names = match &principals.named {
        NamedPrincipals::Whole(text) => vec![("", text.as_str())],
        NamedPrincipals::Typed(lists) => {
            let each = lists.iter().flat_map(|(kind, names)| {
                names.values.iter().map(move |name| (kind.as_str(), name.as_str()))
            });
            each.collect()
        }
    };
    names.sort_unstable();
    names.dedup();
    (principals.is_negated, names)
}

/// The conditions of a statement, whatever their order: operator, key and values. The names of operators and
/// keys are not case-sensitive.
fn tests(element: &Element) -> Vec<(String, String, Vec<&str>)> {
    let Element::Condition(operators) = element else { return Vec::new() };
    let each = operators.iter().flat_map(|operator| {
        operator.keys.iter().map(|(key, values)| {
            let mut values: Vec<_> = values.values.iter().map(Scalar::as_str).collect();
            values.sort_unstable();
            values.dedup();
            (operator.name.to_ascii_lowercase(), key.to_ascii_lowercase(), values)
        })
    });
    let mut tests: Vec<_> = each.collect();
    tests.sort_unstable();
    tests
}
