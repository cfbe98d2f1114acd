//! `cargo xtask import-services`: AWS's Service Reference into `catalog/services`.
//!
//! [`plan`] turns the texts of the files into the catalog's files and a list of changes; [`run`] reads
//! the folder, writes and prints. Earlier facts come from the library's constants: an import writes the
//! catalog and reads its files only to leave those that are equal.

mod changes;
mod facts;
mod file;
mod known;
mod reference;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use pcluster_iam::SERVICES;

use self::facts::Facts;
use self::reference::Mistake;
use crate::author::date::Date;
use crate::author::shown::shown;
use crate::author::{WrongUse, page};
use crate::figures::grouped;
use crate::files::{self, File};
use crate::problem::Problem;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask import-services service-reference/ --as-of 2026-08-22
  cargo xtask import-services service-reference/ --as-of 2026-08-22 --name prefix='New Service'

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
    #[arg(long = "name", value_name = "PREFIX=NAME", value_parser = named)]
    names: Vec<(String, String)>,
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
}

/// The files and changes of an import.
#[derive(Debug, Default)]
struct ServicesPlan {
    /// The files, by their paths in the catalog.
    files: Vec<File>,
    /// The changes, a line each.
    changes: Vec<String>,
    n_actions: usize,
}

/// Imports the folder and prints the changes; true if its files have no mistake.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let catalog = args.output.clone().unwrap_or_else(|| root.join("catalog"));
    let (out, is_good) = match plan(&found(&args.folder)?, args, &known()) {
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
    });
    known.collect()
}

/// The plan that follows from the files, or all their problems.
fn plan(found: &[ServiceFile], args: &Args, known: &[KnownService]) -> Result<ServicesPlan, Vec<Problem>> {
    let mut plan = ServicesPlan::default();
    let mut problems = Vec::new();
    let has = |prefix: &str| found.iter().any(|file| file.prefix == prefix);
    for (prefix, _) in args.names.iter().filter(|(prefix, _)| !has(prefix)) {
        let message = format!("there is no `{prefix}.json` in `{}`", shown(&args.folder));
        problems.push(Problem::new(message, "fetch it from AWS, or correct the prefix in `--name`"));
    }
    for file in found {
        let prefix = &file.prefix;
        let old = known.iter().find(|known| known.prefix == *prefix);
        let given = args.names.iter().find(|(named, _)| named == prefix).map(|(_, name)| name);
        let Some(name) = given.or(old.map(|known| &known.name)) else {
            if args.all {
                let message = format!("the catalog has no name for the service `{prefix}`");
                problems.push(Problem::new(message, format!("add `--name {prefix}='…'`")));
            }
            continue;
        };
        match read(file) {
            Ok(facts) => {
                let renamed = old.filter(|known| known.name != *name);
                let renamed = renamed.map(|known| format!("renamed from `{}` to `{name}`", known.name));
                let lines = match old.and_then(|known| known.facts.as_ref()) {
                    Some(known) => changes::changes(known, &facts),
                    None => vec![format!("new, with {} actions", grouped(facts.actions.len()))],
                };
                plan.changes.extend(renamed.into_iter().chain(lines).map(|line| format!("{prefix}: {line}")));
                plan.n_actions += facts.actions.len();
                plan.files.push(file::file(prefix, name, &args.as_of.to_string(), &facts));
            }
            Err(mistakes) => problems.extend(mistakes.into_iter().map(|Mistake { position, message }| {
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
    fn report(&self, n_written: usize) -> String {
        let mut out: String = self.changes.iter().flat_map(|change| [change, "\n"]).collect();
        let count = |n: usize, word: &str| format!("{} {word}{}", grouped(n), if n == 1 { "" } else { "s" });
        out.push_str(&format!(
            "{} with {}: {}, {} written\n",
            count(self.files.len(), "service"),
            count(self.n_actions, "action"),
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

fn read(file: &ServiceFile) -> Result<Facts, Vec<Mistake>> {
    match page::decode(&file.bytes) {
        Ok(text) => reference::read(text, &file.prefix),
        Err(position) => {
            Err(vec![Mistake { position, message: "the file is not UTF-8 from here on".to_owned() }])
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
        let Some(prefix) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_json) else {
            continue;
        };
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, error))?;
        found.push(ServiceFile { prefix: prefix.to_owned(), path: shown(&path), bytes });
    }
    found.sort_by(|one, other| one.prefix.cmp(&other.prefix));
    Ok(found)
}

/// A prefix and a name, as `PREFIX=NAME`.
fn named(text: &str) -> Result<(String, String), String> {
    let is_prefix = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match text.split_once('=') {
        Some((prefix, name))
            if !prefix.is_empty() && prefix.chars().all(is_prefix) && !name.trim().is_empty() =>
        {
            Ok((prefix.to_owned(), name.trim().to_owned()))
        }
        _ => Err("write PREFIX=NAME, a service's prefix in lower case and AWS's name for it".to_owned()),
    }
}
