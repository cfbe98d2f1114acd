//! The checks of what policies grant: an addition grants something, and what a release no longer grants is
//! acknowledged.

mod additions;
mod given;
mod losses;

use pcluster_iam::Policy;

use crate::catalog::Catalog;
use crate::problem::Problem;

/// Checks the policies that are asked for, and those of the releases before and after them.
pub(super) fn check(catalog: &Catalog, is_asked: impl Fn(&Policy) -> bool) -> Vec<Problem> {
    let mut problems = additions::check(catalog, &is_asked);
    problems.extend(losses::check(catalog, is_asked));
    problems
}
