//! `cargo xtask import-services`: AWS's Service Reference into `catalog/services`.
//!
//! [`plan`] turns the texts of the files into the catalog's files and a list of changes; [`run`] reads
//! the folder, writes and prints. Earlier facts come from the library's constants: an import writes the
//! catalog and reads its files only to leave those that are equal.

mod changes;
mod facts;
mod file;
mod known;
mod names;
mod reference;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use pcluster_iam::SERVICES;

use compiler::names::is_prefix;

use self::facts::Facts;
use self::names::{Name, Names};
use self::reference::Remark;
use crate::author::date::Date;
use crate::author::shown::{printable, shown};
use crate::author::{WrongUse, page};
use crate::figures::grouped;
use crate::files::{self, File};
use crate::problem::Problem;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask import-services service-reference/ --as-of 2026-08-22
  cargo xtask import-services service-reference/ --as-of 2026-08-22 --name prefix='New Service'
  cargo xtask import-services service-reference/ --as-of 2026-08-22 --all --names names.tsv

AWS serves one JSON file for each service, listed at
https://servicereference.us-east-1.amazonaws.com/.

Exit code: 0 if everything was imported, 1 if a file is wrong and nothing was written,
2 for wrong use.";

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder with AWS's JSON files, each named after its service's prefix
    folder: PathBuf,
    /// The day on which AWS served the files
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Date,
    /// Import every file of the folder, not only those of services that the catalog has
    #[arg(long)]
    all: bool,
    /// Name a service as AWS does: imports a new service, or renames a known one (can be repeated)
    #[arg(long = "name", value_name = "PREFIX=NAME", value_parser = names::named)]
    given_names: Vec<(String, String)>,
    /// Name new services by a file with a prefix, a tab and AWS's name on each line; with `--all`, a
    /// service that nobody names has its prefix for a name
    #[arg(long = "names", value_name = "FILE.tsv")]
    list_of_names: Option<PathBuf>,
    /// Write into the catalog in this folder (default: that of this repository)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// A file of the folder.
#[derive(Debug)]
struct ServiceFile {
    prefix: String,
    /// The path as it is printed.
    path: String,
    bytes: Vec<u8>,
}

/// A service that the catalog has.
#[derive(Clone, Debug)]
struct KnownService {
    prefix: String,
    name: String,
    /// The facts, or `None` if the catalog has only the name.
    facts: Option<Facts>,
    /// The day on which somebody reviewed its ARN formats.
    reviewed: Option<&'static str>,
}

/// The files and changes of an import.
#[derive(Debug, Default)]
struct ServicesPlan {
    /// The files, by their paths in the catalog.
    files: Vec<File>,
    /// The oddities of AWS's files that do not stop an import, a line each.
    warnings: Vec<String>,
    /// The changes, a line each.
    changes: Vec<String>,
    n_actions: usize,
}

/// Imports the folder and prints the changes; true if its files have no mistake.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let catalog = args.output.clone().unwrap_or_else(|| root.join("catalog"));
    let (out, is_good) = match plan(
        &found(&args.folder)?,
        args,
        &Names::read(&args.given_names, args.list_of_names.as_deref())?,
        &known(),
    ) {
        Ok(plan) => {
            let mut n_written = 0;
            for file in &plan.files {
                let is_outdated =
                    files::read(&catalog, &file.path)?.is_none_or(|found| found != file.text.as_bytes());
                if is_outdated {
                    files::write(&catalog, &file.path, &file.text)?;
                    n_written += 1;
                }
            }
            (plan.report(n_written), true)
        }
        Err(problems) => {
            let texts: String = problems.iter().map(ToString::to_string).collect();
            (format!("{texts}nothing was written\n"), false)
        }
    };
    io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(is_good)
}

/// The services that the library knows.
fn known() -> Vec<KnownService> {
    let known = SERVICES.iter().map(|service| KnownService {
        prefix: service.prefix.to_owned(),
        name: service.name.to_owned(),
        facts: service.as_of.map(|_| known::facts(service)),
        reviewed: service.review.map(|review| review.date),
    });
    known.collect()
}

/// The plan that follows from the files, or all their problems.
fn plan(
    found: &[ServiceFile],
    args: &Args,
    names: &Names,
    known: &[KnownService],
) -> Result<ServicesPlan, Vec<Problem>> {
    let mut plan = ServicesPlan::default();
    let has = |prefix: &str| found.iter().any(|file| file.prefix == prefix);
    let mut problems: Vec<_> = names.without_file(&args.folder, has).collect();
    for file in found {
        let prefix = &file.prefix;
        let old = known.iter().find(|known| known.prefix == *prefix);
        let name = names.of(prefix, old);
        if !args.all && matches!(name, Name::Prefix(_)) {
            continue;
        }
        // The prefix becomes a path.
        if !is_prefix(prefix) {
            let message =
                format!("{}: no service can have the prefix `{}`", file.path, prefix.escape_debug());
            problems.push(Problem::new(message, "name the file after its service's prefix, or remove it"));
            continue;
        }
        match read(file) {
            Ok((facts, warnings)) => {
                let at = |it: &Remark| format!("{}:{}:{}", file.path, it.position.line, it.position.column);
                plan.warnings.extend(warnings.iter().map(|it| format!("{}: {}", at(it), it.message)));
                if matches!(name, Name::Prefix(_)) {
                    let message = "nobody states its name, so its prefix stands for that";
                    plan.warnings.push(format!("{}: {message}", file.path));
                }
                plan.add(file, name.text(), old, &facts, args);
            }
            Err(mistakes) => problems.extend(mistakes.into_iter().map(|Remark { position, message }| {
                let place = format!("{}:{}:{}", file.path, position.line, position.column);
                Problem::new(
                    format!("{place}: {message}"),
                    "fetch the file again, or remove it from the folder",
                )
            })),
        }
    }
    if problems.is_empty() && plan.files.is_empty() {
        let folder = shown(&args.folder);
        let message = format!("`{folder}` has no file of a service that the catalog has");
        let help = "give the folder with AWS's JSON files, each named after its service's prefix";
        problems.push(Problem::new(message, help));
    }
    let left = known.iter().filter(|known| !has(&known.prefix));
    plan.changes.extend(left.map(|known| format!("{}: not in the folder, left unchanged", known.prefix)));
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

impl ServicesPlan {
    /// Adds the file of a service, and its changes.
    fn add(
        &mut self,
        file: &ServiceFile,
        name: &str,
        old: Option<&KnownService>,
        facts: &Facts,
        args: &Args,
    ) {
        let prefix = &file.prefix;
        let renamed = old.filter(|known| known.name != *name);
        let renamed = renamed.map(|known| format!("renamed from `{}` to `{name}`", known.name));
        let lines = match old.and_then(|known| Some((known.facts.as_ref()?, known.reviewed))) {
            Some((known, reviewed)) => changes::changes(known, facts, reviewed),
            None => vec![format!("new, with {} actions", grouped(facts.actions.len()))],
        };
        self.changes.extend(renamed.into_iter().chain(lines).map(|line| format!("{prefix}: {line}")));
        self.n_actions += facts.actions.len();
        self.files.push(file::file(prefix, name, &args.as_of.to_string(), facts));
    }

    fn report(&self, n_written: usize) -> String {
        let warnings = self.warnings.iter().flat_map(|warning| ["warning: ", warning, "\n"]);
        let mut out = warnings.collect::<String>();
        out.extend(self.changes.iter().flat_map(|change| [change, "\n"]));
        let count = |n: usize, word: &str| format!("{} {word}{}", grouped(n), if n == 1 { "" } else { "s" });
        out.push_str(&format!(
            "{} with {}: {}{}, {} written\n",
            count(self.files.len(), "service"),
            count(self.n_actions, "action"),
            match self.warnings.len() {
                0 => String::new(),
                n => format!("{}, ", count(n, "warning")),
            },
            count(self.changes.len(), "change"),
            count(n_written, "file"),
        ));
        if n_written > 0 {
            out.push_str(
                "run `cargo xtask regenerate` and `cargo xtask verify`, and review the differences\n",
            );
        }
        out
    }
}

fn read(file: &ServiceFile) -> Result<(Facts, Vec<Remark>), Vec<Remark>> {
    match page::decode(&file.bytes) {
        Ok(text) => reference::read(text, &file.prefix),
        Err(position) => {
            Err(vec![Remark { position, message: "the file is not UTF-8 from here on".to_owned() }])
        }
    }
}

/// The JSON files of the folder, sorted by name.
fn found(folder: &Path) -> Result<Vec<ServiceFile>> {
    let unreadable = |path: &Path, error| WrongUse::of("read", &shown(path), &error);
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut found = Vec::new();
    for entry in entries.map_err(|error| unreadable(folder, error))? {
        let path = entry.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json") && path.is_file();
        let Some(prefix) = path.file_stem().map(OsStr::to_string_lossy).filter(|_| is_json) else {
            continue;
        };
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, error))?;
        found.push(ServiceFile { prefix: prefix.into_owned(), path: printable(&shown(&path)), bytes });
    }
    found.sort_by(|one, other| one.prefix.cmp(&other.prefix));
    Ok(found)
}
