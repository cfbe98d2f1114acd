//! The catalog that an import writes to. A release appears there whole, or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

use super::args::Args;
use super::write::ImportFile;
use crate::author::WrongUse;
use crate::author::shown::shown;

/// The catalog of an import.
pub(super) struct Target {
    catalog: PathBuf,
    /// The path as it is printed.
    name: String,
    /// The id of the release, which is its folder.
    release: String,
}

/// A copy of the catalog with the new files, in a folder of its own beside the catalog.
pub(super) struct Staged {
    folder: TempDir,
}

/// The name of the copy in its folder, as messages have it.
const COPY: &str = "catalog";

impl Target {
    /// The catalog of the arguments, which must not have the release.
    pub(super) fn new(args: &Args, root: &Path) -> Result<Self> {
        let release = args.version.id();
        let (catalog, name) = match &args.output {
            Some(folder) => (folder.clone(), shown(folder)),
            None => (root.join("catalog"), "catalog".to_owned()),
        };
        let target = Self { catalog, name, release };
        let shown = target.shown(&target.release);
        match target.catalog.join(&target.release).symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(target),
            Err(error) => Err(WrongUse::of("write", &shown, &error).into()),
            Ok(_) => {
                let shown = shown.escape_debug();
                let message =
                    format!("`{shown}` exists, and an import overwrites nothing; move it away first");
                Err(WrongUse::new(message).into())
            }
        }
    }

    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.name.trim_end_matches('/'))
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.catalog.join(path).exists()
    }

    /// The ids of the releases that the catalog has.
    pub(super) fn releases(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.catalog).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().join("version.toml").is_file());
        let mut ids: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        ids.sort_unstable();
        ids
    }

    /// Copies the catalog to a folder beside it, for the new files.
    pub(super) fn stage(&self) -> Result<Staged> {
        let beside = self.catalog.canonicalize().unwrap_or_else(|_| self.catalog.clone());
        let existing = beside.ancestors().skip(1).find(|folder| folder.is_dir());
        let folder =
            tempfile::Builder::new().prefix(".import-").tempdir_in(existing.unwrap_or(Path::new(".")));
        let folder = folder.map_err(|error| WrongUse::of("write beside", &self.name, &error))?;
        let staged = Staged { folder };
        if self.catalog.exists() {
            copy(&self.catalog, &staged.catalog())
                .map_err(|error| WrongUse::of("copy", &self.name, &error))?;
        }
        Ok(staged)
    }

    /// Puts the new files into the copy, in place of those of an earlier attempt.
    pub(super) fn write(&self, staged: &Staged, files: &[ImportFile]) -> Result<()> {
        let folder = staged.catalog().join(&self.release);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| WrongUse::of("write beside", &self.name, &error))?;
        }
        for file in files {
            let path = staged.catalog().join(&file.path);
            let folder = path.parent().unwrap_or(&path);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, &file.text))
                .map_err(|error| WrongUse::of("write", &self.shown(&file.path), &error))?;
        }
        Ok(())
    }

    /// Moves the new files from the copy into the catalog: a new catalog and a new release as a whole.
    pub(super) fn take_over(&self, staged: &Staged, new: &[ImportFile]) -> Result<()> {
        let cannot = |error: &io::Error| WrongUse::of("write", &self.name, error);
        if !self.catalog.exists() {
            let parent = self.catalog.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(parent).map_err(|error| cannot(&error))?;
            fs::rename(staged.catalog(), &self.catalog).map_err(|error| cannot(&error))?;
            return Ok(());
        }
        // Files of other folders come first: without the release they change nothing.
        let release = format!("{}/", self.release);
        let mut written: Vec<PathBuf> = Vec::new();
        let shared = new.iter().filter(|file| !file.path.starts_with(&release));
        let mut outcome = Ok(());
        for file in shared {
            let to = self.catalog.join(&file.path);
            outcome = self.folder_of(&to);
            // Unlike a rename, a link never replaces a file.
            outcome = outcome.and_then(|()| fs::hard_link(staged.catalog().join(&file.path), &to));
            if outcome.is_err() {
                break;
            }
            written.push(to);
        }
        let to = self.catalog.join(&self.release);
        outcome = outcome.and_then(|()| fs::rename(staged.catalog().join(&self.release), to));
        if let Err(error) = outcome {
            for path in written {
                // What cannot be removed is a file without a release, which does no harm.
                drop(fs::remove_file(path));
            }
            return Err(cannot(&error).into());
        }
        Ok(())
    }
}

impl Target {
    /// Creates the folder of a file, which must not be a link that leads out of the catalog.
    fn folder_of(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)?;
        if folder.canonicalize()?.starts_with(self.catalog.canonicalize()?) {
            return Ok(());
        }
        Err(io::Error::other(format!("`{}` is a link out of the catalog", shown(folder))))
    }
}

impl Staged {
    /// The folder of the copy.
    pub(super) fn catalog(&self) -> PathBuf {
        self.folder.path().join(COPY)
    }
}

/// Copies the files below a folder. Links are not followed, and anything else could be read for ever.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, to) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &to)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
