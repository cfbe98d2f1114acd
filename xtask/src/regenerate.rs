//! `cargo xtask regenerate`: writes what is generated where it differs, and says what it wrote.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::files::{self, DeviationKind, Mode};
use crate::schemas;

/// Brings the tree in line with the catalog and prints what was done.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let named = schemas::name_schemas(root, Mode::Write)?;
    let files = files::generated(root)?;
    let n_files = files.len();
    let deviations = files::synchronize(root, files, Mode::Write)?;
    let mut out = String::new();
    for path in &named {
        out.push_str(&format!("wrote the first line of {path}\n"));
    }
    let mut n_changed = named.len();
    for deviation in &deviations {
        let (verb, remark) = match deviation.kind {
            DeviationKind::Missing | DeviationKind::Outdated { .. } => ("wrote", ""),
            DeviationKind::Stale => ("removed", ""),
            DeviationKind::Unknown => ("left", ": it is not generated and does not belong there"),
        };
        n_changed += usize::from(verb != "left");
        out.push_str(&format!("{verb} {}{remark}\n", deviation.path));
    }
    out.push_str(&match n_changed {
        0 => format!("nothing changed, {n_files} files are up to date\n"),
        n => format!("{n} changed, {n_files} files are up to date\n"),
    });
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(true)
}
