//! `pcluster-iam render`: a policy, a bundle or all policies, for one account.

mod args;
mod many;
mod one;
mod region;

use pcluster_iam::POLICIES;

use crate::args::policy;
use crate::ui::failure::Failure;
use many::Extent;

pub(crate) use args::RenderArgs;

pub(crate) fn run(args: &RenderArgs) -> Result<(), Failure> {
    match (&args.bundle, &args.id) {
        _ if args.all => many::render(args, POLICIES, Extent::WhatCanBe),
        (Some(bundle), _) => many::render(args, policy::bundle(bundle)?.policies, Extent::All),
        (None, id) => one::render(args, policy::policy(id.as_deref().unwrap_or_default())?),
    }
}
