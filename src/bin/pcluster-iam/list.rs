//! `pcluster-iam list`: every policy, a line each.

use clap::{ArgMatches, Command};
use comfy_table::{CellAlignment, Table, presets};
use pcluster_iam::POLICIES;
use serde_json::json;

use crate::ids;
use crate::output::{Failure, print};

pub(crate) fn command() -> Command {
    Command::new("list").about("List the policies of the catalog").arg(ids::format()).after_help(
        "The size is in characters without white space, as IAM's quotas count it, with the examples of the\n\
             policy's parameters as values.\n\n\
             Examples:\n  pcluster-iam list\n  pcluster-iam list --format json",
    )
}

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    if ids::is_json(matches) {
        let policies: Vec<_> = POLICIES
            .iter()
            .map(|policy| {
                json!({
                    "id": policy.id,
                    "name": policy.name,
                    "title": policy.title,
                    "summary": policy.summary,
                    "attach-to": policy.attach_to,
                    "schedulers": policy.schedulers,
                    "statements": policy.statements.iter().filter(|it| it.is_maintained()).count(),
                    "size": ids::size(policy),
                })
            })
            .collect();
        return print(format_args!("{:#}", serde_json::Value::Array(policies)));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header([
        "ID",
        "TITLE",
        "ATTACH TO",
        "SCHEDULERS",
        "STATEMENTS",
        "SIZE",
    ]);
    for policy in POLICIES {
        table.add_row([
            policy.id.to_owned(),
            policy.title.replace('`', ""),
            policy.attach_to.to_string(),
            policy.schedulers.join(", "),
            policy.statements.iter().filter(|statement| statement.is_maintained()).count().to_string(),
            ids::size(policy).map_or_else(String::new, |size| size.to_string()),
        ]);
    }
    for column in [4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    print(trimmed(&table))
}

/// A table without the blanks that surround it.
fn trimmed(table: &Table) -> String {
    let lines: Vec<_> =
        table.lines().map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
    lines.join("\n")
}
