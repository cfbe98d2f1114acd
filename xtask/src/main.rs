//! The tasks of this repository: what is generated is written and checked here, and documentation
//! pages are compared with the catalog, and AWS's facts about its services imported into it.

#![allow(clippy::format_push_string, reason = "short texts, and a write to one cannot fail")]

mod compare_page;
mod diff;
mod docs;
mod documented;
mod expanded;
mod figures;
mod files;
mod import_services;
mod problem;
mod regenerate;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    /// Write what AWS states about its services into the catalog, and say what has changed
    #[command(after_help = import_services::EXAMPLES)]
    ImportServices(import_services::Args),
}

fn main() -> anyhow::Result<ExitCode> {
    let is_good = match Cli::parse().task {
        Task::Verify => verify::run(&root()),
        Task::Regenerate => regenerate::run(&root()),
        Task::ComparePage(args) => compare_page::run(&args),
        Task::ImportServices(args) => import_services::run(&args, &root()),
    }?;
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
