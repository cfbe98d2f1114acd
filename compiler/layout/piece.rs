//! The pieces of a document, and the tests on which some of them depend.

use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::parameters::template::Template;
use crate::compiler::kinds::policies::model::Presence;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutPiece {
    Text(String),
    Value(ParameterId),
    If(Vec<LayoutTest>, Vec<LayoutPiece>),
    /// The pieces once for each value of a list, with something between two of them.
    Each(ParameterId, Vec<LayoutPiece>, Vec<LayoutPiece>),
}

/// The condition of a conditional piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutTest {
    IsGiven(ParameterId),
    IsNotGiven(ParameterId),
    /// An entry differs from another entry, whose presence is given.
    Differs {
        own: Template,
        other: Template,
        with: Presence,
    },
}

impl LayoutTest {
    /// The test of a presence; `None` for what is there without one.
    pub fn of(presence: Presence) -> Option<Self> {
        match presence {
            Presence::When(parameter) => Some(Self::IsGiven(parameter)),
            Presence::Unless(parameter) => Some(Self::IsNotGiven(parameter)),
            Presence::Always | Presence::Each(_) | Presence::Many(_) => None,
        }
    }
}
