//! `pcluster-iam render --all` and `--bundle`: several policies for one account, a file each.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use pcluster_iam::{FillProblem, Policy};

use crate::ids;
use crate::output::{Complaint, Failure, note, refuse_existing, write};
use crate::problems;
use crate::render::{text, warn_of_unknown_regions};
use crate::values::Given;

/// Whether a policy that lacks values may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Every policy for which the values suffice.
    WhatCanBe,
    /// All of them or none.
    All,
}

/// Writes policies, each to a file of its own: below the folder of its version where they are of
/// several.
pub(crate) fn run(
    matches: &ArgMatches,
    policies: &[&'static Policy],
    extent: Extent,
    is_compact: bool,
) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("output") else { return Ok(()) };
    let (given, mut complaints) = Given::read(matches)?;
    if extent == Extent::All {
        complaints.extend(problems::unused_by_all(policies, &given));
    }
    let mut texts = Vec::new();
    let mut left_out: Vec<(&Policy, Vec<FillProblem>)> = Vec::new();
    for policy in policies {
        match given.fill(policy, true, |filled| text(filled, is_compact)) {
            Ok(text) => texts.push((folder.join(name(policy, extent)), text)),
            Err(mut unfilled) => {
                if extent == Extent::WhatCanBe {
                    let (missing, wrong) = unfilled.problems.into_iter().partition(is_missing);
                    unfilled.problems = wrong;
                    left_out.push((policy, missing));
                }
                complaints.extend(problems::complaints(&unfilled, &given));
            }
        }
    }
    // What several policies lack is said once.
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
    write_all(&texts, matches.get_flag("force"))?;
    for (policy, lacks) in &left_out {
        note(format_args!("left out {}: it needs {}", policy.id, options(policy, lacks)))?;
    }
    if texts.is_empty() {
        return Err(Failure::No(
            Complaint::new("the values suffice for no policy")
                .help("`pcluster-iam show ID` lists what one needs"),
        ));
    }
    Ok(())
}

fn write_all(texts: &[(PathBuf, String)], is_forced: bool) -> Result<(), Failure> {
    let paths: Vec<&Path> = texts.iter().map(|(path, _)| path.as_path()).collect();
    refuse_existing(&paths, is_forced)?;
    for (path, text) in texts {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                Complaint::new(format!("`{}` cannot be created: {error}", folder.display()))
            })?;
        }
        write(path, text, is_forced)?;
        note(format_args!("wrote {}", path.display()))?;
    }
    Ok(())
}

/// The path of a policy's file below the folder.
fn name(policy: &Policy, extent: Extent) -> String {
    let name = match extent {
        Extent::WhatCanBe => policy.id,
        Extent::All => ids::variant(policy.id),
    };
    format!("{name}.json")
}

/// The options that a policy lacks.
fn options(policy: &Policy, lacks: &[FillProblem]) -> String {
    let options: Vec<_> = lacks
        .iter()
        .filter_map(|problem| match problem {
            FillProblem::Missing(parameter) => Some(match problems::origin(policy, parameter) {
                Some(origin) => format!("--{} or --{}", origin.name, parameter.name),
                None => format!("--{}", parameter.name),
            }),
            _ => None,
        })
        .collect();
    options.join(", ")
}

fn is_missing(problem: &FillProblem) -> bool {
    matches!(problem, FillProblem::Missing(_))
}
