//! The tasks of this repository: they write and check generated files, compare documentation pages
//! with the catalog, and import pages and AWS's facts about its services into it.

#![allow(clippy::format_push_string, reason = "short texts, and a write to one cannot fail")]

mod author;
mod catalog;
mod diff;
mod figures;
mod files;
mod generate;
mod pairing;
mod parallel;
mod placeholders;
mod problem;
mod review;
mod schema_line;
mod sizes;
mod stated;
mod tree;
mod verify;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::author::{WrongUse, compare_page, digest, import, import_services, watch_upstream};
use crate::files::root;

/// The examples at the end of the program's help.
const EXAMPLES: &str = "\
Examples:
  cargo xtask regenerate
  cargo xtask verify
  cargo xtask compare-page page.md

`cargo xtask COMMAND --help` shows examples of each command.";

/// The tasks of this repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Check that generated files are up to date and that the catalog's claims are true
    #[command(after_help = verify::EXAMPLES)]
    Verify,
    /// Write the files that are generated from the catalog
    #[command(after_help = generate::EXAMPLES)]
    Regenerate(generate::Args),
    /// Compare a documentation page with the catalog
    #[command(after_help = compare_page::EXAMPLES)]
    ComparePage(compare_page::Args),
    /// Write a new release into the catalog, from a documentation page or JSON documents
    #[command(after_help = import::EXAMPLES)]
    Import(import::Args),
    /// Print the digests of a policy document whose text is not kept here
    #[command(after_help = digest::EXAMPLES)]
    Digest(digest::Args),
    /// Write AWS's facts about its services into the catalog, and list the changes
    #[command(after_help = import_services::EXAMPLES)]
    ImportServices(import_services::Args),
    /// Compare the policies that a release of ParallelCluster states or creates with the catalog
    #[command(after_help = watch_upstream::EXAMPLES)]
    WatchUpstream(watch_upstream::Args),
}

fn main() -> anyhow::Result<ExitCode> {
    let outcome = match Cli::parse().task {
        Task::Verify => verify::run(&root(), &generate::files(&root())),
        Task::Regenerate(args) => generate::run(&args, &root()),
        Task::ComparePage(args) => compare_page::run(&args),
        Task::Import(args) => import::run(&args, &root()),
        Task::Digest(args) => digest::run(&args),
        Task::ImportServices(args) => import_services::run(&args, &root()),
        Task::WatchUpstream(args) => watch_upstream::run(&args, &root()),
    };
    match outcome {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        Err(error) if error.is::<WrongUse>() => {
            writeln!(std::io::stderr(), "error: {error}")?;
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error),
    }
}
