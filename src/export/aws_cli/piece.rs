//! A script as pieces: literal text, and holes for values and documents.
//!
//! The values are of types none of whose characters means anything to a shell, so that they need no quotes.

use std::borrow::Cow;

use serde::Serialize;

use super::ScriptValues;
use crate::{PARTITIONS, Parameter, ParameterRole, Partition};

/// A piece of a script, which an interpreter turns into text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(clippy::exhaustive_enums, reason = "an interpreter has to know all of them")]
pub enum ScriptPiece {
    /// A literal.
    Text(Cow<'static, str>),
    /// The value of a parameter.
    Value {
        /// The parameter.
        value: &'static str,
    },
    /// A document, indented.
    Document {
        /// Its place among the documents of all policies.
        document: usize,
    },
    /// Pieces that are there if the test holds.
    If {
        /// The test, as a list of one: several would all have to hold.
        #[serde(rename = "if")]
        tests: [ScriptTest; 1],
        /// The pieces.
        then: Vec<Self>,
    },
}

/// The test of a conditional piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(clippy::exhaustive_enums, reason = "an interpreter has to know all of them")]
pub enum ScriptTest {
    /// A parameter has a value.
    Given {
        /// The parameter.
        given: &'static str,
    },
    /// A parameter has no value.
    Absent {
        /// The parameter.
        absent: &'static str,
    },
    /// The partition is one of some.
    In {
        /// The ids of the partitions.
        #[serde(rename = "in")]
        partitions: Vec<&'static str>,
    },
}

/// Pieces that are being written.
#[derive(Debug, Default)]
pub(super) struct Pieces(Vec<ScriptPiece>);

impl Pieces {
    pub(super) fn done(self) -> Vec<ScriptPiece> {
        self.0
    }

    pub(super) fn text(&mut self, text: impl Into<Cow<'static, str>>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(ScriptPiece::Text(text));
        }
    }

    pub(super) fn value(&mut self, role: ParameterRole) {
        self.0.extend(name(role).map(|value| ScriptPiece::Value { value }));
    }

    pub(super) fn document(&mut self, place: usize) {
        self.0.push(ScriptPiece::Document { document: place });
    }

    /// Pieces for the case that a parameter has a value, and for the case that it has none.
    pub(super) fn choice(
        &mut self,
        role: ParameterRole,
        with: impl FnOnce(&mut Self),
        without: impl FnOnce(&mut Self),
    ) {
        let Some(name) = name(role) else { return without(self) };
        self.if_given(name, with);
        self.if_absent(name, without);
    }

    /// Pieces for the case that a parameter has a value.
    pub(super) fn if_given(&mut self, given: &'static str, then: impl FnOnce(&mut Self)) {
        self.only_if(ScriptTest::Given { given }, then);
    }

    /// Pieces for the case that a parameter has no value.
    pub(super) fn if_absent(&mut self, absent: &'static str, then: impl FnOnce(&mut Self)) {
        self.only_if(ScriptTest::Absent { absent }, then);
    }

    /// A text that may be another one in each partition.
    pub(super) fn by_partition(&mut self, text: impl Fn(&Partition) -> String) {
        let mut texts: Vec<(String, Vec<&'static str>)> = Vec::new();
        for partition in PARTITIONS {
            let text = text(partition);
            match texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, partitions)) => partitions.push(partition.id),
                None => texts.push((text, vec![partition.id])),
            }
        }
        for (text, partitions) in texts {
            if partitions.len() == PARTITIONS.len() {
                self.text(text);
            } else if !text.is_empty() {
                self.only_if(ScriptTest::In { partitions }, |it| it.text(text));
            }
        }
    }

    fn only_if(&mut self, test: ScriptTest, then: impl FnOnce(&mut Self)) {
        let mut pieces = Self::default();
        then(&mut pieces);
        self.0.push(ScriptPiece::If { tests: [test], then: pieces.0 });
    }
}

/// The text of pieces.
pub(super) fn filled(pieces: &[ScriptPiece], values: &ScriptValues<'_>) -> String {
    let value = |name: &str| values.named(name);
    let text = |piece: &ScriptPiece| match piece {
        ScriptPiece::Text(text) => text.to_string(),
        ScriptPiece::Value { value: name } => value(name).unwrap_or_default().to_owned(),
        ScriptPiece::Document { document } => {
            values.documents.get(*document).copied().unwrap_or_default().to_owned()
        }
        ScriptPiece::If { tests: [test], then } => {
            let holds = match test {
                ScriptTest::Given { given } => value(given).is_some(),
                ScriptTest::Absent { absent } => value(absent).is_none(),
                ScriptTest::In { partitions } => partitions.contains(&values.partition.id),
            };
            if holds { filled(then, values) } else { String::new() }
        }
    };
    pieces.iter().map(text).collect()
}

impl ScriptValues<'_> {
    /// The value of a parameter.
    fn named(&self, name: &str) -> Option<&str> {
        if self.flags.contains(&name) {
            return Some("true");
        }
        match Parameter::named(name)?.role() {
            ParameterRole::AccountId => self.account_id.as_ref().map(|it| it.as_str()),
            ParameterRole::Partition => Some(self.partition.id),
            ParameterRole::Region => self.region.as_ref().map(|it| it.as_str()),
            ParameterRole::ClusterName => self.cluster_name.as_ref().map(|it| it.as_str()),
            _ => None,
        }
    }
}

fn name(role: ParameterRole) -> Option<&'static str> {
    Parameter::with_role(role).map(|parameter| parameter.name)
}
