//! What one side grants and the other does not: for people, for programs, for pages and for GitHub's workflows.

mod github;
mod json;
mod lines;
mod markdown;
mod text;

use pcluster_iam::compare::{Difference, Side, StatementSource};

use crate::input::holder::FilePlace;

use lines::{DifferenceLines, IMPOSSIBLE, Quote};

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

    /// The parts of a text about differences: those about requests that cannot exist come last, below a line that
    /// says so.
    fn parts(&self, differences: &[Difference], quote: Quote) -> Vec<DifferencePart> {
        let most = if self.is_expanded { differences.len() } else { MAX_SHOWN };
        let mut parts = Vec::new();
        let mut was_possible = true;
        for difference in differences.iter().take(most) {
            if was_possible && !difference.possible {
                parts.push(DifferencePart::Head(format!("{IMPOSSIBLE}:")));
            }
            was_possible = difference.possible;
            parts.push(DifferencePart::One(DifferenceLines::new(self, difference, quote)));
        }
        let n_more = differences.len().saturating_sub(most);
        if n_more > 0 {
            parts.push(DifferencePart::More(format!("and {n_more} more: `--expand` lists them")));
        }
        parts
    }
}

/// A part of a text about differences.
enum DifferencePart {
    Head(String),
    One(DifferenceLines),
    More(String),
}
