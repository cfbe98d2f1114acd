//! `pcluster-iam render`: a policy, a bundle or all policies, for one account.

mod args;
mod baseline;
mod batch;
mod code;
mod export;
mod fitting;
mod format;
pub(crate) mod help;
mod many;
mod one;
mod regions;
mod rust;
mod script;
mod unfit;
mod values;

use pcluster_iam::{POLICIES, Policy, ReleaseNumber};

use crate::args::target::{Target, each_once};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::output::listed;
use export::Policies;
use format::RenderFormat;
use many::{Extent, Set};

pub(crate) use args::RenderArgs;

pub(crate) fn run(args: &RenderArgs) -> Result<(), Failure> {
    if let Some(complaint) = args.contradiction().or_else(|| args.wrong_format()) {
        return Err(complaint.into());
    }
    if args.show_values {
        return values::show(args);
    }
    baseline::refuse(args)?;
    if regions::are_several(args) {
        return regions::render(args);
    }
    if args.all && args.output.output.is_none() {
        let complaint = Complaint::new("`--all` writes many policies, and standard output takes one");
        return Err(complaint.help("give the folder for their files: `--output FOLDER`").into());
    }
    if args.all && args.format.is_export() {
        return export::render(args, &Policies { all: &all(args)?, is_choice: true });
    }
    if args.all {
        let set = Set { name: "", policies: all(args)?, of_identity: Vec::new(), extent: Extent::WhatCanBe };
        return many::render(args, &set);
    }
    if args.batch.batch.is_some() && !args.format.is_document() {
        let message = format!("`--batch` writes policy documents, and not `--format {}`", args.format.name());
        return Err(Complaint::new(message).help("leave one of them out").into());
    }
    let targets = Target::read_all(&args.ids, args.bundle.as_deref(), &args.release, "render")?;
    match targets.as_slice() {
        [Target::Policy(policy)] if args.batch.batch.is_some() => {
            args.batch.batch.iter().try_for_each(|path| batch::render(args, path, policy))
        }
        targets if args.batch.batch.is_some() => Err(several_in_batch(targets).into()),
        targets if args.format.is_export() => {
            let policies = each_once(targets.iter().flat_map(|target| target.policies()));
            export::render(args, &Policies { all: &policies, is_choice: false })
        }
        targets if args.format == RenderFormat::AwsCli => script::render(args, &set(targets)),
        targets if args.format == RenderFormat::Rust => rust::render(args, &set(targets)),
        [Target::Policy(policy)] => one::render(args, policy),
        _ if args.as_documented || args.output.output.is_none() => Err(several(args, &targets).into()),
        targets => many::render(args, &set(targets)),
    }
}

/// All policies of the targets, each once.
fn set(targets: &[Target]) -> Set {
    Set {
        name: match targets {
            [target] => target.name(),
            _ => "policies",
        },
        policies: each_once(targets.iter().flat_map(|target| target.policies())),
        of_identity: each_once(targets.iter().flat_map(|target| target.of_one_identity())),
        extent: Extent::All,
    }
}

/// All policies, or those that are valid for the releases of `--for`.
fn all(args: &RenderArgs) -> Result<Vec<&'static Policy>, Failure> {
    let Some(asked) = args.release.read()? else { return Ok(POLICIES.to_vec()) };
    let has_policies = |release: &&ReleaseNumber| POLICIES.iter().any(|policy| policy.holds_for(**release));
    let (documented, others): (Vec<&ReleaseNumber>, Vec<_>) = asked.releases.iter().partition(has_policies);
    let is_valid = |policy: &&Policy| documented.iter().all(|release| policy.holds_for(**release));
    let policies: Vec<_> = POLICIES.iter().copied().filter(is_valid).collect();
    if !documented.is_empty() && !others.is_empty() {
        let others: Vec<_> = others.iter().map(ToString::to_string).collect();
        let are = if others.len() == 1 { "is" } else { "are" };
        note(format_args!(
            "{} {are} not documented: the policies are those of the other releases",
            listed(&others)
        ))?;
    }
    if documented.is_empty() {
        let complaint = Complaint::new(format!("no policies are documented for release {}", asked.name));
        let help = format!("`pcluster-iam list --for {}` prints the nearest that are", asked.name);
        return Err(Failure::No(complaint.help(help)));
    }
    if policies.is_empty() {
        let complaint = Complaint::new(format!("the releases of {} have no policy in common", asked.name));
        return Err(Failure::No(complaint.help("give the release with all three numbers")));
    }
    Ok(policies)
}

/// The message that a table is for one policy.
fn several_in_batch(targets: &[Target]) -> Complaint {
    let policies = targets.iter().flat_map(|target| target.policies());
    let listed: Vec<_> = policies.map(|policy| format!("`{}`", policy.id)).collect();
    let message = format!("`--batch` renders one policy for each row, and these are {}", listed.len());
    Complaint::new(message).help(format!("name one of them: {}", listed.join(", ")))
}

/// The message that there are several policies, and no folder for their files.
fn several(args: &RenderArgs, targets: &[Target]) -> Complaint {
    let policies: Vec<_> = targets.iter().flat_map(|target| target.policies()).collect();
    let listed: Vec<_> = policies.iter().map(|policy| format!("`{}`", policy.id)).collect();
    let listed = listed.join(", ");
    let what = match targets {
        [Target::Bundle(bundle)] if args.as_documented => format!("`{}` is a bundle", bundle.id),
        [Target::Bundle(bundle)] => format!("`{}` is a bundle of {} policies", bundle.id, policies.len()),
        _ => format!("these are {} policies", policies.len()),
    };
    if args.as_documented {
        return Complaint::new(format!("{what}, and --as-documented prints a policy"))
            .help(format!("name one of them: {listed}"));
    }
    Complaint::new(what)
        .help("give the folder for their files: `--output FOLDER`")
        .help(format!("or name one of them: {listed}"))
}
