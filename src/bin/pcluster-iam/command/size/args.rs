//! The arguments of `size`.

use clap::Args;

use crate::args::example;
use crate::args::fit::{self, FitArgs};
use crate::args::format::FormatArg;
use crate::args::release::{self, ReleaseArg};
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Show how much of IAM's quotas policies take, and whether they fit",
    long_about = "Show how much of IAM's quotas policies take, and whether they fit: policies and bundles of the \
                  catalog, and documents in files of any kind that `check` reads. Sizes are characters without \
                  white space, as IAM counts them in the text that it is sent: an escape that JSON does not need, \
                  such as `\\/`, counts as it is written.\n\n\
                  With all values that `render` needs, the answer is exact. With fewer it is about the longest \
                  values that a policy can have, in each partition or in that of --partition or --region.",
    override_usage = "pcluster-iam size <ID|FILE>... [OPTIONS]\n       \
                      pcluster-iam size --for <RELEASE> <NAME>... [OPTIONS]\n       \
                      pcluster-iam size --bundle <ID> [OPTIONS]",
    after_help = after_help(),
    mut_arg("fit", |arg| arg.help("What the policies have to fit, each of them or all inline ones together \
                                   [default: what a file states, else managed]"))
)]
pub(crate) struct SizeArgs {
    #[arg(
        value_name = "ID|FILE",
        required_unless_present = "bundle",
        help = "Policies and bundles, as `list` prints them, and files, folders and patterns of paths; - reads \
                standard input"
    )]
    pub(super) subjects: Vec<String>,
    #[arg(long, value_name = "ID", help = "The policies of a bundle, as with the bundle's ID alone")]
    pub(super) bundle: Option<String>,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[command(flatten)]
    pub(super) fit: FitArgs,
    #[arg(
        long,
        help_heading = fit::HEADING,
        help = "Measure each policy as `render --minimize` makes it: smaller, without a change of what it grants"
    )]
    pub(super) minimize: bool,
    #[command(flatten)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
}

fn after_help() -> String {
    let example = example::policy_id();
    let options = example::options();
    let newest = release::newest();
    let bundle = example::bundle_id();
    let name = example::newest_name();
    format!(
        "Several policies are also shown together, as those of one identity: all inline policies of an identity \
         have one quota, and each managed policy has its own. More files than an identity may have managed \
         policies are of several identities, unless --fit or --max-attachments says otherwise.\n\n\
         Exit codes: 0 the policies fit, 1 they do not, 2 incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam size {example}\n\
         \x20 pcluster-iam size {example} {options}\n\
         \x20 pcluster-iam size --bundle {bundle} --partition aws-us-gov\n\
         \x20 pcluster-iam size --for {newest} {name} --values cluster.toml --fit role\n\
         \x20 pcluster-iam size policy.json template.yaml\n\
         \x20 aws iam get-account-authorization-details | pcluster-iam size -"
    )
}
