//! A committed copy of the generated Rust, for readers and reviewers: of a small catalog whose policies
//! together show every form of generated code.

use std::path::Path;

use anyhow::{Result, anyhow};
use compiler::needs::Releases;

use crate::files::File;
use crate::generate::tree::GeneratedFolder;

/// The folder of the copies.
pub(crate) const FOLDER: GeneratedFolder = GeneratedFolder {
    path: "tests/expanded",
    hand_written: &[],
    is_generated_name: |name| name.extension().is_some_and(|extension| extension == "rs"),
};

/// The catalog that shows every form.
const CATALOG: &str = "tests/catalog/forms";

/// The copies.
pub(crate) fn files(root: &Path) -> Result<Vec<File>> {
    let catalog = compiler::load(&root.join(CATALOG), &Releases::All).map_err(|report| anyhow!(report))?;
    let commands = compiler::generate::of_commands(&catalog);
    let files = compiler::generate::of_versions(&catalog).into_iter().chain([commands]);
    Ok(files.map(|file| File { path: format!("{}/{}", FOLDER.path, file.path), text: file.text }).collect())
}
