//! The check of schema lines: each file of the catalog names its schema.

use anyhow::Result;

use crate::generate::schemas;
use crate::generate::tree::Mode;
use crate::problem::Problem;
use crate::verify::generated::FIX;
use crate::verify::subject::Subject;

/// Checks that each file of the catalog names its schema, for editors.
pub(super) fn check(subject: &Subject<'_>) -> Result<Vec<Problem>> {
    let problem = |path| Problem::new(format!("the first line of `{path}` does not name its schema"), FIX);
    Ok(schemas::name_schemas(subject.root, Mode::Check)?.into_iter().map(problem).collect())
}
