//! The arguments of `upgrade`.

use clap::Args;
use pcluster_iam::RELEASES;

use crate::args::example;
use crate::args::format::ReportFormatArg;
use crate::args::release;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Show what to add to policies before an upgrade, and what may be removed after it",
    long_about = "Show what to add to policies before an upgrade of the product, and what may be removed after it: for \
                  each purpose, the policies that are valid for both releases are compared exactly.\n\n\
                  With --policy, the policies that you have are compared instead: each stands for the policy of the old release \
                  that it is most like, all together are compared, and what they grant besides is left alone.\n\n\
                  Values that the policies need and that nobody gives are the examples of their parameters.",
    after_help = after_help()
)]
pub(crate) struct UpgradeArgs {
    #[arg(value_name = "OLD", help = release::help("The release that is installed"))]
    pub(super) old: String,
    #[arg(value_name = "NEW", help = "The release to upgrade to")]
    pub(super) new: String,
    #[arg(
        long = "policy",
        value_name = "FILE",
        help = "A file or a folder with the policies that you have (may be repeated)"
    )]
    pub(super) files: Vec<String>,
    #[arg(long, help = "Show all actions behind a pattern")]
    pub(super) expand: bool,
    #[command(flatten)]
    pub(super) format: ReportFormatArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
}

fn after_help() -> String {
    let newest = release::newest();
    let old = RELEASES.iter().find(|it| it.number.major == newest.major).map_or(newest, |it| it.number);
    let ((major, minor), (_, new_minor)) = (old.series(), newest.series());
    format!(
        "Exit codes: 0 nothing has to be added, 1 something has to be added, or no policy is documented for a release, \
         2 incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam upgrade {major}.{minor} {major}.{new_minor}\n\
         \x20 pcluster-iam upgrade {old} {newest} --policy policies/ {options}",
        options = example::options(),
    )
}
