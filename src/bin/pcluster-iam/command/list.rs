//! `pcluster-iam list`: all policies and bundles, one on each line.

use clap::Args;
use comfy_table::CellAlignment;
use pcluster_iam::{Bundle, Policy, VERSIONS, Version};
use serde_json::{Value, json};

use crate::args::example;
use crate::args::format::{FormatArg, OutputFormat};
use crate::args::release;
use crate::ui::failure::Failure;
use crate::ui::output::print;
use crate::ui::table::{table, trimmed};

#[derive(Args, Debug)]
#[command(about = "List the policies and bundles of the catalog", after_help = after_help())]
pub(crate) struct ListArgs {
    #[arg(
        long = "for",
        value_name = "RELEASE",
        help = "List only the policies that are documented for this release of the product"
    )]
    release: Option<String>,
    #[command(flatten)]
    format: FormatArg,
}

fn after_help() -> String {
    let release = VERSIONS.last().map_or("1.0.0", |version| version.release);
    format!(
        "SIZE counts characters without white space, as IAM's quotas do, with the examples of the\n\
         parameters as values.\n\n\
         Exit code 1 if no policies are documented for the release.\n\n\
         Examples:\n  pcluster-iam list\n  pcluster-iam list --for {release}\n  pcluster-iam list --format json"
    )
}

pub(crate) fn run(args: &ListArgs) -> Result<(), Failure> {
    let versions = match &args.release {
        Some(release) => release::covering(release)?,
        None => VERSIONS.to_vec(),
    };
    if args.format.format == OutputFormat::Json {
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
                "size": example::size(policy),
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
            example::size(policy).map_or_else(String::new, |size| size.to_string()),
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
        let policies: Vec<_> = bundle.policies.iter().map(|policy| policy.variant()).collect();
        table.add_row([bundle.id.to_owned(), policies.join(", "), bundle.audience.to_owned()]);
    }
    trimmed(&table)
}

fn n_statements(policy: &Policy) -> usize {
    policy.statements.iter().filter(|statement| statement.is_maintained()).count()
}
