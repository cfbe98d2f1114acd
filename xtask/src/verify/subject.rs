//! The subject of a verification.

use std::path::Path;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::files::File;
use crate::problem::Problem;
use crate::review::PolicyReview;

/// A tree with its catalog; tests break parts of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub(super) root: &'a Path,
    pub(super) catalog: &'a Catalog,
    /// The reviews of the catalog's policies.
    pub(super) reviews: &'a [PolicyReview],
    /// The problems of the catalog's promises.
    pub(super) promises: &'a [Problem],
    /// The problems of what the policies grant.
    pub(super) grants: &'a [Problem],
    /// The files that the catalog generates, as they have to be.
    pub(super) generated: &'a Result<Vec<File>>,
}
