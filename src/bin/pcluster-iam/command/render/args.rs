//! The arguments of `render`.

use clap::Args;
use pcluster_iam::Filled;

use crate::args::example;
use crate::args::output::OutputArgs;
use crate::args::release::{self, ReleaseArg};
use crate::args::values::{self, ValueArgs};

#[derive(Args, Debug)]
#[command(
    about = "Render a policy for your account, region and partition",
    override_usage = "pcluster-iam render <ID> [OPTIONS]\n       \
                      pcluster-iam render --for <RELEASE> <NAME> [OPTIONS]\n       \
                      pcluster-iam render <BUNDLE> --output <FOLDER> [OPTIONS]\n       \
                      pcluster-iam render --all --output <FOLDER> [OPTIONS]",
    after_help = after_help(),
    mut_arg("output", |arg| {
        arg.help("Write to this file instead of standard output; for a bundle or --all, to this folder")
    })
)]
pub(crate) struct RenderArgs {
    #[arg(
        value_name = "ID",
        required_unless_present_any = ["all", "bundle"],
        help = "The id of a policy or a bundle, as `list` prints it; with --for, its name is enough"
    )]
    pub(super) id: Option<String>,
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
        conflicts_with_all = ["id", "as_documented"],
        help = "Write every policy whose required values are given, to the folder --output; with --for, of one release"
    )]
    pub(super) all: bool,
    #[arg(
        long,
        value_name = "ID",
        requires = "output",
        conflicts_with_all = ["id", "all", "as_documented"],
        help = "Write every policy of a bundle to the folder --output, as with the bundle's ID alone"
    )]
    pub(super) bundle: Option<String>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

impl RenderArgs {
    /// The document in the layout of `--compact`.
    pub(super) fn text(&self, filled: &Filled<'_>) -> String {
        if self.compact { filled.to_json() } else { filled.to_json_pretty() }
    }
}

fn after_help() -> String {
    let example = example::policy_id();
    let options = example::options();
    let newest = release::newest();
    format!(
        "Exit codes: 0 success, 1 a file cannot be written, no policy can be filled or nothing is\n\
         documented for the release, 2 incorrect usage.\n\n\
         Examples:\n\
         \x20 pcluster-iam render {example} {options}\n\
         \x20 pcluster-iam render {example} {options} --output policy.json\n\
         \x20 pcluster-iam render {example} --values cluster.toml --compact\n\
         \x20 pcluster-iam render {example} --as-documented\n\
         \x20 pcluster-iam render --for {newest} NAME --values cluster.toml --output policies\n\
         \x20 pcluster-iam render --all --values cluster.toml --output policies"
    )
}
