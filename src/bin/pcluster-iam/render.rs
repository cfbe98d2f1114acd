//! `pcluster-iam render`: a policy, or all of them, for one account.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use pcluster_iam::{FillError, FillProblem, POLICIES, Policy, json};

use crate::ids;
use crate::output::{self, Complaint, Failure, deliver, note, refuse_existing, write};
use crate::values::{self, Given};

pub(crate) fn command() -> Command {
    let example = ids::example();
    Command::new("render")
        .about("Render a policy for your account, region and partition")
        .arg(ids::arg().required_unless_present("all"))
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
             \x20 pcluster-iam render {example} --region eu-west-1 --account-id 123456789012\n\
             \x20 pcluster-iam render {example} --region eu-west-1 --account-id 123456789012 --output policy.json\n\
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
    let given = given.with_stack_name(policy, &mut complaints);
    match policy.fill(&given.values()) {
        Ok(filled) if complaints.is_empty() => {
            deliver(matches, &if is_compact { filled.to_json() } else { filled.to_json_pretty() })
        }
        Ok(_) => Err(Failure::Use(complaints)),
        Err(error) => {
            complaints.extend(error.problems().iter().map(|problem| values::complaint(policy, problem)));
            Err(Failure::Use(complaints))
        }
    }
}

/// Writes every policy that the values suffice for, and says which others they do not.
fn render_all(matches: &ArgMatches, is_compact: bool) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("output") else { return Ok(()) };
    let (given, mut complaints) = Given::read(matches)?;
    let mut texts = Vec::new();
    let mut left_out = Vec::new();
    for policy in POLICIES {
        let given = given.with_stack_name(policy, &mut complaints).for_policy(policy);
        match policy.fill(&given.values()) {
            Ok(filled) => {
                let text = if is_compact { filled.to_json() } else { filled.to_json_pretty() };
                texts.push((path(folder, policy), text));
            }
            Err(error) => {
                complaints.extend(wrong(policy, &error));
                left_out.push((policy, error));
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
    for (policy, error) in &left_out {
        let missing: Vec<_> = error
            .problems()
            .iter()
            .filter_map(|problem| match problem {
                FillProblem::Missing(parameter) => Some(format!("--{}", parameter.name)),
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

/// What is wrong with the values, apart from those that are missing.
fn wrong(policy: &Policy, error: &FillError) -> Vec<Complaint> {
    let is_wrong = |problem: &&FillProblem| !matches!(problem, FillProblem::Missing(_));
    error.problems().iter().filter(is_wrong).map(|problem| values::complaint(policy, problem)).collect()
}

/// `FOLDER/VERSION/VARIANT.json`
fn path(folder: &Path, policy: &Policy) -> PathBuf {
    folder.join(format!("{}.json", policy.id))
}
