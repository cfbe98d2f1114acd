//! The comparison of the tree with the generated files, and its update.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::Result;

use crate::files::{self, File};
use crate::generate::{expanded, snapshot};

/// The folders of generated files.
const FOLDERS: [&str; 3] = ["docs", expanded::FOLDER, snapshot::FOLDER];

/// The files in those folders that people write.
const HAND_WRITTEN: [&str; 2] = ["docs/catalog.schema.json", "docs/ci.md"];

/// The mode of a comparison: changing the tree, or only checking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// A file of the tree that differs from the generated files.
#[derive(Debug)]
pub(crate) struct Deviation {
    pub(crate) path: String,
    pub(crate) kind: DeviationKind,
}

/// The way in which a file of the tree differs.
#[derive(Debug)]
pub(crate) enum DeviationKind {
    /// The file does not exist.
    Missing,
    /// The file has another text.
    Outdated { found: String, generated: String },
    /// The file was generated from something that the catalog no longer has.
    Stale,
    /// The file is in a folder of generated files, but was never generated.
    Unknown,
}

/// Compares the tree with `files` and returns the deviations; [`Mode::Write`] also fixes them, except
/// for files that were never generated.
pub(crate) fn synchronize(root: &Path, files: &[File], mode: Mode) -> Result<Vec<Deviation>> {
    let mut known: Vec<_> = HAND_WRITTEN.map(str::to_owned).into();
    let mut deviations = Vec::new();
    for File { path, text } in files {
        known.push(path.clone());
        let kind = match files::read(root, path)? {
            None => DeviationKind::Missing,
            Some(found) if found == text.as_bytes() => continue,
            Some(found) => DeviationKind::Outdated {
                found: String::from_utf8_lossy(&found).into_owned(),
                generated: text.clone(),
            },
        };
        if mode == Mode::Write {
            files::write(root, path, text)?;
        }
        deviations.push(Deviation { path: path.clone(), kind });
    }
    for folder in FOLDERS {
        for path in files::list(root, folder)?.into_iter().filter(|path| !known.contains(path)) {
            let kind = if was_generated(&path) { DeviationKind::Stale } else { DeviationKind::Unknown };
            if mode == Mode::Write && matches!(kind, DeviationKind::Stale) {
                files::remove(root, &path)?;
            }
            deviations.push(Deviation { path, kind });
        }
    }
    Ok(deviations)
}

/// True if a file that is not generated now has the name of a generated file.
fn was_generated(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(OsStr::to_str);
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["docs", _, file] => *file == "README.md" || extension == Some("json"),
        ["docs", ..] => false,
        ["tests", "findings", ..] => extension == Some("txt"),
        _ => extension == Some("rs"),
    }
}
