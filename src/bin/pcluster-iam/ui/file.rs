//! Files that are written completely or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

use super::failure::{Complaint, Failure, note};

/// True while places are examined and no file is written.
static IS_REHEARSAL: AtomicBool = AtomicBool::new(false);

/// Examines places alone, or writes files.
pub(crate) fn set_rehearsal(is_rehearsal: bool) {
    IS_REHEARSAL.store(is_rehearsal, Ordering::Relaxed);
}

/// True while places are examined alone.
pub(crate) fn is_rehearsal() -> bool {
    IS_REHEARSAL.load(Ordering::Relaxed)
}

/// Writes several files, each with a note, after all places have been examined.
pub(crate) fn write_all(texts: &[(PathBuf, String)], is_forced: bool) -> Result<(), Failure> {
    let paths: Vec<&Path> = texts.iter().map(|(path, _)| path.as_path()).collect();
    let folders: Vec<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    refuse_files_as_folders(&folders)?;
    refuse_existing(&paths, is_forced)?;
    if is_rehearsal() {
        return Ok(());
    }
    for (path, text) in texts {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                Complaint::new(format!("`{}` cannot be created: {error}", folder.display()))
            })?;
        }
        write(path, text, is_forced)?;
        note(format_args!("wrote {}", path.display()))?;
    }
    Ok(())
}

/// Refuses to overwrite existing files without `--force`, and places that a file cannot replace.
pub(crate) fn refuse_existing(paths: &[&Path], is_forced: bool) -> Result<(), Failure> {
    let check = |path: &&Path| {
        refuse_place(path).err().or_else(|| {
            (!is_forced && path.symlink_metadata().is_ok()).then(|| {
                Complaint::new(format!("`{}` exists", path.display()))
                    .help("choose another path, or overwrite it with `--force`")
            })
        })
    };
    let complaints: Vec<_> = paths.iter().filter_map(check).collect();
    if complaints.is_empty() { Ok(()) } else { Err(Failure::Use(complaints)) }
}

/// Refuses folders that cannot be created, because a file is in the place of one.
pub(crate) fn refuse_files_as_folders(folders: &[&Path]) -> Result<(), Failure> {
    // The nearest path above that exists.
    let mut files: Vec<&Path> = folders
        .iter()
        .filter_map(|folder| folder.ancestors().find(|path| path.symlink_metadata().is_ok()))
        .filter(|path| !path.is_dir())
        .collect();
    files.dedup();
    let complaint = |path: &&Path| {
        Complaint::new(format!("`{}` is not a folder", path.display()))
            .help("give another folder with `--output`")
    };
    let complaints: Vec<_> = files.iter().map(complaint).collect();
    if complaints.is_empty() { Ok(()) } else { Err(Failure::Use(complaints)) }
}

/// Refuses a device, which a file would replace, and a folder, which a file cannot replace.
pub(crate) fn refuse_place(path: &Path) -> Result<(), Complaint> {
    let shown = path.display();
    match path.metadata() {
        Ok(there) if there.is_dir() => {
            Err(Complaint::new(format!("`{shown}` is a folder")).help("give the path of a file"))
        }
        Ok(there) if !there.is_file() => Err(Complaint::new(format!("`{shown}` is not a regular file"))
            .help("leave out --output to print to standard output")),
        _ => Ok(()),
    }
}

/// Writes a file completely or not at all, with a line break at its end.
pub(crate) fn write(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    write_bytes(path, &format!("{text}\n"), is_forced, true)
}

/// Writes a file completely or not at all, without waiting for the disk, which takes most of the time for
/// many small files.
pub(crate) fn write_one_of_many(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    write_bytes(path, &format!("{text}\n"), is_forced, false)
}

/// Replaces the contents of a file completely or not at all.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    write_bytes(path, text, true, true)
}

/// Refuses a file in a folder that is not there.
pub(crate) fn refuse_missing_folder(path: &Path) -> Result<(), Complaint> {
    let folder = folder(path);
    if folder.is_dir() {
        return Ok(());
    }
    Err(Complaint::new(format!("there is no folder `{}`", folder.display())).help("create it first"))
}

/// The folder of a file.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The error without the path of a temporary file, which says nothing to anybody.
fn of_temporary(error: io::Error) -> io::Error {
    if error.get_ref().is_some() { io::Error::from(error.kind()) } else { error }
}

/// Writes a file first next to its place, and moves it there.
fn write_bytes(path: &Path, text: &str, is_forced: bool, is_synced: bool) -> Result<(), Failure> {
    // A link stays, and its target is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = if is_forced { target.as_path() } else { path };
    refuse_missing_folder(path)?;
    let mut builder = tempfile::Builder::new();
    // A new file gets the usual permissions, not the strict ones of a temporary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let old = path.metadata().ok();
    let mut file = builder
        .prefix(".pcluster-iam-")
        .tempfile_in(folder(path))
        .map_err(of_temporary)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    // A file that is replaced keeps its own.
    let kept = old.map_or(Ok(()), |old| file.as_file().set_permissions(old.permissions()));
    kept.and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| if is_synced { file.as_file().sync_all() } else { Ok(()) })
        .map_err(of_temporary)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    let persisted = if is_forced { file.persist(path) } else { file.persist_noclobber(path) };
    persisted
        .map_err(|error| error.error)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(())
}
