//! `pcluster-iam list`: every policy and every bundle, a line each.

use clap::{Arg, ArgMatches, Command};
use comfy_table::{CellAlignment, Table, presets};
use pcluster_iam::{Bundle, Policy, VERSIONS, Version};
use serde_json::{Value, json};

use crate::ids;
use crate::output::{Failure, print};
use crate::releases;

pub(crate) fn command() -> Command {
    let release = VERSIONS.last().map_or("1.0.0", |version| version.release);
    Command::new("list")
        .about("List the policies of the catalog and the bundles of them")
        .arg(
            Arg::new("for")
                .long("for")
                .value_name("RELEASE")
                .help("Only those that are documented for this release of the product"),
        )
        .arg(ids::format())
        .after_help(format!(
            "The size is in characters without white space, as IAM's quotas count it, with the examples of the\n\
             policy's parameters as values.\n\n\
             Exit code 1 if no policies are documented for the release.\n\n\
             Examples:\n  pcluster-iam list\n  pcluster-iam list --for {release}\n  pcluster-iam list --format json"
        ))
}

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let versions = match matches.get_one::<String>("for") {
        Some(release) => releases::covering(release)?,
        None => VERSIONS.to_vec(),
    };
    if ids::is_json(matches) {
        return print(format_args!("{:#}", in_json(&versions)));
    }
    let mut text = policies(&versions);
    if versions.iter().any(|version| !version.bundles.is_empty()) {
        text.push_str("\n\n");
        text.push_str(&bundles(&versions));
    }
    print(text)
}

fn in_json(versions: &[&Version]) -> Value {
    let policies: Vec<_> = versions
        .iter()
        .flat_map(|version| version.policies)
        .map(|policy| {
            json!({
                "id": policy.id,
                "name": policy.name,
                "title": policy.title,
                "summary": policy.summary,
                "attach-to": policy.attach_to,
                "schedulers": policy.schedulers,
                "statements": n_statements(policy),
                "size": ids::size(policy),
            })
        })
        .collect();
    let bundles: Vec<&Bundle> = versions.iter().flat_map(|version| version.bundles).copied().collect();
    json!({ "policies": policies, "bundles": bundles })
}

fn policies(versions: &[&Version]) -> String {
    let mut table = table(["ID", "TITLE", "ATTACH TO", "SCHEDULERS", "STATEMENTS", "SIZE"]);
    for policy in versions.iter().flat_map(|version| version.policies) {
        table.add_row([
            policy.id.to_owned(),
            policy.title.replace('`', ""),
            policy.attach_to.to_string(),
            policy.schedulers.join(", "),
            n_statements(policy).to_string(),
            ids::size(policy).map_or_else(String::new, |size| size.to_string()),
        ]);
    }
    for column in [4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    trimmed(&table)
}

fn bundles(versions: &[&Version]) -> String {
    let mut table = table(["BUNDLE", "POLICIES", "FOR WHOM"]);
    for bundle in versions.iter().flat_map(|version| version.bundles) {
        let policies: Vec<_> = bundle.policies.iter().map(|policy| ids::variant(policy.id)).collect();
        table.add_row([bundle.id.to_owned(), policies.join(", "), bundle.audience.to_owned()]);
    }
    trimmed(&table)
}

fn n_statements(policy: &Policy) -> usize {
    policy.statements.iter().filter(|statement| statement.is_maintained()).count()
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header);
    table
}

/// A table without the blanks that surround it.
fn trimmed(table: &Table) -> String {
    let lines: Vec<_> =
        table.lines().map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
    lines.join("\n")
}
