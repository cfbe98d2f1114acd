//! The relation of two sides, and everything that a comparison found.

use core::fmt;

use super::Difference;

/// The requests that one side allows, against those that the other allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "two sets have no other relation")]
pub enum Relation {
    /// Both allow the same requests.
    Equal,
    /// The first allows some of the requests that the second allows, and no others.
    Narrower,
    /// The first allows all requests that the second allows, and others.
    Wider,
    /// Each allows requests that the other does not.
    Incomparable,
}

/// The relation in lower case.
impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Equal => "equal",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Incomparable => "incomparable",
        })
    }
}

impl Relation {
    /// The relation of the second against the first.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Narrower => Self::Wider,
            Self::Wider => Self::Narrower,
            Self::Equal | Self::Incomparable => self,
        }
    }
}

/// The differences of two sides, A and B.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Comparison {
    /// The requests that A allows and B does not: the most dangerous first, those that cannot exist last.
    pub only_a: Vec<Difference>,
    /// The requests that B allows and A does not, in the same order.
    pub only_b: Vec<Difference>,
    /// The prefixes of the services whose actions were compared as patterns of names, as the catalog has no facts
    /// about them, sorted.
    pub without_facts: Vec<String>,
}

impl Comparison {
    /// The relation of A against B. Every difference counts, also one that may exist under some conditions only
    /// and one about requests that cannot exist by AWS's facts.
    #[must_use]
    pub fn relation(&self) -> Relation {
        Self::of(!self.only_a.is_empty(), !self.only_b.is_empty())
    }

    /// The relation by the differences about requests that can exist.
    #[must_use]
    pub fn relation_of_possible(&self) -> Relation {
        let has = |differences: &[Difference]| differences.iter().any(|it| it.possible);
        Self::of(has(&self.only_a), has(&self.only_b))
    }

    fn of(has_more: bool, has_less: bool) -> Relation {
        match (has_more, has_less) {
            (false, false) => Relation::Equal,
            (false, true) => Relation::Narrower,
            (true, false) => Relation::Wider,
            (true, true) => Relation::Incomparable,
        }
    }
}
