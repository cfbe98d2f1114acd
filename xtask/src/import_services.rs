//! `cargo xtask import-services`: AWS's Service Reference into `catalog/services`.
//!
//! [`plan`] makes of the files' texts what is to be written and what has changed; [`run`] reads the
//! folder, writes and prints. What is known comes from the library's constants: the catalog is
//! written here and never read.

mod changes;
mod facts;
mod known;
mod reference;
#[cfg(test)]
mod tests;
mod toml;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use pcluster_iam::SERVICES;

use self::facts::Facts;
use crate::figures::grouped;
use crate::files::{self, File};
use crate::problem::Problem;

/// What `--help` shows below the options.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask import-services service-reference --as-of 2026-08-22
  cargo xtask import-services service-reference --as-of 2026-08-22 --name prefix='Name of a New Service'

AWS serves one JSON file for each service; https://servicereference.us-east-1.amazonaws.com/ lists them.";

/// What the command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder with AWS's JSON files, each named after its service's prefix
    folder: PathBuf,
    /// The day on which AWS served the files, such as 2026-08-22
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: String,
    /// Import every file of the folder, and not only the services that the catalog has
    #[arg(long)]
    all: bool,
    /// What AWS calls a service: imports one that is new, or renames one (can be repeated)
    #[arg(long = "name", value_name = "PREFIX=NAME", value_parser = named)]
    names: Vec<(String, String)>,
}

/// A service that the catalog has.
#[derive(Clone, Debug)]
struct Known {
    prefix: String,
    name: String,
    /// Nothing where the catalog has its name only.
    facts: Option<Facts>,
}

/// What is to be done.
#[derive(Debug, Default)]
struct Plan {
    files: Vec<File>,
    /// What has changed, a line each.
    changes: Vec<String>,
    n_actions: usize,
}

/// Imports the folder and prints what has changed; true if nothing is wrong with its files.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let known: Vec<_> = SERVICES
        .iter()
        .map(|service| Known {
            prefix: service.prefix.to_owned(),
            name: service.name.to_owned(),
            facts: service.as_of.map(|_| known::facts(service)),
        })
        .collect();
    let (out, is_good) = match plan(&read(&args.folder)?, args, &known) {
        Ok(plan) => {
            let mut n_written = 0;
            for file in &plan.files {
                n_written += usize::from(write(root, file)?);
            }
            (plan.report(n_written), true)
        }
        Err(problems) => (problems.iter().map(|problem| format!("{problem}\n")).collect(), false),
    };
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(is_good)
}

/// What follows from the texts of files by their prefixes; or all that is wrong with them.
fn plan(
    texts: &BTreeMap<String, (String, Vec<u8>)>,
    args: &Args,
    known: &[Known],
) -> Result<Plan, Vec<Problem>> {
    let mut plan = Plan::default();
    let mut problems = Vec::new();
    let name_of = |prefix: &str| args.names.iter().find(|(named, _)| named == prefix).map(|(_, name)| name);
    for (prefix, _) in args.names.iter().filter(|(prefix, _)| !texts.contains_key(prefix)) {
        let message = format!("there is no file `{prefix}.json` in `{}`", args.folder.display());
        problems.push(Problem::new(message, "fetch it from AWS, or correct the prefix behind `--name`"));
    }
    for (prefix, (path, bytes)) in texts {
        let old = known.iter().find(|known| known.prefix == *prefix);
        let Some(name) = name_of(prefix).or(old.map(|known| &known.name)) else {
            if args.all {
                let message = format!("the catalog does not know what AWS calls `{prefix}`");
                problems.push(Problem::new(message, format!("add `--name {prefix}='…'`")));
            }
            continue;
        };
        match read_facts(prefix, bytes) {
            Ok(facts) => {
                let lines = match old.and_then(|known| known.facts.as_ref()) {
                    Some(known) => changes::changes(known, &facts),
                    None => vec![format!("new, with {} actions", grouped(facts.actions.len()))],
                };
                let renamed = old.filter(|known| known.name != *name);
                let renamed = renamed.map(|known| format!("is called `{name}`, and was `{}`", known.name));
                let lines = renamed.into_iter().chain(lines);
                plan.changes.extend(lines.map(|line| format!("{prefix}: {line}")));
                plan.n_actions += facts.actions.len();
                plan.files.push(toml::file(prefix, name, &args.as_of, &facts));
            }
            Err(mistakes) => problems.extend(mistakes.into_iter().map(|mistake| {
                let reference::Mistake { line, column, message } = mistake;
                let help = "nothing was written; fetch the file again, or leave it out";
                Problem::new(format!("{path}:{line}:{column}: {message}"), help)
            })),
        }
    }
    for known in known.iter().filter(|known| !texts.contains_key(&known.prefix)) {
        plan.changes.push(format!("{}: not in the folder, left as it is", known.prefix));
    }
    if problems.is_empty() && plan.files.is_empty() {
        let message = format!("`{}` has no file of a service that the catalog has", args.folder.display());
        problems.push(Problem::new(
            message,
            "name the folder with AWS's JSON files, each named after its service's prefix",
        ));
    }
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

impl Plan {
    fn report(&self, n_written: usize) -> String {
        let mut out: String = self.changes.iter().map(|change| format!("{change}\n")).collect();
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
                "run `cargo xtask regenerate` and `cargo xtask verify`, and review the difference\n",
            );
        }
        out
    }
}

fn read_facts(prefix: &str, bytes: &[u8]) -> Result<Facts, Vec<reference::Mistake>> {
    match str::from_utf8(bytes) {
        Ok(text) => reference::read(text.strip_prefix('\u{feff}').unwrap_or(text), prefix),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = valid.split(|&byte| byte == b'\n').count();
            let column = valid.rsplit(|&byte| byte == b'\n').next().map_or(0, <[u8]>::len) + 1;
            Err(vec![reference::Mistake { line, column, message: "the file is not UTF-8 here".to_owned() }])
        }
    }
}

/// The files of the folder: by prefix, the path as it is shown and the bytes.
fn read(folder: &Path) -> Result<BTreeMap<String, (String, Vec<u8>)>> {
    let mut texts = BTreeMap::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list `{}`", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list `{}`", folder.display()))?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let Some(prefix) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_json) else {
            continue;
        };
        let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        texts.insert(prefix.to_owned(), (path.display().to_string(), bytes));
    }
    Ok(texts)
}

/// Writes a file unless it has that text; whether it was written.
fn write(root: &Path, file: &File) -> Result<bool> {
    let is_outdated = files::read(root, &file.path)?.is_none_or(|found| found != file.text.as_bytes());
    if is_outdated {
        files::write(root, &file.path, &file.text)?;
    }
    Ok(is_outdated)
}

/// A date of the form of TOML's.
fn date(text: &str) -> Result<String, String> {
    let parts: Vec<_> =
        text.split('-').map(|part| part.parse().ok().filter(|_| !part.starts_with('+'))).collect();
    match parts.as_slice() {
        [Some(2000..), Some(1..=12), Some(1..=31)] if text.len() == "2026-08-22".len() => Ok(text.to_owned()),
        _ => Err("write a day such as 2026-08-22".to_owned()),
    }
}

/// A prefix and a name, as `PREFIX=NAME`.
fn named(text: &str) -> Result<(String, String), String> {
    let is_prefix = |prefix: &str| {
        !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let is_name = |name: &str| {
        !name.trim().is_empty() && !name.contains(['"', '\\']) && !name.contains(char::is_control)
    };
    match text.split_once('=') {
        Some((prefix, name)) if is_prefix(prefix) && is_name(name) => {
            Ok((prefix.to_owned(), name.trim().to_owned()))
        }
        _ => Err("write PREFIX=NAME, a service's prefix in lower case and what AWS calls it".to_owned()),
    }
}
