//! The files below `docs/`: the policies as JSON, a page for the administrators of each version and
//! one with the calls of its commands, an overview, the catalog for programs, and the pages of mistakes and findings.

mod acknowledged;
pub(crate) mod actions;
pub(crate) mod catalog_json;
pub(crate) mod changes;
pub(crate) mod commands;
pub(crate) mod errors;
pub(crate) mod exports;
pub(crate) mod findings;
pub(crate) mod html;
mod losses;
mod markdown;
pub(crate) mod overview;
pub(crate) mod page;
mod promises;
pub(crate) mod releases;
mod section;

use pcluster_iam::Policy;

use crate::files::File;
use crate::generate::tree::GeneratedFolder;

/// The folder of the files.
pub(crate) const FOLDER: GeneratedFolder = GeneratedFolder {
    path: "docs",
    hand_written: &["docs/catalog.schema.json", "docs/ci.md", "docs/evaluation.md", "docs/install.md"],
    is_generated_name: |name| {
        let is_json = name.extension().is_some_and(|extension| extension == "json");
        let is_export =
            name.parent().is_some_and(|it| exports::FOLDERS.iter().any(|folder| it.ends_with(folder)));
        is_export
            || name.components().count() == 2
                && (is_json || name.ends_with("README.md") || name.ends_with("commands.md"))
    },
};

/// The maintained form of a policy, with the placeholders of its source.
pub(crate) fn document(policy: &Policy) -> File {
    File { path: format!("docs/{}.json", policy.id), text: format!("{}\n", policy.template) }
}
