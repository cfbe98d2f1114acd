//! The arguments of `can`.

use clap::Args;
use pcluster_iam::{Parameter, ParameterRole};

use crate::args::example;
use crate::args::format::FormatArg;
use crate::args::holder::{ContextArgs, LimitArgs};
use crate::args::release::ReleaseArg;
use crate::args::values::ValueArgs;

#[derive(Args, Debug)]
#[command(
    about = "Ask whether policies allow an action on a resource, and by which statement",
    long_about = "Ask whether policies allow an action on a resource, and by which statement. For a denial, the \
                  nearest statements follow, each with the change that would allow the request; for an answer that \
                  depends on something, what it depends on.\n\n\
                  The action can be a pattern, and the resource too: then the answer is about \
                  all requests behind the patterns, one line for each action and each type of its resources. Without a \
                  resource, it is about all of them.\n\n\
                  Policies of the catalog take values by the options of `render`. Without any, they are asked as they \
                  are in the catalog: what depends on a value is open, and what only exists with one is left out. A region and an account \
                  that are given are those of the requests too, unless `--context` states other ones.",
    after_help = after_help()
)]
pub(crate) struct CanArgs {
    #[arg(
        value_name = "POLICY",
        help = "A policy or bundle, as `list` prints it, a file with policies, or - for standard input"
    )]
    pub(super) policy: String,
    #[arg(value_name = "ACTION", help = format!("The action, such as `{}`, or a pattern such as '{}'", example::action(), example::action_pattern()))]
    pub(super) action: String,
    #[arg(
        value_name = "RESOURCE",
        help = "The ARN of the resource, or a pattern of ARNs [default: all resources]"
    )]
    pub(super) resource: Option<String>,
    #[arg(
        long,
        value_name = "POLICY",
        help = "A further policy of the same identity: a policy, a bundle or a file (may be repeated)"
    )]
    pub(super) with: Vec<String>,
    #[command(flatten)]
    pub(super) limits: LimitArgs,
    #[command(flatten)]
    pub(super) context: ContextArgs,
    #[arg(long, help = "Take condition keys that --context does not state for absent")]
    pub(super) complete_context: bool,
    #[arg(long, help = "Show a line for each action, also where many have the same answer")]
    pub(super) expand: bool,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[command(flatten)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    pub(super) values: ValueArgs,
}

fn after_help() -> String {
    format!(
        "The answer is about requests in one account, without policies of the resource.\n\n\
         Exit codes: 0 all requests are allowed, 1 a request is denied or depends on something, 2 incorrect usage or \
         a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam can {id} {without}\n\
         \x20 pcluster-iam can {id} {action} {resource} {options}\n\
         \x20 pcluster-iam can {bundle} '{pattern}' --context aws:RequestedRegion={region}\n\
         \x20 pcluster-iam can policy.json {action} '{resource}*' --boundary boundary.json",
        id = example::policy_id(),
        action = example::action(),
        without = example::action_without_resource(),
        pattern = example::action_pattern(),
        resource = example::resource(),
        region = Parameter::with_role(ParameterRole::Region).map_or("REGION", |parameter| parameter.example),
        options = example::options(),
        bundle = example::newest_bundle_id(),
    )
}
