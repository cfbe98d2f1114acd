//! A policy as a line of pieces: the data of which the functions that render it are made.

use crate::Policy;

/// A piece of a policy's document, which an interpreter turns into text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
#[expect(clippy::exhaustive_enums, reason = "an interpreter has to know all of them")]
pub enum Piece {
    /// A literal.
    Text(&'static str),
    /// The value of a parameter. Without one, a region is `*`: all regions.
    Value {
        /// The parameter.
        value: &'static str,
    },
    /// Pieces that are there if all tests hold.
    If {
        /// The tests.
        #[serde(rename = "if")]
        tests: &'static [PieceTest],
        /// The pieces.
        then: &'static [Self],
    },
    /// Pieces once for each distinct value of a list, which is the parameter's value in them.
    Each {
        /// The parameter.
        each: &'static str,
        /// The pieces.
        pieces: &'static [Self],
        /// The pieces between two values.
        between: &'static [Self],
    },
}

/// The test of a conditional piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
#[expect(clippy::exhaustive_enums, reason = "an interpreter has to know all of them")]
pub enum PieceTest {
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
    /// Two strings differ, of which the other may not be there: then they do.
    Differs {
        /// The string of the piece.
        own: &'static [Piece],
        /// The other string.
        other: &'static [Piece],
        /// The parameter with whose value the other string is not there.
        #[serde(skip_serializing_if = "Option::is_none")]
        unless: Option<&'static str>,
        /// The parameter for each of whose values, be it one or a list, the other string is there once.
        #[serde(skip_serializing_if = "Option::is_none")]
        each: Option<&'static str>,
    },
}

impl Policy {
    /// The pieces of the maintained form, as [`Filled::to_json`](crate::Filled::to_json) lays it out.
    #[must_use]
    pub fn pieces(&self) -> &'static [Piece] {
        let found = generated::PIECES.iter().find(|(id, _)| *id == self.id);
        found.map_or(&[], |(_, pieces)| pieces)
    }
}

mod generated {
    #![allow(clippy::unreadable_literal, reason = "generated code")]

    // Generated from catalog/ by build.rs.
    include!(concat!(env!("OUT_DIR"), "/pieces.rs"));
}
