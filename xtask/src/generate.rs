//! The generated files, and `cargo xtask regenerate`, which writes those that differ and lists them.

mod configuration;
pub(crate) mod docs;
mod expanded;
pub(crate) mod schemas;
mod snapshot;
pub(crate) mod tree;

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use pcluster_iam::VERSIONS;

use self::tree::{DeviationKind, GeneratedFolder, Mode};
use crate::files::File;
use crate::verify;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask regenerate
  cargo xtask regenerate --verify

Run the command after each change of the catalog, and commit the files that it changes.
They are in docs/, tests/expanded/ and tests/findings/, and the first lines of the catalog's
files, which name their schemas.";

/// The folders of generated files.
pub(crate) const FOLDERS: [GeneratedFolder; 3] = [docs::FOLDER, expanded::FOLDER, snapshot::FOLDER];

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Then check everything, as `cargo xtask verify` does
    #[arg(long)]
    verify: bool,
}

/// Brings the tree in line with the catalog and prints the changes; verifies it if that is asked for.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let named = schemas::name_schemas(root, Mode::Write)?;
    let files = files(root)?;
    let n_files = files.len();
    let deviations = tree::synchronize(root, &files, &FOLDERS, Mode::Write)?;
    let mut out = String::new();
    for path in &named {
        out.push_str(&format!("wrote the first line of {path}\n"));
    }
    let mut n_changed = named.len();
    for deviation in &deviations {
        let (verb, remark) = match deviation.kind {
            DeviationKind::Missing | DeviationKind::Outdated { .. } => ("wrote", ""),
            DeviationKind::Stale => ("removed", ""),
            DeviationKind::Unknown => ("left", ": it is not generated; move it elsewhere"),
        };
        n_changed += usize::from(verb != "left");
        out.push_str(&format!("{verb} {}{remark}\n", deviation.path));
    }
    out.push_str(&match n_changed {
        0 => format!("nothing changed, {n_files} files are up to date\n"),
        n => format!("{n} changed, {n_files} files are up to date\n"),
    });
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    if args.verify { verify::run(root, &Ok(files)) } else { Ok(true) }
}

/// The generated files that are committed. Their sources are the catalog and the compiler's tables.
pub(crate) fn files(root: &Path) -> Result<Vec<File>> {
    let mut files = vec![
        docs::overview::file()?,
        docs::actions::file(),
        docs::releases::file(),
        docs::changes::file()?,
        docs::html::file()?,
        docs::catalog_json::file()?,
        docs::errors::file(root)?,
        docs::findings::file(),
    ];
    for version in VERSIONS {
        files.push(docs::page::file(version)?);
        files.extend(docs::commands::file(version));
        files.extend(version.policies.iter().map(|policy| docs::document(policy)));
    }
    files.extend(docs::exports::files()?);
    files.extend(schemas::files());
    files.push(configuration::file()?);
    files.extend(expanded::files(root)?);
    files.extend(snapshot::files());
    Ok(files)
}
