//! Completion of command lines: the shell runs this program with the line as typed so far, and gets what can follow.
//!
//! clap knows the commands and the options. What an argument can be follows from the name that the help gives its
//! value, so that every command with an `<ID>` completes ids.

mod bash;
mod candidates;
mod facts;

use std::ffi::OsStr;

use clap::{Arg, Command, CommandFactory};
use clap_complete::CompleteEnv;
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};
use pcluster_iam::Parameter;

use crate::CommandLine;
use crate::args::release::AskedReleases;
use crate::config::Config;
use crate::ui::failure::Failure;
use bash::Bash;

/// The variable by which a shell's script asks for completions.
pub(crate) const VARIABLE: &str = "PCLUSTER_IAM_COMPLETE";

/// The program, as shells find it.
const PROGRAM: &str = "pcluster-iam";

const SHELLS: Shells<'static> = Shells(&[&Bash, &Elvish, &Fish, &Powershell, &Zsh]);

/// Answers a shell that asks what can follow; false if no shell asks.
pub(crate) fn answer() -> Result<bool, clap::Error> {
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(command)
        .var(VARIABLE)
        .shells(SHELLS)
        .try_complete(std::env::args_os(), folder.as_deref())
}

/// The names of the shells that have scripts.
pub(crate) fn shells() -> impl Iterator<Item = &'static str> {
    SHELLS.names()
}

/// The script with which a shell asks this program.
pub(crate) fn script(shell: &str) -> Result<String, Failure> {
    let mut script = Vec::new();
    let known = SHELLS.completer(shell);
    known.map_or(Ok(()), |it: &dyn EnvCompleter| {
        it.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)
    })?;
    Ok(String::from_utf8_lossy(&script).trim().to_owned())
}

/// The whole command line, with what its arguments can be.
fn command() -> Command {
    let mut command = CommandLine::command();
    command.build();
    completed(command)
}

/// The command with the values of its arguments and of those of its subcommands.
fn completed(command: Command) -> Command {
    command.mut_args(with_values).mut_subcommands(completed)
}

fn with_values(arg: Arg) -> Arg {
    if let Some(parameter) = Parameter::named(arg.get_id().as_str()) {
        return arg.add(ArgValueCandidates::new(move || candidates::of_parameter(parameter)));
    }
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let Some(name) = name else { return arg };
    match (name.as_str(), arg.get_id().as_str()) {
        ("ID", "bundle") => arg.add(ArgValueCandidates::new(candidates::bundles)),
        ("ID", _) => arg.add(ArgValueCandidates::new(ids_or_names)),
        ("PROFILE", _) => arg.add(ArgValueCandidates::new(profiles)),
        ("ID|FILE" | "POLICY" | "A" | "B", _) => arg.add(ArgValueCompleter::new(id_or_file)),
        ("ID|FILE|ACTION", _) => arg.add(ArgValueCompleter::new(id_file_or_action)),
        ("ACTION" | "ACTION|SID", _) => arg.add(ArgValueCompleter::new(facts::actions)),
        ("RESOURCE", _) => arg.add(ArgValueCompleter::new(facts::arns)),
        ("KEY", _) => arg.add(ArgValueCompleter::new(facts::keys)),
        ("KEY=VALUE", _) => arg.add(ArgValueCompleter::new(facts::keys_with_value)),
        ("REGION", _) => arg.add(ArgValueCandidates::new(candidates::regions)),
        ("PARTITION", _) => arg.add(ArgValueCandidates::new(candidates::partitions)),
        ("RELEASE" | "OLD" | "NEW", _) => arg.add(ArgValueCandidates::new(candidates::releases)),
        ("CODE", _) => arg.add(ArgValueCandidates::new(candidates::codes)),
        ("COMMAND", _) => arg.add(ArgValueCandidates::new(candidates::commands)),
        ("ACTOR", _) => arg.add(ArgValueCandidates::new(candidates::actors)),
        ("NAME", "option" | "without") => arg.add(ArgValueCandidates::new(candidates::options)),
        ("NAME=VALUE", "set") => arg.add(ArgValueCandidates::new(candidates::settings)),
        ("FILE" | "FILE.toml" | "FILE.yaml" | "DUMP" | "PATH" | "MESSAGE|FILE", _) => {
            arg.add(ArgValueCompleter::new(PathCompleter::any().stdio()))
        }
        _ => arg,
    }
}

/// The ids, or with a release in the line the names of what there is for it.
fn ids_or_names() -> Vec<CompletionCandidate> {
    let line: Vec<String> = std::env::args().collect();
    let behind = |word: &String| line.iter().skip_while(|it| *it != word).nth(1).cloned();
    let release = line.iter().find_map(|word| match word.as_str() {
        "--for" => behind(word),
        word => word.strip_prefix("--for=").map(str::to_owned),
    });
    let asked = release.and_then(|release| AskedReleases::read(&release).ok());
    asked.map_or_else(candidates::ids, |asked| candidates::names(&asked.releases))
}

/// The profiles of the configuration file.
fn profiles() -> Vec<CompletionCandidate> {
    let config = Config::find().unwrap_or_default();
    config.values.profiles.into_iter().map(|(name, _)| candidates::candidate(name, "")).collect()
}

/// Ids and files, and the actions once something is typed: their services alone are hundreds.
fn id_file_or_action(typed: &OsStr) -> Vec<CompletionCandidate> {
    let actions = if typed.is_empty() { Vec::new() } else { facts::actions(typed) };
    id_or_file(typed).into_iter().chain(actions).collect()
}

/// The ids and the files that begin with what is typed.
fn id_or_file(typed: &OsStr) -> Vec<CompletionCandidate> {
    let ids = candidates::ids().into_iter();
    let begins =
        |id: &CompletionCandidate| id.get_value().as_encoded_bytes().starts_with(typed.as_encoded_bytes());
    ids.filter(begins).chain(PathCompleter::any().stdio().complete(typed)).collect()
}
