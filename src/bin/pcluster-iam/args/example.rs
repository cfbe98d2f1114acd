//! The policy and the values of the examples in `--help`.

use pcluster_iam::{AttachTo, Bundle, Need, POLICIES, Parameter, ParameterRole, Policy, VERSIONS, coverage};

use crate::args::release;
use crate::ui::output::quoted;

/// The id of the policy of the examples: the first policy that is not for a role.
pub(crate) fn policy_id() -> &'static str {
    policy().map_or("ID", |policy| policy.id)
}

fn policy() -> Option<&'static Policy> {
    POLICIES.iter().copied().find(|policy| policy.attach_to == AttachTo::UserOrGroup)
}

/// The name of a policy for people of the newest release.
pub(crate) fn newest_name() -> &'static str {
    let of_newest = coverage(release::newest()).policies;
    let policy = of_newest.into_iter().find(|policy| policy.attach_to == AttachTo::UserOrGroup);
    policy.map_or("NAME", Policy::variant)
}

/// The id of the bundle of the examples: the first with several policies for the same identities.
pub(crate) fn bundle_id() -> &'static str {
    let is_for_people = |bundle: &&&Bundle| {
        bundle.policies.len() > 1 && bundle.policies.iter().all(|it| it.attach_to == AttachTo::UserOrGroup)
    };
    VERSIONS
        .iter()
        .flat_map(|version| version.bundles)
        .find(is_for_people)
        .map_or("BUNDLE", |bundle| bundle.id)
}

/// The id of the last release's bundle of the examples.
pub(crate) fn newest_bundle_id() -> &'static str {
    let of_newest = coverage(release::newest()).bundles;
    of_newest.first().map_or("BUNDLE", |bundle| bundle.id)
}

/// The options that fill the policy of the examples.
pub(crate) fn options() -> String {
    let Some(policy) = policy() else { return String::new() };
    // The partition follows from the region.
    let has_region = policy.parameter(ParameterRole::Region).is_some();
    let options: Vec<_> = policy
        .parameters
        .iter()
        .filter(|used| used.need == Need::Required)
        .filter(|used| !has_region || used.parameter.role() != ParameterRole::Partition)
        .map(|used| option(used.parameter))
        .collect();
    options.join(" ")
}

/// The size of a policy as IAM counts it, with the examples of its parameters as values.
pub(crate) fn size(policy: &'static Policy) -> Option<usize> {
    policy.fill(&policy.examples()).ok().map(|filled| pcluster_iam::json::size(&filled.to_json()))
}

/// An option with a valid value; a flag has none.
pub(crate) fn option(parameter: &Parameter) -> String {
    if parameter.role() == ParameterRole::Flag {
        return format!("--{}", parameter.name);
    }
    format!("--{} {}", parameter.name, quoted(parameter.example))
}
