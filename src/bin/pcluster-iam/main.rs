//! The command line: it lists, shows and renders the catalog's policies, and checks any policy.
//!
//! Results go to standard output, everything else to standard error. The exit code is 0 for success,
//! 1 if the answer is no, and 2 for incorrect usage.

mod args;
mod command;
mod input;
mod ui;

use std::process::ExitCode;

use clap::Parser;

use args::example;
use command::Command;

#[derive(Debug, Parser)]
#[command(
    name = "pcluster-iam",
    about = "The IAM policies that AWS ParallelCluster needs, for your account",
    version,
    after_help = after_help()
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => {
            // A closed pipe is not worth a message.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match line.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn after_help() -> String {
    format!(
        "Exit codes: 0 success, 1 the answer is no or a file cannot be written, 2 incorrect usage.\n\n\
         Examples:\n  pcluster-iam list\n  pcluster-iam show {id}\n  pcluster-iam render {id} --help",
        id = example::policy_id()
    )
}
