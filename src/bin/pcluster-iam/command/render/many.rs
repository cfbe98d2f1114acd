//! `pcluster-iam render --all` and `--bundle`: several policies for one account, one file for each.

use std::path::{Path, PathBuf};

use pcluster_iam::{AttachTo, FillProblem, Policy};

use super::args::RenderArgs;
use super::region;
use crate::args::values::{self, Given};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::file::{refuse_existing, refuse_files_as_folders, write};

/// The set of policies to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Every policy whose required values are given; the others are left out.
    WhatCanBe,
    /// All policies, or none if one of them lacks values.
    All,
}

/// Writes each policy to its own file, in a folder of its version if the policies are of several
/// versions.
pub(super) fn render(args: &RenderArgs, policies: &[&'static Policy], extent: Extent) -> Result<(), Failure> {
    let Some(folder) = &args.output.output else { return Ok(()) };
    if folder.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
        let complaint = Complaint::new(format!("`{}` is the name of a file", folder.display()));
        return Err(complaint.help("several policies need a folder: give its path with `--output`").into());
    }
    let (given, mut complaints) = Given::read(&args.values)?;
    complaints.extend(region::unknown(&given));
    if extent == Extent::All {
        complaints.extend(values::unused_by_all(policies, &given));
        complaints.extend(values::without_effect_in_all(policies, &given));
    }
    let mut texts = Vec::new();
    let mut n_for_roles = 0;
    let mut left_out: Vec<(&Policy, Vec<FillProblem>)> = Vec::new();
    for policy in policies {
        match given.fill(policy, true).map(|filled| args.text(&filled)) {
            Ok(text) => {
                texts.push((folder.join(name(policy, extent)), text));
                n_for_roles += usize::from(matches!(policy.attach_to, AttachTo::Role { .. }));
            }
            Err(mut unfilled) => {
                if extent == Extent::WhatCanBe {
                    let (missing, wrong) = unfilled.problems.into_iter().partition(is_missing);
                    unfilled.problems = wrong;
                    left_out.push((policy, missing));
                }
                complaints.extend(values::complaints(&unfilled, &given));
            }
        }
    }
    // A value that several policies lack is reported once.
    let mut seen = Vec::new();
    complaints.retain(|complaint| {
        let is_new = !seen.contains(&complaint.message);
        seen.push(complaint.message.clone());
        is_new
    });
    if !complaints.is_empty() {
        return Err(Failure::Use(complaints));
    }
    write_all(&texts, args.output.force)?;
    if n_for_roles > 0 {
        note(format_args!(
            "`pcluster-iam trust ID` prints the trust policy of a role, and on standard error its path and \
             the AWS managed policies beside its own"
        ))?;
    }
    for (policy, lacks) in &left_out {
        note(format_args!("left out {}: it needs {}", policy.id, options(policy, lacks)))?;
    }
    if texts.is_empty() {
        return Err(Failure::No(
            Complaint::new("the given values are not enough for any policy")
                .help("`pcluster-iam show ID` lists the values that a policy needs"),
        ));
    }
    Ok(())
}

fn write_all(texts: &[(PathBuf, String)], is_forced: bool) -> Result<(), Failure> {
    let paths: Vec<&Path> = texts.iter().map(|(path, _)| path.as_path()).collect();
    let folders: Vec<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    refuse_files_as_folders(&folders)?;
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

/// The path of a policy's file in the folder.
fn name(policy: &Policy, extent: Extent) -> String {
    let name = match extent {
        Extent::WhatCanBe => policy.id,
        Extent::All => policy.variant(),
    };
    format!("{name}.json")
}

/// The options that a policy lacks.
fn options(policy: &Policy, lacks: &[FillProblem]) -> String {
    let options: Vec<_> = lacks
        .iter()
        .filter_map(|problem| match problem {
            FillProblem::Missing(parameter) => Some(match policy.origin(parameter) {
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
