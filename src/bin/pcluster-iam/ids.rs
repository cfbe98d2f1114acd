//! Policies by id, as an argument.

use clap::{Arg, ArgMatches};
use pcluster_iam::{AttachTo, POLICIES, Policy, Version};

use crate::output::{Complaint, Failure};
use crate::suggest::similar;

/// The id of the policy that a command is about.
pub(crate) fn arg() -> Arg {
    Arg::new("id").value_name("ID").help("The policy's id, as `list` prints it")
}

/// The policy that was asked for.
pub(crate) fn policy(matches: &ArgMatches) -> Result<&'static Policy, Failure> {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    if let Some(policy) = pcluster_iam::policy(id) {
        return Ok(policy);
    }
    let mut complaint = Complaint::new(format!("no policy has the id `{id}`"));
    let similar: Vec<_> = similar(id, POLICIES.iter().map(|policy| policy.id))
        .into_iter()
        .map(|id| format!("`{id}`"))
        .collect();
    if !similar.is_empty() {
        complaint = complaint.help(format!("did you mean {}?", similar.join(" or ")));
    }
    Err(complaint.help("`pcluster-iam list` prints all ids").into())
}

/// A policy for the examples in a help text: the first that is not for a role.
pub(crate) fn example() -> &'static str {
    let is_user = |policy: &&&Policy| policy.attach_to == AttachTo::UserOrGroup;
    POLICIES.iter().find(is_user).map_or("ID", |policy| policy.id)
}

/// The version that a policy belongs to.
pub(crate) fn version(policy: &Policy) -> Option<&'static Version> {
    pcluster_iam::VERSIONS.iter().copied().find(|version| version.id == policy.version)
}

/// The size of a policy as IAM counts it, with the examples of its parameters as values.
pub(crate) fn size(policy: &'static Policy) -> Option<usize> {
    policy.fill(&policy.examples()).ok().map(|filled| pcluster_iam::json::size(&filled.to_json()))
}

/// `--format text|json`
pub(crate) fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_parser(["text", "json"])
        .default_value("text")
        .help("How to print it")
}

/// Whether JSON was asked for.
pub(crate) fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}
