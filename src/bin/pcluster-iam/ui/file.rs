//! Files that are written whole or not at all.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::failure::{Complaint, Failure};

/// Refuses to overwrite what nobody said may be overwritten, and what no file can stand for.
pub(crate) fn refuse_existing(paths: &[&Path], is_forced: bool) -> Result<(), Failure> {
    let check = |path: &&Path| {
        check_place(path).err().or_else(|| {
            (!is_forced && path.symlink_metadata().is_ok()).then(|| {
                Complaint::new(format!("`{}` exists", path.display()))
                    .help("choose another path, or overwrite it with `--force`")
            })
        })
    };
    let complaints: Vec<_> = paths.iter().filter_map(check).collect();
    if complaints.is_empty() { Ok(()) } else { Err(Failure::Use(complaints)) }
}

/// Refuses a place that no file can be moved to: one would replace a device, and cannot replace a
/// folder.
fn check_place(path: &Path) -> Result<(), Complaint> {
    let shown = path.display();
    match path.metadata() {
        Ok(there) if there.is_dir() => {
            Err(Complaint::new(format!("`{shown}` is a folder")).help("give the path of a file"))
        }
        Ok(there) if !there.is_file() => Err(Complaint::new(format!("`{shown}` is not a regular file"))
            .help("leave --output out to print on standard output")),
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all: beside its place first, then into it.
pub(crate) fn write(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    // A link stays, and what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = if is_forced { target.as_path() } else { path };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let complaint = Complaint::new(format!("there is no folder `{}`", folder.display()));
        return Err(complaint.help("create it first").into());
    }
    let mut builder = tempfile::Builder::new();
    // A new file gets the permissions that any other would, not those of a secret.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder
        .prefix(".pcluster-iam-")
        .tempfile_in(folder)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    writeln!(file, "{text}")
        .and_then(|()| file.as_file().sync_all())
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    let persisted = if is_forced { file.persist(path) } else { file.persist_noclobber(path) };
    persisted
        .map_err(|error| error.error)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(())
}
