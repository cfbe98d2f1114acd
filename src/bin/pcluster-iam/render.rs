//! `pcluster-iam render`: a policy, or all of them, for one account.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use pcluster_iam::{FillProblem, Filled, PARTITIONS, POLICIES, Policy, json};

use crate::ids;
use crate::output::{self, Complaint, Failure, deliver, note, refuse_existing, write};
use crate::problems;
use crate::suggest::similar;
use crate::values::{self, Given};

pub(crate) fn command() -> Command {
    let example = ids::example();
    let options = ids::example_options();
    Command::new("render")
        .about("Render a policy for your account, region and partition")
        .arg(ids::arg().required_unless_present("all"))
        .override_usage("pcluster-iam render <ID> [OPTIONS]\n       pcluster-iam render --all --output <FOLDER> [OPTIONS]")
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
        .args(output::args("Write to this file, or with --all below this folder, instead of printing"))
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
        return render_all(matches, is_compact);
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

fn text(filled: &Filled<'_>, is_compact: bool) -> String {
    if is_compact { filled.to_json() } else { filled.to_json_pretty() }
}

/// A region that is newer than the catalog is taken; more often it is misspelt.
fn warn_of_unknown_regions(given: &Given) -> io::Result<()> {
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

/// Writes every policy that the values suffice for, and says which others they do not.
fn render_all(matches: &ArgMatches, is_compact: bool) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("output") else { return Ok(()) };
    let (given, mut complaints) = Given::read(matches)?;
    let mut texts = Vec::new();
    let mut left_out: Vec<(&Policy, Vec<FillProblem>)> = Vec::new();
    for policy in POLICIES {
        match given.fill(policy, true, |filled| text(filled, is_compact)) {
            Ok(text) => texts.push((path(folder, policy), text)),
            Err(mut unfilled) => {
                let (missing, wrong) = unfilled.problems.into_iter().partition(is_missing);
                unfilled.problems = wrong;
                complaints.extend(problems::complaints(&unfilled, &given));
                left_out.push((policy, missing));
            }
        }
    }
    let mut seen = Vec::new();
    complaints.retain(|complaint| {
        let is_new = !seen.contains(&complaint.message);
        seen.push(complaint.message.clone());
        is_new
    });
    if !complaints.is_empty() {
        return Err(Failure::Use(complaints));
    }
    warn_of_unknown_regions(&given)?;
    let is_forced = matches.get_flag("force");
    let paths: Vec<&Path> = texts.iter().map(|(path, _)| path.as_path()).collect();
    refuse_existing(&paths, is_forced)?;
    for (path, text) in &texts {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                Complaint::new(format!("`{}` cannot be created: {error}", folder.display()))
            })?;
        }
        write(path, text, is_forced)?;
        note(format_args!("wrote {}", path.display()))?;
    }
    for (policy, lacks) in &left_out {
        let missing: Vec<_> = lacks
            .iter()
            .filter_map(|problem| match problem {
                FillProblem::Missing(parameter) => Some(match problems::origin(policy, parameter) {
                    Some(origin) => format!("--{} or --{}", origin.name, parameter.name),
                    None => format!("--{}", parameter.name),
                }),
                _ => None,
            })
            .collect();
        note(format_args!("left out {}: it needs {}", policy.id, missing.join(", ")))?;
    }
    if texts.is_empty() {
        return Err(Failure::No(
            Complaint::new("the values suffice for no policy")
                .help("`pcluster-iam show ID` lists what one needs"),
        ));
    }
    Ok(())
}

fn is_missing(problem: &FillProblem) -> bool {
    matches!(problem, FillProblem::Missing(_))
}

/// `FOLDER/VERSION/VARIANT.json`
fn path(folder: &Path, policy: &Policy) -> PathBuf {
    folder.join(format!("{}.json", policy.id))
}
