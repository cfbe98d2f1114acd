//! The promises of policies and bundles: the commands that run with them, and the calls that are denied all
//! the same.

use pcluster_iam::{AcceptedDenial, Bundle, Policy, Version};

use super::markdown::{code, codes, item};

/// The commands of a policy, with the policies that they need besides.
pub(super) fn commands(policy: &Policy) -> Option<String> {
    let commands = codes(policy.commands);
    match (policy.commands, policy.beside) {
        ([], _) => None,
        (_, []) => Some(format!("Commands: {commands}.")),
        (_, beside) => Some(format!("Commands: {commands}, together with {}.", codes(beside))),
    }
}

/// The calls of a policy's commands that are denied all the same, each with its reason.
pub(super) fn of_policy(policy: &Policy) -> String {
    policy.denied.iter().map(|denial| item(&text(denial))).collect()
}

/// The calls of the commands of a version's bundles that are denied all the same.
pub(super) fn of_bundles(version: &Version) -> String {
    let of_bundle =
        |bundle: &&'static Bundle| bundle.denied.iter().map(|denial| (denial, bundle.id)).collect::<Vec<_>>();
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for (denial, id) in version.bundles.iter().flat_map(of_bundle) {
        let text = text(denial);
        match reasons.iter_mut().find(|(known, _)| *known == text) {
            Some((_, ids)) => ids.push(id),
            None => reasons.push((text, vec![id])),
        }
    }
    let items: String =
        reasons.iter().map(|(text, ids)| item(&format!("With {}: {text}", codes(ids)))).collect();
    if items.is_empty() { items } else { format!("\nSome calls are denied all the same:\n\n{items}") }
}

fn text(denial: &AcceptedDenial) -> String {
    let within = |names: &[&str], what: &str| match names {
        [] => String::new(),
        names => format!(" {what} {}", codes(names)),
    };
    format!(
        "**{} is denied{}{}:** {}",
        code(denial.call),
        within(denial.commands, "in"),
        within(denial.configurations, "with the configuration"),
        denial.reason
    )
}
