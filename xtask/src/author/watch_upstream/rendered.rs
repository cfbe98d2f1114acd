//! The documents that the code of a release writes, through the script in `xtask/upstream`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The script, from the root of the repository.
const SCRIPT: &str = "xtask/upstream/render.py";

/// True if the script takes this: a wheel, or the number of a release.
pub(super) fn is_release(source: &Path) -> bool {
    let is_number = |text: &str| {
        let mut parts = text.split('.');
        text.contains('.') && parts.all(|part| part.parse::<u32>().is_ok())
    };
    let is_wheel = source.extension().is_some_and(|extension| extension == "whl");
    is_wheel || source.to_str().is_some_and(is_number)
}

/// Writes the documents of a release into a folder of their own, which is empty before.
pub(super) fn render(source: &Path, root: &Path) -> Result<PathBuf> {
    let name = match source.extension() {
        Some(extension) if extension == "whl" => source.file_stem(),
        _ => source.file_name(),
    };
    let folder = root.join("target/upstream").join(name.unwrap_or_default());
    let shown = folder.display();
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove `{shown}`"))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{shown}`"))?;
    let status = Command::new("python3")
        .arg(root.join(SCRIPT))
        .arg(source)
        .arg("--output")
        .arg(&folder)
        .status()
        .with_context(|| format!("cannot run `python3 {SCRIPT}`; install Python 3.10 or newer"))?;
    if !status.success() {
        bail!("`python3 {SCRIPT} {}` failed; xtask/upstream/README.md says what it needs", source.display());
    }
    Ok(folder)
}
