//! The command line: it lists, shows and renders the catalog's policies, and checks any policy.
//!
//! Results go to standard output, everything else to standard error. The exit code is 0 for success,
//! 1 if the answer is no, and 2 for incorrect usage.

mod args;
mod command;
mod complete;
mod config;
mod input;
mod ui;
mod version;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::example;
use command::Command;
use command::render;
use ui::failure::{self, Failure};
use ui::output;

#[derive(Debug, Parser)]
#[command(
    name = "pcluster-iam",
    about = "The IAM policies that AWS ParallelCluster needs, for your account",
    version = version::SHORT,
    long_version = version::long(),
    after_help = after_help()
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
    #[arg(
        short,
        long,
        global = true,
        display_order = 1000,
        help = "Print only results and errors: no notes and no warnings"
    )]
    quiet: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            // A closed pipe is not worth a message.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

/// Answers a shell, or runs a command; an error is a mistake in the line, or a request for help.
fn run() -> Result<ExitCode, clap::Error> {
    if complete::answer()? {
        return Ok(ExitCode::SUCCESS);
    }
    let line = match parse() {
        Ok(line) => line,
        Err(error) => match help_for_policy(&error) {
            Some(help) => {
                return Ok(output::print(help).map_or_else(Failure::report, |()| ExitCode::SUCCESS));
            }
            None => return Err(error),
        },
    };
    failure::set_quiet(line.quiet);
    Ok(match line.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    })
}

/// Reads the line. Help and mistakes are about all commands, whose arguments are then made too.
fn parse() -> Result<CommandLine, clap::Error> {
    CommandLine::try_parse().map_err(|error| {
        if error.kind() == ErrorKind::DisplayVersion {
            return error;
        }
        let mut whole = CommandLine::command();
        whole.build();
        whole.try_get_matches().err().unwrap_or(error)
    })
}

/// The help about the policy that the line names, if it asks for help.
fn help_for_policy(error: &clap::Error) -> Option<String> {
    let line: Vec<_> = std::env::args_os().collect();
    (error.kind() == ErrorKind::DisplayHelp).then(|| render::help::asked(&line)).flatten()
}

fn after_help() -> String {
    format!(
        "Exit codes: 0 success, 1 the answer is no or a file cannot be written, 2 incorrect usage.\n\n\
         Examples:\n  pcluster-iam list\n  pcluster-iam show {id}\n  pcluster-iam render {id} --help",
        id = example::policy_id()
    )
}
