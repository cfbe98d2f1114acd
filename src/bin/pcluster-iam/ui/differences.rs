//! What one side grants and the other does not: for people, for programs, for pages and for GitHub's workflows.

mod github;
mod json;
mod lines;
mod markdown;
mod text;

use pcluster_iam::compare::{Difference, Side, StatementSource};

use crate::input::holder::FilePlace;

pub(crate) use github::annotations;
pub(crate) use json::in_json;
pub(crate) use markdown::in_markdown;
pub(crate) use text::in_text;

/// The most differences of a side that are shown without `--expand`.
const MAX_SHOWN: usize = 40;

/// How differences are shown.
pub(crate) struct DifferenceView<'v> {
    /// The names of A and of B in sentences.
    pub(crate) names: [&'v str; 2],
    /// The place of a statement in a file.
    pub(crate) place: &'v dyn Fn(Side, &StatementSource) -> Option<FilePlace>,
    /// Further lines about a difference, such as the reasons of statements.
    pub(crate) remarks: &'v dyn Fn(&Difference) -> Vec<String>,
    /// True if all actions are listed in place of their patterns, and all differences.
    pub(crate) is_expanded: bool,
}

impl DifferenceView<'_> {
    /// The side of a difference that grants, and the one that does not.
    fn sides(&self, difference: &Difference) -> ((Side, &str), (Side, &str)) {
        let [a, b] = self.names;
        match difference.side {
            Side::A => ((Side::A, a), (Side::B, b)),
            Side::B => ((Side::B, b), (Side::A, a)),
        }
    }

    /// The differences that are shown, and the number of the others.
    fn shown<'d>(&self, differences: &'d [Difference]) -> (&'d [Difference], usize) {
        let most = if self.is_expanded { differences.len() } else { MAX_SHOWN };
        match differences.split_at_checked(most) {
            Some((shown, more)) => (shown, more.len()),
            None => (differences, 0),
        }
    }
}
