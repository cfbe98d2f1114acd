//! `pcluster-iam render`: a policy, a bundle of them or all, for one account.

use std::io;

use clap::{Arg, ArgAction, ArgMatches, Command};
use pcluster_iam::{Filled, PARTITIONS, POLICIES, json};

use crate::ids;
use crate::output::{self, Complaint, Failure, deliver};
use crate::problems;
use crate::render_many::{self, Extent};
use crate::suggest::similar;
use crate::values::{self, Given};

pub(crate) fn command() -> Command {
    let example = ids::example();
    let options = ids::example_options();
    Command::new("render")
        .about("Render a policy for your account, region and partition")
        .arg(ids::arg().required_unless_present_any(["all", "bundle"]))
        .override_usage(
            "pcluster-iam render <ID> [OPTIONS]\n       \
             pcluster-iam render --bundle <ID> --output <FOLDER> [OPTIONS]\n       \
             pcluster-iam render --all --output <FOLDER> [OPTIONS]",
        )
        .args(values::args())
        .arg(
            Arg::new("as-documented")
                .long("as-documented")
                .action(ArgAction::SetTrue)
                .help("Print the policy as its source documents it, with the source's placeholders")
                .conflicts_with_all(values::names()),
        )
        .arg(Arg::new("compact").long("compact").action(ArgAction::SetTrue).help("Print it in one line"))
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .requires("output")
                .conflicts_with_all(["id", "as-documented"])
                .help("Write every policy for which the values suffice below the folder --output"),
        )
        .arg(
            Arg::new("bundle")
                .long("bundle")
                .value_name("ID")
                .requires("output")
                .conflicts_with_all(["id", "all", "as-documented"])
                .help("Write every policy of a bundle below the folder --output; `list` prints the bundles"),
        )
        .args(output::args(
            "Write to this file, or with --bundle and --all below this folder, instead of printing",
        ))
        .after_help(format!(
            "Exit codes: 0 done, 1 the system refused a file or no policy could be written, 2 wrong use.\n\n\
             Examples:\n\
             \x20 pcluster-iam render {example} {options}\n\
             \x20 pcluster-iam render {example} {options} --output policy.json\n\
             \x20 pcluster-iam render {example} --values cluster.toml --compact\n\
             \x20 pcluster-iam render {example} --as-documented\n\
             \x20 pcluster-iam render --all --values cluster.toml --output policies"
        ))
}

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let is_compact = matches.get_flag("compact");
    if matches.get_flag("all") {
        return render_many::run(matches, POLICIES, Extent::WhatCanBe, is_compact);
    }
    if let Some(id) = matches.get_one::<String>("bundle") {
        return render_many::run(matches, ids::bundle(id)?.policies, Extent::All, is_compact);
    }
    let policy = ids::policy(matches)?;
    if matches.get_flag("as-documented") {
        let compact = is_compact.then(|| json::compact(policy.documented));
        return deliver(matches, compact.as_deref().unwrap_or(policy.documented));
    }
    let (given, mut complaints) = Given::read(matches)?;
    let filled = given.fill(policy, false, |filled| text(filled, is_compact));
    match filled {
        Ok(text) if complaints.is_empty() => {
            warn_of_unknown_regions(&given)?;
            deliver(matches, &text)
        }
        Ok(_) => Err(Failure::Use(complaints)),
        Err(unfilled) => {
            complaints.extend(problems::complaints(&unfilled, &given));
            Err(Failure::Use(complaints))
        }
    }
}

pub(crate) fn text(filled: &Filled<'_>, is_compact: bool) -> String {
    if is_compact { filled.to_json() } else { filled.to_json_pretty() }
}

/// A region that is newer than the catalog is taken; more often it is misspelt.
pub(crate) fn warn_of_unknown_regions(given: &Given) -> io::Result<()> {
    let name = values::parameter_of_type("region").map_or("", |parameter| parameter.name);
    let Some(value) = given.first(name) else { return Ok(()) };
    let regions = || PARTITIONS.iter().flat_map(|partition| partition.regions).copied();
    if regions().any(|region| region == value.text) {
        return Ok(());
    }
    let complaint =
        Complaint::new(format!("region `{}` is not among those that the catalog knows", value.text));
    output::warn(&match similar(&value.text, regions()).first() {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None => complaint,
    })
}
