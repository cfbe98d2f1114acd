//! The problems of a comparison, each once: policies share statements, and a source can have several
//! documents of a policy.

use std::cell::OnceCell;
use std::path::Path;

use anyhow::Result;

use super::names::Names;
use crate::catalog::Catalog;
use crate::problem::Problem;
use crate::verify::place;

/// The problems so far.
pub(super) struct Report<'r> {
    root: &'r Path,
    catalog: &'r Catalog,
    names: OnceCell<Names>,
    problems: Vec<Problem>,
}

impl<'r> Report<'r> {
    pub(super) fn new(root: &'r Path, catalog: &'r Catalog) -> Self {
        Self { root, catalog, names: OnceCell::new(), problems: Vec::new() }
    }

    /// The names of known entries, by their digests.
    pub(super) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self.catalog))
    }

    /// The file and line of a source, or of a text in it.
    pub(super) fn line(&self, source: &str, text: Option<&str>) -> Result<String> {
        place::line(self.root, source, text)
    }

    /// Adds a problem, or its policies to the same problem of others.
    pub(super) fn add(&mut self, problem: Problem) {
        let is_same = |other: &&mut Problem| other.message == problem.message && other.help == problem.help;
        match self.problems.iter_mut().find(is_same) {
            Some(known) => {
                let more = problem.policies.into_iter().filter(|id| !known.policies.contains(id));
                known.policies = known.policies.iter().copied().chain(more).collect();
            }
            None => self.problems.push(problem),
        }
    }

    /// The problems; one of several policies names them.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let order: Vec<_> = self.catalog.policies().map(|policy| policy.id).collect();
        let mut problems = self.problems;
        for problem in &mut problems {
            problem.policies.sort_by_key(|id| order.iter().position(|known| known == id));
            problem.name_policies();
        }
        problems
    }
}
