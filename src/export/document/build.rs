//! The document of a policy, with what is known of its values.

use super::same::can_be_same;
use super::text::{Text, Use};
use super::{Condition, Document, Element, Entry, EntryPresence, Statement, Test};
use crate::Policy;
use crate::catalog::{Element as CatalogElement, Statement as CatalogStatement};
use crate::export::inputs::Inputs;
use crate::values::Parameter;

impl<'v> Document<'v> {
    /// The maintained form of a policy.
    pub(in crate::export) fn new(policy: &'static Policy, inputs: Inputs<'v>) -> Self {
        let building = Building { policy, inputs };
        let maintained = policy.statements.iter().filter(|statement| statement.is_maintained());
        Self { policy, inputs, statements: maintained.filter_map(|it| building.statement(it)).collect() }
    }
}

#[derive(Clone, Copy)]
struct Building<'v> {
    policy: &'static Policy,
    inputs: Inputs<'v>,
}

impl Building<'_> {
    /// The statement, unless it is known not to exist.
    fn statement(self, statement: &CatalogStatement) -> Option<Statement> {
        let presence = statement.presence;
        let parameters = |names: &'static [&str]| names.iter().filter_map(|name| Parameter::named(name));
        let given: Vec<_> = parameters(presence.when).map(Test::IsGiven).collect();
        let tests = given.iter().copied().chain(parameters(presence.unless).map(Test::IsNotGiven));
        let mut open = Vec::new();
        for test in tests {
            match self.holds(test) {
                Some(true) => {}
                Some(false) => return None,
                None => open.push(test),
            }
        }
        let conditions = statement.conditions.iter().filter_map(|condition| {
            let values = self.element(&condition.values, &given);
            let test = common(&values);
            (!values.entries.is_empty()).then(|| Condition {
                operator: condition.operator.to_owned(),
                key: condition.key.to_owned(),
                values: if test.is_some() { without(values) } else { values },
                test,
            })
        });
        Some(Statement {
            why: statement.why,
            sid: statement.sid.map(str::to_owned),
            effect: statement.effect,
            actions: self.element(&statement.actions, &given),
            resources: self.element(&statement.resources, &given),
            conditions: conditions.collect(),
            tests: open,
        })
    }

    /// True or false if that is known.
    fn holds(self, test: Test) -> Option<bool> {
        match test {
            Test::IsGiven(parameter) => self.inputs.is_given(parameter),
            Test::IsNotGiven(parameter) => self.inputs.is_given(parameter).map(|it| !it),
        }
    }

    fn element(self, element: &CatalogElement, given: &[Test]) -> Element {
        let mut entries: Vec<Entry> = Vec::new();
        for entry in element.maintained() {
            let (text, depends_on) = Text::read(entry.text, self.policy, self.inputs);
            let entry = |text, presence| Entry { text, presence, differs_from: Vec::new() };
            match depends_on {
                None => entries.push(entry(text, EntryPresence::Always)),
                Some((list, Use::Each)) => match self.inputs.list(list) {
                    Some(values) => {
                        let texts = values.iter().map(|value| text.with(list, value));
                        entries.extend(texts.map(|text| entry(text, EntryPresence::Always)));
                    }
                    None => {
                        let is_sure = list.default.is_some() || given.contains(&Test::IsGiven(list));
                        entries.push(entry(text, EntryPresence::Each { list, is_sure }));
                    }
                },
                Some((parameter, _)) => {
                    let own = Test::IsGiven(parameter);
                    match self.holds(own) {
                        _ if given.contains(&own) => entries.push(entry(text, EntryPresence::Always)),
                        Some(true) => entries.push(entry(text, EntryPresence::Always)),
                        Some(false) => {}
                        None => entries.push(entry(text, EntryPresence::If(own))),
                    }
                }
            }
        }
        Element { is_negated: element.negated, is_scalar: element.scalar, entries: each_once(&entries) }
    }
}

/// The entries without those that are known to repeat another one; the others say from which they have to
/// differ. Of two with the same string, the one that is surely present stays, or the first.
fn each_once(entries: &[Entry]) -> Vec<Entry> {
    let is_sure = |entry: &Entry| entry.presence == EntryPresence::Always;
    let mut once: Vec<Entry> = Vec::new();
    for (idx, entry) in entries.iter().enumerate() {
        let yields_to = |other: &(usize, &Entry)| {
            let (place, other) = other;
            *place != idx
                && match (is_sure(entry), is_sure(other)) {
                    (true, false) => false,
                    (false, true) => true,
                    _ => *place < idx,
                }
        };
        let others: Vec<_> = entries.iter().enumerate().filter(yields_to).map(|(_, it)| it).collect();
        if entry.text.known().is_some() && others.iter().any(|it| it.text == entry.text && is_sure(it)) {
            continue;
        }
        let same = others.iter().filter(|it| can_be_same(&entry.text, &it.text));
        let differs_from = same.map(|it| it.text.clone()).collect();
        once.push(Entry { differs_from, ..entry.clone() });
    }
    once
}

/// The test that all entries share.
fn common(element: &Element) -> Option<Test> {
    let mut tests = element.entries.iter().map(|entry| match entry.presence {
        EntryPresence::Always => None,
        EntryPresence::If(test) => Some(test),
        EntryPresence::Each { list, is_sure } => Some(Test::IsGiven(list)).filter(|_| !is_sure),
    });
    let first = tests.next()??;
    tests.all(|test| test == Some(first)).then_some(first)
}

/// The entries where their common test holds.
fn without(mut element: Element) -> Element {
    for entry in &mut element.entries {
        entry.presence = match entry.presence {
            EntryPresence::If(_) | EntryPresence::Always => EntryPresence::Always,
            EntryPresence::Each { list, .. } => EntryPresence::Each { list, is_sure: true },
        };
    }
    element
}
