//! What is verified.

use std::path::Path;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::files::File;
use crate::review::PolicyReview;

/// A tree, and what the catalog in it gives. A test may break each of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub(super) root: &'a Path,
    pub(super) catalog: &'a Catalog,
    /// The reviews of the catalog's policies.
    pub(super) reviews: &'a [PolicyReview],
    /// The generated files as they have to be.
    pub(super) generated: &'a Result<Vec<File>>,
}
