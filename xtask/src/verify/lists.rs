//! The check of the lists of releases that people write: each release of the catalog is in them.

use std::path::Path;

use anyhow::Result;
use pcluster_iam::Version;

use crate::catalog::Catalog;
use crate::files;
use crate::problem::Problem;

/// A list of releases in a file.
struct ReleaseList {
    path: &'static str,
    /// The beginning of the line of a release.
    line: fn(&Version) -> String,
    /// The release of a line, if the line is one of the list.
    release: fn(&str) -> Option<String>,
    /// The rest of a line, for a message.
    rest: &'static str,
}

/// The lists.
const LISTS: [ReleaseList; 2] = [
    ReleaseList {
        path: "README.md",
        line: |version| format!("| [{id}](docs/{id}/README.md) |", id = version.id),
        release: |line| {
            let (id, rest) = line.strip_prefix("| [")?.split_once("](")?;
            rest.strip_prefix("docs/")?.strip_prefix(id)?.starts_with('/').then(|| id.to_owned())
        },
        rest: " the policies of … |",
    },
    ReleaseList {
        path: "src/lib.rs",
        line: |version| format!("//! | `v{}` |", version.id.replace('.', "_")),
        release: |line| {
            let (feature, _) = line.strip_prefix("//! | `v")?.split_once('`')?;
            feature.starts_with(|c: char| c.is_ascii_digit()).then(|| feature.replace('_', "."))
        },
        rest: " the policies of … (on by default) |",
    },
];

/// The releases that a list lacks, and those that only a list has.
pub(super) fn check(root: &Path, catalog: &Catalog) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    // A library without any release has been said already.
    if catalog.versions.is_empty() {
        return Ok(problems);
    }
    for ReleaseList { path, line, release, rest } in &LISTS {
        let text = files::read(root, path)?.unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        for version in &catalog.versions {
            let line = line(version);
            if !text.lines().any(|it| it.starts_with(&line)) {
                let message = format!("the list of releases in `{path}` lacks {}", version.id);
                problems.push(Problem::new(message, format!("add the line\n    {line}{rest}")));
            }
        }
        for (idx, line) in text.lines().enumerate() {
            let Some(id) = release(line) else { continue };
            if !catalog.versions.iter().any(|version| version.id == id) {
                let message = format!("{path}:{}: the catalog has no release {id}", idx + 1);
                problems.push(Problem::new(message, "remove the line, or add the release to the catalog"));
            }
        }
    }
    Ok(problems)
}
