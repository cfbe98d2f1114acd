//! `docs/actions.md`: the actions, each with the policies of each version that grant it.

use std::collections::BTreeMap;

use pcluster_iam::{Policy, VERSIONS};

use super::markdown::{Table, code};
use crate::files::File;

/// The policies that grant an action, by the place of their version.
type Granting = Vec<Vec<&'static Policy>>;

/// The page.
pub(crate) fn file() -> File {
    let mut text = "<!-- Generated from catalog/ by `cargo xtask regenerate`. Do not edit. -->

# The actions of all versions

Each row shows the policies that grant an action in their maintained form, version by version.
Compare the columns of two versions to see which actions an upgrade adds or drops.
Actions are written as in the policies; `*` matches any characters.
Actions that a policy grants only with an option are included.

"
    .to_owned();
    let mut services = BTreeMap::<String, BTreeMap<String, (&'static str, Granting)>>::new();
    for (place, version) in VERSIONS.iter().enumerate() {
        for policy in version.policies {
            for action in actions(policy) {
                let (prefix, _) = action.split_once(':').unwrap_or((action, ""));
                let actions = services.entry(prefix.to_lowercase()).or_default();
                // IAM reads actions in any case, and the sources write some in two.
                let (_, granting) = actions
                    .entry(action.to_lowercase())
                    .or_insert_with(|| (action, vec![Vec::new(); VERSIONS.len()]));
                if let Some(policies) = granting.get_mut(place)
                    && policies.last().is_none_or(|last| last.id != policy.id)
                {
                    policies.push(policy);
                }
            }
        }
    }
    let links: Vec<_> = services.keys().map(|prefix| format!("[{prefix}](#{})", anchor(prefix))).collect();
    text.push_str(&format!("{}.\n", links.join(", ")));
    for (prefix, actions) in &services {
        let name = pcluster_iam::service(prefix).map_or(prefix.as_str(), |service| service.name);
        text.push_str(&format!("\n## {name}<a name=\"{}\"></a>\n\n", anchor(prefix)));
        let columns: Vec<_> = VERSIONS.iter().map(|version| version.id.to_owned()).collect();
        let mut table = Table::of_columns([vec!["Action".to_owned()], columns].concat());
        for (action, granting) in actions.values() {
            let cells = granting
                .iter()
                .map(|policies| policies.iter().map(|policy| link(policy)).collect::<Vec<_>>().join(", "));
            table.cells([code(action)].into_iter().chain(cells));
        }
        text.push_str(&table.finish());
    }
    File { path: "docs/actions.md".to_owned(), text }
}

/// The actions that a policy's maintained form allows.
pub(super) fn actions(policy: &'static Policy) -> impl Iterator<Item = &'static str> {
    policy
        .statements
        .iter()
        .filter(|statement| statement.is_maintained() && statement.effect == pcluster_iam::Effect::Allow)
        .filter(|statement| !statement.actions.negated)
        .flat_map(|statement| statement.actions.maintained())
        .map(|entry| entry.text)
}

fn anchor(prefix: &str) -> String {
    format!("service-{prefix}")
}

/// A link to the section of a policy on the page of its version.
pub(super) fn link(policy: &Policy) -> String {
    format!("[{}]({}/README.md#{})", policy.variant(), policy.version, policy.anchor)
}
