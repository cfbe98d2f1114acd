//! All commands in all configurations.

use pcluster_iam::Configuration;
use pcluster_iam::run::Verdict;
use serde_json::json;

use super::CanRunArgs;
use super::answered::{Answered, Asker};
use crate::args::format::OutputFormat;
use crate::args::run::tell_not_covered;
use crate::ui::failure::Failure;
use crate::ui::output::print;
use crate::ui::table::{table, trimmed};

/// Prints the table of all commands and tasks with calls of the caller.
pub(super) fn run(args: &CanRunArgs, asker: &mut Asker<'_>) -> Result<(), Failure> {
    let (commands, configuration) = (asker.asked.commands, asker.asked.configuration);
    let of_catalog = commands.configurations.iter().copied().map(Some);
    let configurations: Vec<Option<&'static Configuration>> = match configuration {
        _ if asker.asked.file.is_some() => vec![None],
        Some(_) => vec![configuration],
        None if commands.configurations.is_empty() => vec![None],
        None => of_catalog.collect(),
    };
    let mut rows: Vec<Vec<Answered<'_>>> = Vec::new();
    for command in asker.asked.of_caller().collect::<Vec<_>>() {
        let row = configurations.iter().map(|it| asker.ask(command, *it));
        rows.push(row.collect::<Result<_, _>>()?);
    }
    match args.format.format {
        OutputFormat::Json => {
            let all = rows.iter().flatten().map(|it| {
                json!({
                    "command": it.command.name,
                    "configuration": it.configuration.map(|it| it.name),
                    "verdict": it.verdict(),
                    "not-covered": it.command.not_covered,
                    "calls": it.answers.len(),
                    "denied": it.n_not_allowed(),
                })
            });
            print(format_args!("{:#}", json!({ "commands": all.collect::<Vec<_>>() })))?;
        }
        OutputFormat::Text => {
            let name = |it: Option<&'static Configuration>| match (it, &asker.asked.file) {
                (Some(configuration), _) => configuration.name.to_owned(),
                (None, Some(file)) => file.path.clone(),
                (None, None) => "RUNS".to_owned(),
            };
            let names: Vec<_> = configurations.iter().copied().map(name).collect();
            let header = std::iter::once("COMMAND").chain(names.iter().map(String::as_str)).collect();
            let mut all = table(header);
            for row in &rows {
                let command = row.first().map_or("", |it| it.command.name).to_owned();
                all.add_row(std::iter::once(command).chain(row.iter().map(cell)));
            }
            print(trimmed(&all))?;
            let commands = rows.iter().filter_map(|row| row.first()).map(|it| it.command);
            tell_not_covered(commands)?;
        }
    }
    asker.asked.tell_examples()
}

/// What becomes of a command, with the number of calls that are not allowed.
fn cell(answered: &Answered<'_>) -> String {
    let number = answered.n_not_allowed();
    match answered.verdict() {
        Verdict::Runs if number == 0 && answered.command.not_covered.is_some() => "runs, in part".to_owned(),
        Verdict::Runs if number == 0 => "runs".to_owned(),
        Verdict::Runs => format!("runs, {number} denied"),
        Verdict::Unsure => format!("may fail, {number} open"),
        Verdict::Fails => format!("FAILS, {number} denied"),
    }
}
