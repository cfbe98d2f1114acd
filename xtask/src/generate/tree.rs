//! The comparison of the tree with the generated files, and its update.

use std::path::Path;

use anyhow::Result;

use crate::files::{self, File};

/// A folder of generated files.
#[derive(Debug)]
pub(crate) struct GeneratedFolder {
    pub(crate) path: &'static str,
    /// The files in the folder that people write.
    pub(crate) hand_written: &'static [&'static str],
    /// True for a path below the folder that only a generated file has.
    pub(crate) is_generated_name: fn(&Path) -> bool,
}

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
pub(crate) fn synchronize(
    root: &Path,
    files: &[File],
    folders: &[GeneratedFolder],
    mode: Mode,
) -> Result<Vec<Deviation>> {
    let mut known: Vec<&str> = folders.iter().flat_map(|folder| folder.hand_written).copied().collect();
    let mut deviations = Vec::new();
    for File { path, text } in files {
        known.push(path);
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
    for folder in folders {
        let found = files::list(root, folder.path)?;
        for path in found.into_iter().filter(|path| !known.contains(&path.as_str())) {
            let name = Path::new(&path);
            let name = name.strip_prefix(folder.path).unwrap_or(name);
            let was_generated = (folder.is_generated_name)(name);
            let kind = if was_generated { DeviationKind::Stale } else { DeviationKind::Unknown };
            if mode == Mode::Write && was_generated {
                files::remove(root, &path)?;
            }
            deviations.push(Deviation { path, kind });
        }
    }
    Ok(deviations)
}
