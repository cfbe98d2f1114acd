//! The arguments of `render`.

use clap::Args;
use pcluster_iam::Filled;
use pcluster_iam::quota::Attachment;

use crate::args::example;
use crate::args::fit::{self, FitArgs};
use crate::args::output::OutputArgs;
use crate::args::release::{self, ReleaseArg};
use crate::args::values::{self, ValueArgs};

#[derive(Args, Debug)]
#[command(
    about = "Render a policy for your account, region and partition",
    override_usage = "pcluster-iam render <ID> [OPTIONS]\n       \
                      pcluster-iam render --for <RELEASE> <NAME> [OPTIONS]\n       \
                      pcluster-iam render <ID> --fit managed --output <FOLDER> [OPTIONS]\n       \
                      pcluster-iam render <BUNDLE> --output <FOLDER> [OPTIONS]\n       \
                      pcluster-iam render --all --output <FOLDER> [OPTIONS]",
    after_help = after_help(),
    mut_arg("output", |arg| {
        arg.help("Write to this file instead of standard output; for several policies, --fit or --pack, to this \
                  folder")
    }),
    mut_arg("fit", |arg| {
        arg.help("Render for this attachment: as the fewest managed policies that grant the same, or as it is if it \
                  fits inline [default: an error for a policy that is longer than its attachment allows]")
            .conflicts_with("as_documented")
    })
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct RenderArgs {
    #[arg(
        value_name = "ID",
        required_unless_present_any = ["all", "bundle"],
        help = "The ids of policies or bundles, as `list` prints them; with --for, their names are enough"
    )]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
    #[arg(
        long,
        conflicts_with_all = values::names(),
        help = "Print the policy as its source documents it, with the source's placeholders"
    )]
    pub(super) as_documented: bool,
    #[arg(long, help = "Print the policy on one line")]
    pub(super) compact: bool,
    #[arg(
        long,
        requires = "output",
        conflicts_with_all = ["ids", "as_documented"],
        help = "Write every policy whose required values are given, to the folder --output; with --for, of one release"
    )]
    pub(super) all: bool,
    #[arg(
        long,
        value_name = "ID",
        requires = "output",
        conflicts_with_all = ["ids", "all", "as_documented"],
        help = "Write every policy of a bundle to the folder --output, as with the bundle's ID alone"
    )]
    pub(super) bundle: Option<String>,
    #[command(flatten)]
    pub(super) fit: FitArgs,
    #[arg(
        long,
        conflicts_with_all = ["all", "as_documented"],
        help_heading = fit::HEADING,
        help = "Put all policies for users and groups into as few managed policies as possible, for one identity"
    )]
    pub(super) pack: bool,
    #[arg(
        long,
        conflicts_with = "as_documented",
        help_heading = fit::HEADING,
        help = "Make each policy smaller, without a change of what it grants"
    )]
    pub(super) minimize: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl RenderArgs {
    /// The attachment that the documents have to fit, if the user names it.
    pub(super) fn attachment(&self) -> Option<Attachment> {
        self.fit.fit.or(self.pack.then_some(Attachment::Managed))
    }

    /// The document in the layout of `--compact`.
    pub(super) fn text(&self, filled: &Filled<'_>) -> String {
        if self.compact { filled.to_json() } else { filled.to_json_pretty() }
    }
}

fn after_help() -> String {
    let example = example::policy_id();
    let options = example::options();
    let newest = release::newest();
    let bundle = example::bundle_id();
    format!(
        "A document that is longer than IAM accepts is an error, with the ways to make it fit. Several documents\n\
         of one policy are numbered: user-1.json, user-2.json.\n\n\
         Exit codes: 0 success, 1 a policy does not fit, a file cannot be written, no policy can be filled or\n\
         nothing is documented for the release, 2 incorrect usage.\n\n\
         Examples:\n\
         \x20 pcluster-iam render {example} {options}\n\
         \x20 pcluster-iam render {example} {options} --output policy.json\n\
         \x20 pcluster-iam render {example} {options} --fit managed --output policies\n\
         \x20 pcluster-iam render {bundle} --values cluster.toml --pack --output policies\n\
         \x20 pcluster-iam render {example} --values cluster.toml --compact\n\
         \x20 pcluster-iam render {example} --as-documented\n\
         \x20 pcluster-iam render --for {newest} NAME --values cluster.toml --output policies\n\
         \x20 pcluster-iam render --all --values cluster.toml --output policies"
    )
}
