//! That each file of the catalog names its schema.

use std::path::Path;

use anyhow::Result;

use crate::generate::schemas;
use crate::generate::tree::Mode;
use crate::problem::Problem;
use crate::verify::generated::MEND;

/// That each file of the catalog names its schema, for editors.
pub(super) fn check(root: &Path) -> Result<Vec<Problem>> {
    let problem = |path| Problem::new(format!("the first line of `{path}` does not name its schema"), MEND);
    Ok(schemas::name_schemas(root, Mode::Check)?.into_iter().map(problem).collect())
}
