//! The tasks of this repository: what is generated is written and checked here, and documentation
//! pages are compared with the catalog and imported into it, as is what AWS states of its services.

#![allow(clippy::format_push_string, reason = "short texts, and a write to one cannot fail")]

mod author;
mod catalog;
mod diff;
mod figures;
mod files;
mod generate;
mod pairing;
mod placeholders;
mod problem;
mod repeated;
mod review;
mod schema_line;
mod verify;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::author::{WrongUse, compare_page, import, import_services};
use crate::files::root;

/// Tasks of this repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Check that everything generated is up to date and everything the catalog claims is true
    Verify,
    /// Rewrite what is generated from the catalog
    Regenerate,
    /// Compare a documentation page with the catalog
    ComparePage(compare_page::Args),
    /// Write a new release into the catalog, from a documentation page or JSON documents
    #[command(after_help = import::EXAMPLES)]
    Import(import::Args),
    /// Write what AWS states about its services into the catalog, and say what has changed
    #[command(after_help = import_services::EXAMPLES)]
    ImportServices(import_services::Args),
}

fn main() -> anyhow::Result<ExitCode> {
    let outcome = match Cli::parse().task {
        Task::Verify => verify::run(&root()),
        Task::Regenerate => generate::run(&root()),
        Task::ComparePage(args) => compare_page::run(&args),
        Task::Import(args) => import::run(&args, &root()),
        Task::ImportServices(args) => import_services::run(&args, &root()),
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
