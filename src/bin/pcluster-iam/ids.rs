//! Policies by id, as an argument.

use clap::{Arg, ArgMatches};
use pcluster_iam::{AttachTo, Bundle, Need, POLICIES, Policy, VERSIONS, Version};

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
    let mut complaint = Complaint::new(format!("no policy has the id `{}`", id.escape_debug()));
    let similar: Vec<_> = nearest(id).into_iter().map(|id| format!("`{id}`")).collect();
    if !similar.is_empty() {
        complaint = complaint.help(format!("did you mean {}?", similar.join(" or ")));
    }
    Err(complaint.help("`pcluster-iam list` prints all ids").into())
}

/// The bundle of that id.
pub(crate) fn bundle(id: &str) -> Result<&'static Bundle, Failure> {
    if let Some(bundle) = pcluster_iam::bundle(id) {
        return Ok(bundle);
    }
    let complaint = Complaint::new(format!("no bundle has the id `{}`", id.escape_debug()));
    let complaint = match similar(id, bundles().map(|bundle| bundle.id)).first() {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None => complaint,
    };
    Err(complaint.help("`pcluster-iam list` prints all bundles").into())
}

/// Every bundle.
pub(crate) fn bundles() -> impl Iterator<Item = &'static Bundle> {
    VERSIONS.iter().flat_map(|version| version.bundles).copied()
}

/// The ids that were probably meant: by a part of the id, by the name in the source, or by an id
/// that is spelt in a similar way.
fn nearest(id: &str) -> Vec<&'static str> {
    let variant = |id: &str| variant(id).to_lowercase();
    let wanted = variant(id);
    let is_named = |policy: &&&Policy| {
        variant(policy.id) == wanted || policy.version == id || policy.name.eq_ignore_ascii_case(id)
    };
    let named: Vec<_> = POLICIES.iter().filter(is_named).map(|policy| policy.id).collect();
    if !named.is_empty() {
        return named;
    }
    let by_id = similar(id, POLICIES.iter().map(|policy| policy.id));
    if !by_id.is_empty() {
        return by_id;
    }
    let variants: Vec<_> = POLICIES.iter().map(|policy| variant(policy.id)).collect();
    let meant = similar(&wanted, variants.iter().map(String::as_str));
    POLICIES
        .iter()
        .filter(|policy| meant.contains(&variant(policy.id).as_str()))
        .map(|policy| policy.id)
        .collect()
}

/// The last part of an id.
pub(crate) fn variant(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, variant)| variant)
}

/// A policy for the examples in a help text: the first that is not for a role.
pub(crate) fn example() -> &'static str {
    example_policy().map_or("ID", |policy| policy.id)
}

fn example_policy() -> Option<&'static Policy> {
    POLICIES.iter().copied().find(|policy| policy.attach_to == AttachTo::UserOrGroup)
}

/// The options that fill the policy of the examples.
pub(crate) fn example_options() -> String {
    let Some(policy) = example_policy() else { return String::new() };
    // The partition follows from the region.
    let has_region = policy.parameters.iter().any(|used| used.parameter.type_name == "region");
    let options: Vec<_> = policy
        .parameters
        .iter()
        .filter(|used| used.need == Need::Required)
        .filter(|used| !has_region || used.parameter.type_name != "partition")
        .map(|used| format!("--{} {}", used.parameter.name, quoted(used.parameter.example)))
        .collect();
    options.join(" ")
}

/// The text as a shell reads it back.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// The version that a policy belongs to.
pub(crate) fn version(policy: &Policy) -> Option<&'static Version> {
    VERSIONS.iter().copied().find(|version| version.id == policy.version)
}

/// The size of a policy as IAM counts it, with the examples of its parameters as values.
pub(crate) fn size(policy: &'static Policy) -> Option<usize> {
    policy.fill(&policy.examples()).ok().map(|filled| pcluster_iam::json::size(&filled.to_json()))
}

/// `--format text|json`
pub(crate) fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["text", "json"])
        .default_value("text")
        .help("How to print it")
}

/// Whether JSON was asked for.
pub(crate) fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}
