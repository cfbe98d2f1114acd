//! `pcluster-iam trust`: which services may assume the role that a policy is for.

use clap::{ArgMatches, Command};
use pcluster_iam::{AttachTo, PARTITIONS, POLICIES};

use crate::ids;
use crate::output::{self, Complaint, Failure, deliver};
use crate::partition;

pub(crate) fn command() -> Command {
    let example = role().unwrap_or("ID");
    Command::new("trust")
        .about("Print the trust policy of the role that a policy is attached to")
        .arg(ids::arg().required(true))
        .args(partition::args())
        .args(output::args("Write the trust policy to this file"))
        .after_help(format!(
            "Exit code 1 if the policy is not for a role.\n\n\
             Examples:\n  pcluster-iam trust {example}\n  pcluster-iam trust {example} --partition {other} --output trust.json",
            other = PARTITIONS.get(1).map_or("PARTITION", |partition| partition.id)
        ))
}

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let policy = ids::policy(matches)?;
    let partition = partition::read(matches)?;
    match partition.and_then(|partition| policy.trust_policy(partition)) {
        Some(trust) => deliver(matches, &trust),
        None => {
            let roles: Vec<_> = POLICIES
                .iter()
                .filter(|policy| matches!(policy.attach_to, AttachTo::Role { .. }))
                .map(|policy| format!("`{}`", policy.id))
                .collect();
            Err(Failure::No(
                Complaint::new(format!(
                    "`{}` is attached to a {}, which no service assumes",
                    policy.id, policy.attach_to
                ))
                .help(format!("the policies of roles are {}", roles.join(", "))),
            ))
        }
    }
}

/// A policy of a role, for the examples.
fn role() -> Option<&'static str> {
    POLICIES.iter().find(|policy| matches!(policy.attach_to, AttachTo::Role { .. })).map(|policy| policy.id)
}
