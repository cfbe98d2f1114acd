//! The policies that are valid for each release, and the nearest ones where there are none.

use pcluster_iam::{AttachTo, Coverage, Gap, Policy, RELEASES, coverage};

use super::links;
use crate::generate::docs::markdown::Table;

/// The section.
pub(super) fn section() -> String {
    let mut table =
        Table::new(["Releases", "For users and groups", "For roles", "Only for other releases: the nearest"]);
    for (releases, coverage) in grouped() {
        let is_role = |policy: &&'static Policy| matches!(policy.attach_to, AttachTo::Role { .. });
        let (roles, users): (Vec<_>, Vec<_>) = coverage.policies.iter().copied().partition(is_role);
        let gaps: Vec<_> = merged(&coverage.gaps).iter().map(nearest).collect();
        table.row([releases, links(&users), links(&roles), gaps.join("<br>")]);
    }
    format!(
        "
## The policies for each release<a name=\"policies\"></a>

{}",
        table.finish()
    )
}

/// The releases, those in a row with the same policies and gaps together.
fn grouped() -> Vec<(String, Coverage)> {
    let mut groups: Vec<(Vec<String>, Coverage)> = Vec::new();
    for release in RELEASES {
        let coverage = coverage(release.number);
        match groups.last_mut() {
            Some((releases, last)) if key(last) == key(&coverage) => {
                releases.push(release.number.to_string());
            }
            _ => groups.push((vec![release.number.to_string()], coverage)),
        }
    }
    groups.into_iter().map(|(releases, coverage)| (span(&releases), coverage)).collect()
}

/// The first release and the last one.
fn span(releases: &[String]) -> String {
    match releases {
        [first, .., last] => format!("{first} to {last}"),
        _ => releases.concat(),
    }
}

/// The ids by which two releases have the same policies and the same nearest ones.
fn key(coverage: &Coverage) -> Vec<Vec<&'static str>> {
    let ids = |policies: &[&'static Policy]| policies.iter().map(|policy| policy.id).collect::<Vec<_>>();
    let gaps = coverage.gaps.iter().flat_map(|gap| [ids(&gap.earlier), ids(&gap.later)]);
    std::iter::once(ids(&coverage.policies)).chain(gaps).collect()
}

/// The gaps whose nearest policies are of the same versions as one.
fn merged(gaps: &[Gap]) -> Vec<Gap> {
    let versions = |gap: &Gap| {
        let version = |policies: &[&'static Policy]| policies.first().map(|policy| policy.version);
        (version(&gap.earlier), version(&gap.later))
    };
    let mut merged: Vec<Gap> = Vec::new();
    for gap in gaps {
        match merged.iter_mut().find(|it| versions(it) == versions(gap)) {
            Some(same) => {
                same.earlier.extend(&gap.earlier);
                same.later.extend(&gap.later);
            }
            None => merged.push(gap.clone()),
        }
    }
    merged
}

fn nearest(gap: &Gap) -> String {
    let sides = [("earlier", &gap.earlier), ("later", &gap.later)];
    let sides = sides.iter().filter(|(_, policies)| !policies.is_empty());
    sides.map(|(side, policies)| format!("{side} {}", links(policies))).collect::<Vec<_>>().join(", ")
}
