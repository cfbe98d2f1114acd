//! The arguments of `diff`.

use clap::Args;

use crate::args::example;
use crate::args::format::ReportFormatArg;
use crate::args::holder::LimitArgs;
use crate::args::release::ReleaseArg;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Compare what two policies grant, exactly, or how they are written",
    long_about = "Compare what two policies grant, exactly: the requests that A allows and B does not, and the other way \
                  round, each with an example. A is `equal` to B, `narrower`, `wider`, or `incomparable` if each allows \
                  something that the other does not.\n\n\
                  A side is a policy or a bundle of the catalog, a file, or a folder; several policies in it belong to \
                  one identity. Policies of the catalog take values by the options of `render`. Beside a file, \
                  values that nobody gives are those that the file shows. Where none are known, the policies are compared \
                  as they are in the catalog: a placeholder is equal to itself alone, and what only exists with a value is \
                  left out.",
    after_help = after_help()
)]
pub(crate) struct DiffArgs {
    #[arg(
        value_name = "A",
        help = "A policy or bundle, as `list` prints it, a file or folder with policies, or - for standard input"
    )]
    pub(super) a: String,
    #[arg(value_name = "B", help = "The policies to compare it with, in the same way")]
    pub(super) b: String,
    #[arg(
        long,
        help = "Compare how they are written, statement by statement",
        conflicts_with_all = ["expand", "boundary", "session", "scp"]
    )]
    pub(super) structure: bool,
    #[arg(long, help = "Show all actions behind a pattern")]
    pub(super) expand: bool,
    #[command(flatten)]
    pub(super) limits: LimitArgs,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[command(flatten)]
    pub(super) format: ReportFormatArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
}

fn after_help() -> String {
    format!(
        "--boundary, --session and --scp limit both sides.\n\n\
         Exit codes: 0 equal (with --structure: the same statements, however they are written), 1 not equal, \
         2 incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam diff {id} policy.json {options}\n\
         \x20 pcluster-iam diff old.json new.json --format markdown\n\
         \x20 pcluster-iam diff before/ after/ --structure\n\
         \x20 terraform show -json plan.out | pcluster-iam diff {bundle} - {options}",
        id = example::policy_id(),
        options = example::options(),
        bundle = example::newest_bundle_id(),
    )
}
