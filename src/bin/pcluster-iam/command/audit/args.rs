//! The arguments of `audit`.

use clap::Args;

use crate::args::example;
use crate::args::fit::FitArgs;
use crate::args::format::ReportFormatArg;
use crate::args::output::OutputArgs;
use crate::args::release::ReleaseArg;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Compare deployed policies with those that the catalog says are needed",
    long_about = "Compare deployed policies with those that the catalog says are needed: what is missing, why \
                  ParallelCluster needs it and which commands fail without it; what is too much, privilege escalation \
                  first; and what is the same but written otherwise.\n\n\
                  All policies of an identity count together. Give them as files, or give the output of `aws iam \
                  get-account-authorization-details` with --principal. With --account alone, the roles, users \
                  and groups that look like ParallelCluster's are found and each gets a report.\n\n\
                  Without --against, the policies of the catalog that differ least are proposed. Values that are not \
                  given are inferred from the policies, and shown.",
    after_help = after_help(),
    mut_arg("output", |arg| {
        arg.help("With --fix, write to this file, if it ends in `.json`, or write the policies that change into this \
                  folder")
    })
)]
pub(crate) struct AuditArgs {
    #[arg(
        value_name = "FILE",
        required_unless_present = "account",
        conflicts_with = "account",
        help = "Files with the policies of an identity, folders with such files, or - for standard input"
    )]
    pub(super) files: Vec<String>,
    #[arg(
        long,
        value_name = "ID",
        help = "The policy or bundle that is needed, as `list` prints it; with --for, its name is enough"
    )]
    pub(super) against: Option<String>,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[arg(
        long,
        value_name = "DUMP",
        help = "The output of `aws iam get-account-authorization-details`, or - for standard input"
    )]
    pub(super) account: Option<String>,
    #[arg(
        long,
        value_name = "NAME",
        help = "The user, group or role of the account: its name, `role/NAME` or its ARN"
    )]
    pub(super) principal: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["account", "principal"],
        help = "The permissions boundary of the identity"
    )]
    pub(super) boundary: Option<String>,
    #[arg(long, help = "List all actions in place of patterns, and all differences")]
    pub(super) expand: bool,
    #[arg(long, help = "Accept policies that grant more than is needed")]
    pub(super) allow_wider: bool,
    #[arg(
        long,
        conflicts_with = "format",
        help = "Print the policies with what is missing added, and nothing else changed"
    )]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) fit: FitArgs,
    #[command(flatten)]
    pub(super) format: ReportFormatArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
}

fn after_help() -> String {
    format!(
        "Exit codes: 0 the policies grant what is needed and no more, or with --allow-wider at least what is needed; \
         1 something is missing, or too much; 2 incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam audit policy.json\n\
         \x20 pcluster-iam audit policies/ --against {bundle} {options}\n\
         \x20 pcluster-iam audit policy.json --against {id} --fix --output fixed.json\n\
         \x20 pcluster-iam audit --account account.json --principal role/cluster-admin\n\
         \x20 pcluster-iam audit --account account.json --format markdown",
        bundle = example::newest_bundle_id(),
        options = example::options(),
        id = example::policy_id(),
    )
}
