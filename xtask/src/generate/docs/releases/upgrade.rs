//! The actions that an upgrade from an earlier release of the catalog adds and drops.

use std::collections::BTreeMap;

use pcluster_iam::{Policy, Purpose, ReleaseNumber, VERSIONS, Version, purposes};

use super::links;
use crate::generate::docs::actions::actions;
use crate::generate::docs::markdown::{Table, codes};

/// The section, with a part for each version that has policies of an earlier one.
pub(super) fn section() -> String {
    let mut text = "
## Upgrades<a name=\"upgrades\"></a>

Each table compares the maintained policies of a release with those of the latest earlier release that has policies for the same purpose.
For an upgrade over several releases, follow the tables from one to the next, or compare two columns of [the table of actions](actions.md).
Only the actions are compared: the resources and conditions of an action can change too, and a wildcard can become the actions that it stood for.
"
    .to_owned();
    for version in VERSIONS {
        let rows: Vec<_> = purposes(major(version)).iter().filter_map(|it| row(it, version)).collect();
        if rows.is_empty() {
            continue;
        }
        let mut table = Table::new(["Policies", "Before", "Added", "Dropped"]);
        for row in rows {
            table.row(row);
        }
        text.push_str(&format!("\n### To {}\n\n{}", version.id, table.finish()));
    }
    text
}

/// The policies of a version for a purpose, compared with those before.
fn row(purpose: &Purpose, version: &Version) -> Option<[String; 4]> {
    let (before, now) = (purpose.before(version.id), purpose.of_version(version.id));
    if before.is_empty() || now.is_empty() {
        return None;
    }
    let (granted, granted_before) = (granted(&now), granted(&before));
    let only_in = |these: &BTreeMap<String, &'static str>, others: &BTreeMap<String, &'static str>| {
        let only: Vec<_> =
            these.iter().filter(|(key, _)| !others.contains_key(*key)).map(|(_, it)| *it).collect();
        if only.is_empty() { "–".to_owned() } else { codes(&only) }
    };
    Some([
        links(&now),
        links(&before),
        only_in(&granted, &granted_before),
        only_in(&granted_before, &granted),
    ])
}

/// The actions of policies as they are written, by their names in lower case: IAM ignores case.
fn granted(policies: &[&'static Policy]) -> BTreeMap<String, &'static str> {
    policies.iter().flat_map(|policy| actions(policy)).map(|action| (action.to_lowercase(), action)).collect()
}

fn major(version: &Version) -> u32 {
    version.release.parse().map_or(0, |release: ReleaseNumber| release.major)
}
