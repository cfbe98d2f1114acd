//! Several policies for one account: those of a bundle, of several ids, or all.

use std::path::Path;

use pcluster_iam::quota::Attachment;
use pcluster_iam::{AttachTo, FillProblem, Filled, Policy};

use super::args::RenderArgs;
use super::baseline;
use super::fitting::{Fitted, Refusal, fitted, packed, unfit_together, warn_of_others};
use super::unfit::unsuitable;
use crate::args::values::{self, Given, unknown_region};
use crate::ui::failure::{Complaint, Failure, each_once, note};
use crate::ui::file::write_all;
use crate::ui::output::listed;

/// The policies to write.
#[derive(Debug)]
pub(super) struct Set {
    /// The name of the files of policies that are packed.
    pub(super) name: &'static str,
    pub(super) policies: Vec<&'static Policy>,
    /// Those of them that one identity has together.
    pub(super) of_identity: Vec<&'static Policy>,
    pub(super) extent: Extent,
}

impl Set {
    fn is_of_identity(&self, policy: &Policy) -> bool {
        self.of_identity.iter().any(|it| it.id == policy.id)
    }

    /// The reason why there are not two policies to pack.
    fn why_apart(&self) -> String {
        let of_people = self.policies.iter().filter(|it| it.attach_to == AttachTo::UserOrGroup);
        let of_people: Vec<_> = of_people.map(|it| format!("`{}`", it.id)).collect();
        match of_people.as_slice() {
            [] => "these policies are for roles, and each role has its own".to_owned(),
            [one] => format!("{one} alone is for users and groups, and each role has its own policies"),
            several => format!(
                "{} are for different people; name them in place of the bundle if they are for the same",
                listed(several)
            ),
        }
    }
}

/// The part of the set that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Every policy whose required values are given; the others are left out.
    WhatCanBe,
    /// All policies, or none if one of them lacks values.
    All,
}

/// Writes each policy to its own file, in a folder of its version if the policies are of several
/// versions.
pub(super) fn render(args: &RenderArgs, set: &Set) -> Result<(), Failure> {
    let Some(folder) = &args.output.output else { return Ok(()) };
    refuse_file_name(folder, "several policies")?;
    if let Some(complaint) = args.attachment().and_then(|it| unsuitable(&set.policies, it)) {
        return Err(complaint.into());
    }
    let (given, mut complaints) = Given::read(&args.values)?;
    complaints.extend(unknown_region(&given));
    if set.extent == Extent::All {
        complaints.extend(values::unused_by_all(&set.policies, &given));
        complaints.extend(values::without_effect_in_all(&set.policies, &given));
    }
    let mut filled: Vec<Filled<'_>> = Vec::new();
    let mut left_out: Vec<(&Policy, Vec<FillProblem>)> = Vec::new();
    for policy in &set.policies {
        match given.fill(policy, true) {
            Ok(it) => filled.push(it),
            Err(mut unfilled) => {
                if set.extent == Extent::WhatCanBe {
                    let (missing, wrong) = unfilled.problems.into_iter().partition(is_missing);
                    unfilled.problems = wrong;
                    left_out.push((policy, missing));
                }
                complaints.extend(values::complaints(&unfilled, &given));
            }
        }
    }
    if !complaints.is_empty() {
        return Err(Failure::Use(each_once(complaints)));
    }
    given.warn_of_odd(&set.policies)?;
    let fitting = fitting(args, set, &filled)?;
    let texts: Vec<_> =
        fitting.iter().flat_map(|(below, fitted)| fitted.files(&folder.join(below))).collect();
    baseline::refuse_same(args, &texts.iter().map(|(path, _)| path.as_path()).collect::<Vec<_>>())?;
    write_all(&texts, args.output.force)?;
    let written: Vec<_> = texts.iter().map(|(path, _)| path.clone()).collect();
    for (below, fitted) in &fitting {
        warn_of_others(&fitted.name, &folder.join(below), &written)?;
        fitted.notes().iter().try_for_each(note)?;
    }
    let files = fitting.iter().flat_map(|(below, fitted)| {
        fitted.files(&folder.join(below)).into_iter().map(move |(path, _)| (path, fitted))
    });
    let files: Vec<_> = files.collect();
    let files: Vec<_> = files.iter().map(|(path, fitted)| (path.as_path(), *fitted)).collect();
    baseline::write(args, &files)?;
    notes(args, set, &filled, &left_out)?;
    if texts.is_empty() {
        return Err(Failure::No(
            Complaint::new("the given values are not enough for any policy")
                .help("`pcluster-iam show ID` lists the values that a policy needs"),
        ));
    }
    Ok(())
}

/// Refuses the name of a JSON file where `what` needs a folder.
pub(super) fn refuse_file_name(folder: &Path, what: &str) -> Result<(), Complaint> {
    if !folder.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
        return Ok(());
    }
    let complaint = Complaint::new(format!("`{}` is the name of a file", folder.display()));
    Err(complaint.help(format!("{what} need a folder: give its path with `--output`")))
}

/// The documents, if all of them fit, each with the folder of its version below the folder of all, or without
/// one.
pub(super) fn fitting(
    args: &RenderArgs,
    set: &Set,
    filled: &[Filled<'_>],
) -> Result<Vec<(&'static str, Fitted)>, Failure> {
    let is_shared = |it: &&Filled<'_>| set.is_of_identity(it.policy());
    let shared: Vec<_> = filled.iter().filter(is_shared).collect();
    let is_packed = |it: &Filled<'_>| args.pack && shared.len() > 1 && is_shared(&it);
    let mut reasons = Vec::new();
    // Without `--fit` a message may offer managed policies, so that their number matters as well.
    let attachment = args.attachment().unwrap_or(Attachment::Managed);
    let refused_together = || match unfit_together(args, &shared, attachment) {
        Ok(complaint) => complaint.map(Refusal::Long),
        Err(refusal) => Some(refusal),
    };
    if shared.len() > 1 && !args.pack && args.attachment().is_some() {
        reasons.extend(refused_together());
    }
    if !reasons.is_empty() {
        return Err(Refusal::failure(reasons));
    }
    let mut fitting: Vec<(Option<&Filled<'_>>, Fitted)> = Vec::new();
    let mut add = |it: Option<_>, result: Result<Fitted, Refusal>| match result {
        Ok(fitted) => fitting.push((it, fitted)),
        Err(reason) => reasons.push(reason),
    };
    if shared.iter().any(|it| is_packed(it)) {
        add(None, packed(args, set.name, &shared));
    }
    filled.iter().filter(|it| !is_packed(it)).for_each(|it| add(Some(it), fitted(args, it)));
    if !reasons.is_empty() {
        if shared.len() > 1 && args.attachment().is_none() {
            reasons.extend(refused_together());
        }
        return Err(Refusal::failure(reasons));
    }
    let is_of_versions = set.policies.iter().any(|policy| Some(policy.version) != first_version(set));
    let has_folder = is_of_versions || set.extent == Extent::WhatCanBe;
    let below = |it: Option<&Filled<'_>>| it.filter(|_| has_folder).map_or("", |it| it.policy().version);
    Ok(fitting.into_iter().map(|(it, fitted)| (below(it), fitted)).collect())
}

fn first_version(set: &Set) -> Option<&'static str> {
    set.policies.first().map(|policy| policy.version)
}

fn notes(
    args: &RenderArgs,
    set: &Set,
    filled: &[Filled<'_>],
    left_out: &[(&Policy, Vec<FillProblem>)],
) -> Result<(), Failure> {
    let n_shared = filled.iter().filter(|it| set.is_of_identity(it.policy())).count();
    if args.pack && n_shared < 2 {
        note(format_args!("packed nothing: {}", set.why_apart()))?;
    } else if args.pack && n_shared < filled.len() {
        note(format_args!("packed only the policies for users and groups: each role has its own"))?;
    }
    if filled.iter().any(|it| matches!(it.policy().attach_to, AttachTo::Role { .. })) {
        note(format_args!(
            "`pcluster-iam trust ID` prints the trust policy of a role, and on standard error its path and \
             the AWS managed policies beside its own"
        ))?;
    }
    for (policy, lacks) in left_out {
        note(format_args!("left out {}: it needs {}", policy.id, options(policy, lacks)))?;
    }
    Ok(())
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
