//! `pcluster-iam trust`: the trust policy of a policy's role.

use clap::Args;
use pcluster_iam::{AttachTo, PARTITIONS, POLICIES, Partition, Policy};

use crate::args::output::OutputArgs;
use crate::args::partition::PartitionArgs;
use crate::args::target::PolicyArg;
use crate::ui::failure::{Complaint, Failure, note};

#[derive(Args, Debug)]
#[command(
    about = "Print the trust policy of the role to which a policy is attached",
    after_help = after_help(),
    mut_arg("output", |arg| arg.help("Write the trust policy to this file"))
)]
pub(crate) struct TrustArgs {
    #[command(flatten)]
    policy: PolicyArg,
    #[command(flatten)]
    partition: PartitionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

fn after_help() -> String {
    let example = role().unwrap_or("ID");
    format!(
        "Exit code 1 if the policy is not for a role.\n\n\
         Examples:\n  pcluster-iam trust {example}\n  pcluster-iam trust {example} --partition {other} --output trust.json",
        other = PARTITIONS.get(1).map_or("PARTITION", |partition| partition.id)
    )
}

pub(crate) fn run(args: &TrustArgs) -> Result<(), Failure> {
    let policy = args.policy.read("trust")?;
    let partition = args.partition.read()?;
    let trust = partition.and_then(|partition| Some((partition, policy.trust_policy(partition)?)));
    match trust {
        Some((partition, trust)) => {
            args.output.deliver(&trust)?;
            notes(policy, partition)
        }
        None => {
            let complaint = Complaint::new(format!(
                "`{}` is attached to a {}, which has no trust policy",
                policy.id, policy.attach_to
            ));
            let is_role = |it: &&&Policy| it.version == policy.version && is_for_role(it);
            let roles: Vec<_> =
                POLICIES.iter().filter(is_role).map(|policy| format!("`{}`", policy.id)).collect();
            Err(Failure::No(if roles.is_empty() {
                complaint.help("the release has no policies for roles")
            } else {
                complaint.help(format!("the release's policies for roles are {}", roles.join(", ")))
            }))
        }
    }
}

/// Notes on the role, on standard error: its path, what else is attached, and what is not known of its
/// principals.
fn notes(policy: &Policy, partition: &Partition) -> Result<(), Failure> {
    if let Some(path) = policy.path {
        match path.split_once('{') {
            Some((above, _)) => note(format_args!(
                "create the role with the path {above} or one below it; the product's own role has {path}"
            ))?,
            None => note(format_args!("create the role with the path {path}, as the product does"))?,
        }
    }
    for managed in policy.managed_policies {
        let Some(arn) = managed.arn(partition) else { continue };
        match managed.condition() {
            Some(condition) => note(format_args!("attach {arn} to the role, {condition}"))?,
            None => note(format_args!("attach {arn} to the role"))?,
        }
    }
    if let AttachTo::Role { trusted_services } = policy.attach_to
        && let Some(text) = partition.note_on_principals(trusted_services)
    {
        note(format_args!("{}", text.trim()))?;
    }
    Ok(())
}

/// The id of a policy for a role, for the examples.
fn role() -> Option<&'static str> {
    POLICIES.iter().find(|policy| is_for_role(policy)).map(|policy| policy.id)
}

fn is_for_role(policy: &Policy) -> bool {
    matches!(policy.attach_to, AttachTo::Role { .. })
}
