//! The files that are generated: what each holds, and how the tree is brought in line with them.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};
use pcluster_iam::VERSIONS;

use crate::{docs, expanded, findings, schemas};

/// The folders of generated files.
const FOLDERS: [&str; 3] = ["docs", expanded::FOLDER, findings::FOLDER];

/// The files in those folders that people write.
const HAND_WRITTEN: [&str; 2] = ["docs/catalog.schema.json", "docs/ci.md"];

/// A generated file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Whether the tree is changed or looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// A file of the tree that is not as generated.
#[derive(Debug)]
pub(crate) struct Deviation {
    pub(crate) path: String,
    pub(crate) kind: DeviationKind,
}

/// How a file of the tree is not as generated.
#[derive(Debug)]
pub(crate) enum DeviationKind {
    /// It does not exist.
    Missing,
    /// Its text is another one.
    Outdated { found: String, generated: String },
    /// It was generated once, from something that the catalog no longer has.
    Stale,
    /// It stands among generated files and was never one.
    Unknown,
}

/// Everything that is generated and committed: from the catalog, and from the tables by which it is
/// read.
pub(crate) fn generated(root: &Path) -> Result<Vec<File>> {
    let mut files = vec![
        docs::overview::file()?,
        docs::actions::file(),
        docs::catalog_json::file()?,
        docs::errors::file(root)?,
        docs::findings::file(),
    ];
    for version in VERSIONS {
        files.push(docs::page::file(version)?);
        files.extend(version.policies.iter().map(|policy| docs::document(policy)));
    }
    files.extend(schemas::files());
    files.extend(expanded::files()?);
    files.extend(findings::files());
    Ok(files)
}

/// Compares the tree with `files` and returns what deviates; with [`Mode::Write`] it is mended, but
/// for what was never generated.
pub(crate) fn synchronize(root: &Path, files: Vec<File>, mode: Mode) -> Result<Vec<Deviation>> {
    let mut known: Vec<_> = HAND_WRITTEN.map(str::to_owned).into();
    let mut deviations = Vec::new();
    for File { path, text } in files {
        known.push(path.clone());
        let kind = match read(root, &path)? {
            None => DeviationKind::Missing,
            Some(found) if found == text.as_bytes() => continue,
            Some(found) => DeviationKind::Outdated {
                found: String::from_utf8_lossy(&found).into_owned(),
                generated: text.clone(),
            },
        };
        if mode == Mode::Write {
            write(root, &path, &text)?;
        }
        deviations.push(Deviation { path, kind });
    }
    for folder in FOLDERS {
        for path in list(root, folder)?.into_iter().filter(|path| !known.contains(path)) {
            let kind = if was_generated(&path) { DeviationKind::Stale } else { DeviationKind::Unknown };
            if mode == Mode::Write && matches!(kind, DeviationKind::Stale) {
                remove(root, &path)?;
            }
            deviations.push(Deviation { path, kind });
        }
    }
    Ok(deviations)
}

/// Whether a file that is not generated now has a name that only a generated file has.
fn was_generated(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(OsStr::to_str);
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["docs", _, file] => *file == "README.md" || extension == Some("json"),
        ["docs", ..] => false,
        ["tests", "findings", ..] => extension == Some("txt"),
        _ => extension == Some("rs"),
    }
}

/// The paths of the files below `folder`, sorted, without hidden ones; none if there is no such folder.
pub(crate) fn list(root: &Path, folder: &str) -> Result<Vec<String>> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot list `{folder}`")),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list `{folder}`"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            paths.extend(list(root, &path)?);
        } else {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

/// The bytes of a file, or nothing if there is none.
pub(crate) fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{path}`")),
    }
}

pub(crate) fn write(root: &Path, path: &str, text: &str) -> Result<()> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create the folder of `{path}`"))?;
    }
    fs::write(&file, text).with_context(|| format!("cannot write `{path}`"))
}

/// Removes a file, and its folder if that is empty then.
fn remove(root: &Path, path: &str) -> Result<()> {
    let file = root.join(path);
    fs::remove_file(&file).with_context(|| format!("cannot remove `{path}`"))?;
    if let Some(folder) = file.parent() {
        // A folder that holds something else stays.
        drop(fs::remove_dir(folder));
    }
    Ok(())
}
