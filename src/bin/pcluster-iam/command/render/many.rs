//! Several policies for one account: those of a bundle, of several ids, or all.

use pcluster_iam::quota::Attachment;
use pcluster_iam::{AttachTo, FillProblem, Filled, Policy};

use super::args::RenderArgs;
use super::fitting::{Fitted, Unfit, fitted, packed, size};
use super::unfit;
use crate::args::values::{self, Given, unknown_region};
use crate::ui::failure::{Complaint, Failure, each_once, note};
use crate::ui::file::write_all;

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
    if folder.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
        let complaint = Complaint::new(format!("`{}` is the name of a file", folder.display()));
        return Err(complaint.help("several policies need a folder: give its path with `--output`").into());
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
    let fitting = fitting(args, set, &filled)?;
    let texts: Vec<_> =
        fitting.iter().flat_map(|(below, fitted)| fitted.files(&folder.join(below))).collect();
    write_all(&texts, args.output.force)?;
    fitting.iter().try_for_each(|(below, fitted)| fitted.warn_of_others(&folder.join(below)))?;
    notes(args, set, &filled, &left_out)?;
    if texts.is_empty() {
        return Err(Failure::No(
            Complaint::new("the given values are not enough for any policy")
                .help("`pcluster-iam show ID` lists the values that a policy needs"),
        ));
    }
    Ok(())
}

/// The documents, if all of them fit, each with the folder of its version below the folder of all, or without
/// one.
fn fitting(
    args: &RenderArgs,
    set: &Set,
    filled: &[Filled<'_>],
) -> Result<Vec<(&'static str, Fitted)>, Failure> {
    let is_shared = |it: &&Filled<'_>| set.is_of_identity(it.policy());
    let shared: Vec<_> = filled.iter().filter(is_shared).collect();
    if let Some(complaint) = too_long_together(args, &shared)? {
        return Err(Failure::Unfit(vec![complaint]));
    }
    let is_packed = |it: &Filled<'_>| args.pack && shared.len() > 1 && is_shared(&it);
    let mut reasons = Vec::new();
    let mut fitting: Vec<(Option<&Filled<'_>>, Fitted)> = Vec::new();
    let mut add = |it: Option<_>, result: Result<Fitted, Unfit>| match result {
        Ok(fitted) => fitting.push((it, fitted)),
        Err(reason) => reasons.push(reason),
    };
    if shared.iter().any(|it| is_packed(it)) {
        add(None, packed(args, set.name, &shared));
    }
    filled.iter().filter(|it| !is_packed(it)).for_each(|it| add(Some(it), fitted(args, it)));
    let of_identity = fitting.iter().filter(|(it, _)| it.is_none_or(|it| is_shared(&it)));
    let n_managed = of_identity.map(|(_, fitted)| fitted.n_documents()).sum();
    let limits = args.fit.limits(Attachment::Managed);
    if reasons.is_empty() && args.attachment() == Some(Attachment::Managed) && n_managed > limits.documents {
        reasons.push(Unfit::Long(unfit::too_many(args, n_managed, limits.documents)));
    }
    if !reasons.is_empty() {
        return Err(Unfit::failure(reasons));
    }
    let is_of_versions = set.policies.iter().any(|policy| Some(policy.version) != first_version(set));
    let has_folder = is_of_versions || set.extent == Extent::WhatCanBe;
    let below = |it: Option<&Filled<'_>>| it.filter(|_| has_folder).map_or("", |it| it.policy().version);
    Ok(fitting.into_iter().map(|(it, fitted)| (below(it), fitted)).collect())
}

fn first_version(set: &Set) -> Option<&'static str> {
    set.policies.first().map(|policy| policy.version)
}

/// The message that the inline policies of one identity are too long together.
fn too_long_together(args: &RenderArgs, shared: &[&Filled<'_>]) -> Result<Option<Complaint>, Failure> {
    let Some(attachment @ Attachment::Inline(_)) = args.attachment() else { return Ok(None) };
    if shared.len() < 2 {
        return Ok(None);
    }
    let sizes = shared.iter().map(|it| size(args, it)).collect::<Result<Vec<_>, _>>();
    let size = sizes.map_err(|reason| Unfit::failure(vec![reason]))?.iter().sum();
    let what = format!("the {} policies together have", shared.len());
    Ok((size > attachment.quota().most).then(|| unfit::inline(args, &what, size, attachment)))
}

fn notes(
    args: &RenderArgs,
    set: &Set,
    filled: &[Filled<'_>],
    left_out: &[(&Policy, Vec<FillProblem>)],
) -> Result<(), Failure> {
    if args.pack {
        let packed: Vec<_> =
            filled.iter().map(Filled::policy).filter(|it| set.is_of_identity(it)).map(|it| it.id).collect();
        note(format_args!("attach what is packed to one identity: it gets all of {}", packed.join(", ")))?;
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
