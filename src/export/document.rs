//! A policy document whose values are partly open: what is known is text, and the rest depends on inputs.
//!
//! It is the maintained form of a policy, read from the same constants that the catalog's pages show.

mod block;
mod build;
mod divide;
mod known;
mod same;
mod text;

use super::inputs::Inputs;
use crate::values::Parameter;
use crate::{Effect, Policy};

pub(super) use block::{Block, BlockOperator};
pub(super) use divide::{Division, divide, largest};
pub(super) use text::{Segment, Text};

/// A document, or one of several that a policy is divided into.
#[derive(Clone, Debug)]
pub(super) struct Document<'v> {
    pub(super) policy: &'static Policy,
    /// What is known of the values.
    pub(super) inputs: Inputs<'v>,
    pub(super) statements: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The purpose of the statement.
    pub(super) why: &'static str,
    pub(super) sid: Option<String>,
    pub(super) effect: Effect,
    pub(super) actions: Element,
    pub(super) resources: Element,
    pub(super) conditions: Vec<Condition>,
    /// The tests that all have to hold for the statement to exist.
    pub(super) tests: Vec<Test>,
}

/// A string, or a list of entries.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// True for `NotAction` and `NotResource`.
    pub(super) is_negated: bool,
    /// True if the document has a string instead of a list.
    pub(super) is_scalar: bool,
    pub(super) entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) text: Text,
    pub(super) presence: EntryPresence,
    /// The other entries of the list that can become the same string, which is there once.
    pub(super) differs_from: Vec<Text>,
}

/// The existence of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryPresence {
    Always,
    If(Test),
    /// Once for each value of a list, which may be sure to have one.
    Each {
        list: &'static Parameter,
        is_sure: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) values: Element,
    /// The test on which the condition depends as a whole.
    pub(super) test: Option<Test>,
}

/// A test of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Test {
    IsGiven(&'static Parameter),
    IsNotGiven(&'static Parameter),
}

impl Document<'_> {
    /// The document without its statements, for a part of it.
    fn without_statements(&self) -> Self {
        Self { statements: Vec::new(), ..self.clone() }
    }

    /// True if nothing is open.
    pub(super) fn is_known(&self) -> bool {
        self.tests().next().is_none() && self.texts().all(|text| text.known().is_some())
    }

    /// All texts of the document.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        let elements = self.statements.iter().flat_map(|statement| {
            let values = statement.conditions.iter().map(|condition| &condition.values);
            [&statement.actions, &statement.resources].into_iter().chain(values)
        });
        elements.flat_map(|element| &element.entries).map(|entry| &entry.text)
    }

    /// All tests of the document.
    pub(super) fn tests(&self) -> impl Iterator<Item = Test> {
        self.statements.iter().flat_map(|statement| {
            let of_conditions = statement.conditions.iter().filter_map(|condition| condition.test);
            let values = statement.conditions.iter().map(|condition| &condition.values);
            let entries = [&statement.resources].into_iter().chain(values).flat_map(|it| &it.entries);
            let of_entries = entries.filter_map(|entry| match entry.presence {
                EntryPresence::If(test) => Some(test),
                EntryPresence::Each { list, .. } => Some(Test::IsGiven(list)),
                EntryPresence::Always => None,
            });
            statement.tests.iter().copied().chain(of_conditions).chain(of_entries)
        })
    }

    /// True if the document depends on a parameter.
    pub(super) fn depends_on(&self, name: &str) -> bool {
        let in_tests = self.tests().any(|test| {
            let (Test::IsGiven(parameter) | Test::IsNotGiven(parameter)) = test;
            parameter.name == name
        });
        in_tests || self.texts().any(|text| text.names(name))
    }
}
