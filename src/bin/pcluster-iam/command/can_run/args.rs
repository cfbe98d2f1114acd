//! The arguments of `can-run`.

use clap::Args;

use crate::args::example;
use crate::args::format::FormatArg;
use crate::args::holder::HolderArgs;
use crate::args::release::ReleaseArg;
use crate::args::run::RunArgs;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Show what AWS calls a command makes, and whether policies allow them",
    long_about = "Show what AWS calls a command makes, in order, and whether policies allow them: policies and \
                  bundles of the catalog, and policies in files. Each call has its answer, the statement behind it, \
                  and what a denial leads to. The configuration file of a cluster or an image decides what calls are \
                  made; without one, it is the first configuration of the release that the catalog names.\n\n\
                  Without a command, a table shows all commands in all configurations that the catalog names.\n\n\
                  Values that the policies and the calls need and that nobody gives are the examples of their \
                  parameters.",
    after_help = after_help()
)]
pub(crate) struct CanRunArgs {
    #[arg(
        value_name = "COMMAND",
        help = "The command, such as `create-cluster`, or the task of a node or a function"
    )]
    pub(crate) command: Option<String>,
    #[arg(long, value_name = "ID", help = "A policy or a bundle of the catalog (may be repeated)")]
    pub(crate) with: Vec<String>,
    #[command(flatten)]
    pub(crate) holder: HolderArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) release: ReleaseArg,
    #[command(flatten)]
    pub(crate) values: ValueArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

fn after_help() -> String {
    let bundle = example::newest_bundle_id();
    let (role, actor) = example::role_with_calls().unwrap_or(("ID", "ACTOR"));
    let command = example::command().unwrap_or("COMMAND");
    format!(
        "Exit codes: 0 the command runs, and always without a command; 1 it fails, or may fail; 2 incorrect usage or a \
         file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam can-run {command} --with {bundle}\n\
         \x20 pcluster-iam can-run {command} --with {bundle} --config cluster.yaml --region eu-west-1 --account-id 123456789012\n\
         \x20 pcluster-iam can-run {command} --for {release} --policy policy.json --boundary boundary.json --region eu-west-1 --account-id 123456789012\n\
         \x20 pcluster-iam can-run --with {bundle}\n\
         \x20 pcluster-iam can-run --as {actor} --with {role}",
        release = crate::args::release::newest(),
    )
}
