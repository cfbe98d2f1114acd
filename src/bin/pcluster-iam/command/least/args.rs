//! The arguments of `least`.

use clap::Args;

use crate::args::example;
use crate::args::format::FormatArg;
use crate::args::output::OutputArgs;
use crate::args::release::{self, ReleaseArg};
use crate::args::run::RunArgs;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Print the smallest policy that lets commands run",
    long_about = "Print the smallest policy that lets commands run in a configuration, from the AWS calls that they make. \
                  The document goes to standard output, and what each statement is for to standard error.",
    after_help = after_help(),
    mut_arg("output", |arg| arg.help("Write the policy to this file"))
)]
pub(crate) struct LeastArgs {
    #[arg(
        long,
        value_name = "COMMAND",
        value_delimiter = ',',
        help = "The commands, separated by commas; all of the user, or all tasks of --as, without this option"
    )]
    pub(crate) commands: Vec<String>,
    #[arg(
        long,
        value_name = "ID",
        help = "Cut this policy or bundle of the catalog down to what the commands use (may be repeated)"
    )]
    pub(crate) from: Vec<String>,
    #[arg(long, help = "Leave out calls whose denial the commands tolerate")]
    pub(crate) only_fatal: bool,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) release: ReleaseArg,
    #[command(flatten)]
    pub(crate) values: ValueArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

fn after_help() -> String {
    let bundle = example::newest_bundle_id();
    let command = example::command().unwrap_or("COMMAND");
    let actor = example::role_with_calls().map_or("ACTOR", |(_, actor)| actor);
    let newest = release::newest();
    format!(
        "Exit code 1 if the policies of --from do not allow a call, unless the command goes on without it.\n\n\
         Examples:\n\
         \x20 pcluster-iam least --for {newest} --commands {command} --config cluster.yaml --region eu-west-1 --account-id 123456789012\n\
         \x20 pcluster-iam least --for {newest} --as {actor} --cluster-name demo --region eu-west-1 --account-id 123456789012 --output role.json\n\
         \x20 pcluster-iam least --from {bundle} --commands {command} --region eu-west-1 --account-id 123456789012"
    )
}
