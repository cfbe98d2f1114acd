//! `pcluster-iam render`: a policy, a bundle or all policies, for one account.

mod args;
mod many;
mod one;
mod region;

use pcluster_iam::{Bundle, POLICIES, Policy};

use crate::args::target::Target;
use crate::ui::failure::{Complaint, Failure};
use many::Extent;

pub(crate) use args::RenderArgs;

pub(crate) fn run(args: &RenderArgs) -> Result<(), Failure> {
    if args.all {
        return many::render(args, &all(args)?, Extent::WhatCanBe);
    }
    let id = args.id.as_ref().or(args.bundle.as_ref()).map_or("", String::as_str);
    match Target::read(id, &args.release)? {
        Target::Policy(policy) if args.bundle.is_some() => Err(no_bundle(policy).into()),
        Target::Policy(policy) => one::render(args, policy),
        Target::Bundle(bundle) if args.as_documented || args.output.output.is_none() => {
            Err(several(bundle, args.as_documented).into())
        }
        Target::Bundle(bundle) => many::render(args, bundle.policies, Extent::All),
    }
}

/// All policies, or those that are valid for the releases of `--for`.
fn all(args: &RenderArgs) -> Result<Vec<&'static Policy>, Failure> {
    let Some(asked) = args.release.read()? else { return Ok(POLICIES.to_vec()) };
    let is_valid = |policy: &&Policy| asked.releases.iter().all(|release| policy.holds_for(*release));
    let policies: Vec<_> = POLICIES.iter().copied().filter(is_valid).collect();
    if policies.is_empty() {
        let complaint = Complaint::new(format!("no policies are documented for release {}", asked.name));
        let help = format!("`pcluster-iam list --for {}` prints the nearest that are", asked.name);
        return Err(Failure::No(complaint.help(help)));
    }
    Ok(policies)
}

fn no_bundle(policy: &Policy) -> Complaint {
    Complaint::new(format!("`{}` is a policy, not a bundle", policy.id))
        .help(format!("leave out --bundle: `pcluster-iam render {}`", policy.id))
}

fn several(bundle: &Bundle, is_as_documented: bool) -> Complaint {
    let n_policies = bundle.policies.len();
    let policies: Vec<_> = bundle.policies.iter().map(|policy| format!("`{}`", policy.id)).collect();
    let policies = policies.join(", ");
    if is_as_documented {
        return Complaint::new(format!("`{}` is a bundle, and --as-documented prints a policy", bundle.id))
            .help(format!("name one of its policies: {policies}"));
    }
    Complaint::new(format!("`{}` is a bundle of {n_policies} policies", bundle.id))
        .help("give the folder for their files: `--output FOLDER`")
        .help(format!("or name one of them: {policies}"))
}
