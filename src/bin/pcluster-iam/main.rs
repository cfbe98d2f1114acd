//! The command line: the catalog's policies, listed, shown and rendered for one account, and any
//! policy checked.
//!
//! Results go to standard output, everything else to standard error. The exit code is 0 when it
//! was done, 1 when the answer is no, 2 when the command was used wrongly.

mod check;
mod ids;
mod list;
mod output;
mod partition;
mod problems;
mod releases;
mod render;
mod render_many;
mod show;
mod suggest;
mod toml_file;
mod trust;
mod values;
mod values_file;

use std::process::ExitCode;

use clap::{ArgMatches, Command};

use output::Failure;

fn main() -> ExitCode {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // A closed pipe is not worth a message.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn command() -> Command {
    Command::new("pcluster-iam")
        .about("The IAM policies that AWS ParallelCluster needs, for your account")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(format!(
            "Exit codes: 0 done, 1 the answer is no or a file cannot be written, 2 wrong use.\n\n\
             Examples:\n  pcluster-iam list\n  pcluster-iam show {id}\n  pcluster-iam render {id} --help",
            id = ids::example()
        ))
        .subcommands([
            list::command(),
            show::command(),
            render::command(),
            trust::command(),
            check::command(),
        ])
}

fn run(matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("list", matches)) => list::run(matches),
        Some(("show", matches)) => show::run(matches),
        Some(("render", matches)) => render::run(matches),
        Some(("trust", matches)) => trust::run(matches),
        Some(("check", matches)) => check::run(matches),
        _ => Ok(()),
    }
}
