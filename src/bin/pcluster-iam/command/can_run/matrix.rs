//! All commands in all configurations.

use pcluster_iam::Configuration;
use pcluster_iam::run::Verdict;
use serde_json::json;

use super::answered::{Answered, Asker};
use super::{CanRunArgs, tell_examples};
use crate::args::format::OutputFormat;
use crate::ui::failure::Failure;
use crate::ui::output::print;
use crate::ui::table::{table, trimmed};

/// Prints the table of all commands and tasks with calls of the caller.
pub(super) fn run(
    args: &CanRunArgs,
    asker: &mut Asker<'_>,
    configuration: Option<&'static Configuration>,
) -> Result<(), Failure> {
    let of_catalog = asker.commands.configurations.iter().copied().map(Some);
    let configurations: Vec<Option<&'static Configuration>> = match configuration {
        _ if asker.file.is_some() => vec![None],
        Some(_) => vec![configuration],
        None if asker.commands.configurations.is_empty() => vec![None],
        None => of_catalog.collect(),
    };
    let mut rows: Vec<Vec<Answered<'_>>> = Vec::new();
    for command in asker.commands.commands {
        let is_of_caller = command.steps.iter().any(|step| asker.caller.makes(step));
        if is_of_caller || asker.is_user() && command.by.as_user {
            let row = configurations.iter().map(|it| asker.ask(command, *it));
            rows.push(row.collect::<Result<_, _>>()?);
        }
    }
    match args.format.format {
        OutputFormat::Json => {
            let all = rows.iter().flatten().map(|it| {
                json!({
                    "command": it.command.name,
                    "configuration": it.configuration.map(|it| it.name),
                    "verdict": it.verdict(),
                    "calls": it.answers.len(),
                    "denied": it.n_not_allowed(),
                })
            });
            print(format_args!("{:#}", json!({ "commands": all.collect::<Vec<_>>() })))?;
        }
        OutputFormat::Text => {
            let name = |it: &Option<&'static Configuration>| match (it, &asker.file) {
                (Some(configuration), _) => configuration.name.to_owned(),
                (None, Some(file)) => file.path.clone(),
                (None, None) => "RUNS".to_owned(),
            };
            let names: Vec<_> = configurations.iter().map(name).collect();
            let header = std::iter::once("COMMAND").chain(names.iter().map(String::as_str)).collect();
            let mut all = table(header);
            for row in &rows {
                let command = row.first().map_or("", |it| it.command.name).to_owned();
                all.add_row(std::iter::once(command).chain(row.iter().map(cell)));
            }
            print(trimmed(&all))?;
        }
    }
    tell_examples(asker)
}

/// What becomes of a command, with the number of calls that are not allowed.
fn cell(answered: &Answered<'_>) -> String {
    let number = answered.n_not_allowed();
    match answered.verdict() {
        Verdict::Runs if number == 0 => "runs".to_owned(),
        Verdict::Runs => format!("runs, {number} denied"),
        Verdict::Unsure => format!("may fail, {number} open"),
        Verdict::Fails => format!("FAILS, {number} denied"),
    }
}
