//! The ids that were probably meant.

use pcluster_iam::{Policy, VERSIONS, coverage};

use super::name;
use crate::args::release::AskedReleases;
use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;

/// The most ids that a message suggests.
const MOST: usize = 6;

/// The message that nothing has an id.
pub(super) fn unknown(id: &str) -> Complaint {
    let complaint = Complaint::new(format!("no policy and no bundle has the id `{}`", id.escape_debug()));
    let meant = meant(id);
    let shown: Vec<_> = meant.iter().take(MOST).map(|id| format!("`{id}`")).collect();
    let complaint = match (shown.is_empty(), meant.len() > MOST) {
        (true, _) => complaint,
        (false, false) => complaint.help(format!("did you mean {}?", shown.join(" or "))),
        (false, true) => complaint.help(format!("did you mean {}, or another?", shown.join(", "))),
    };
    let complaint = if meant.len() > 1 && meant.iter().all(|it| name(it) == id) {
        complaint.help(format!("with your release a name is enough: `--for RELEASE {id}`"))
    } else {
        complaint
    };
    complaint.help("`pcluster-iam list` prints all ids")
}

/// The ids that were probably meant: in the same release first, then by name, then by spelling.
fn meant(id: &str) -> Vec<&'static str> {
    if let Some((release, name)) = id.split_once('/') {
        let of_release = of_release(release);
        if !of_release.is_empty() {
            return among(name, &of_release);
        }
    } else {
        let of_release = of_release(id);
        if !of_release.is_empty() {
            return of_release;
        }
    }
    let wanted = name(id).to_lowercase();
    let is_named =
        |policy: &&&'static Policy| policy.variant() == wanted || policy.name.eq_ignore_ascii_case(id);
    let named: Vec<_> = newest_first().filter(is_named).map(|policy| policy.id).collect();
    if named.is_empty() { among(&wanted, &all()) } else { named }
}

/// The ids whose names are the name, begin with it, are spelt like it, or contain it.
fn among(wanted: &str, ids: &[&'static str]) -> Vec<&'static str> {
    let with = |holds: &dyn Fn(&str) -> bool| -> Vec<_> {
        ids.iter().copied().filter(|id| holds(name(id))).collect()
    };
    let exact = with(&|name| name == wanted);
    if !exact.is_empty() {
        return exact;
    }
    let begun = with(&|name| name.starts_with(&format!("{wanted}-")));
    if !begun.is_empty() {
        return begun;
    }
    let names = similar(wanted, ids.iter().map(|id| name(id)));
    let spelt = with(&|name| names.contains(&name));
    // One or two letters are in many names.
    if spelt.is_empty() && wanted.len() > 2 { with(&|name| name.contains(wanted)) } else { spelt }
}

/// The ids of a release of the catalog, or of those that are valid for a release of the product.
fn of_release(release: &str) -> Vec<&'static str> {
    if let Some(version) = VERSIONS.iter().find(|version| version.id == release) {
        let bundles = version.bundles.iter().map(|bundle| bundle.id);
        return version.policies.iter().map(|policy| policy.id).chain(bundles).collect();
    }
    let Ok(asked) = AskedReleases::read(release) else { return Vec::new() };
    let mut ids: Vec<_> = asked
        .releases
        .iter()
        .flat_map(|release| {
            let coverage = coverage(*release);
            let bundles = coverage.bundles.into_iter().map(|bundle| bundle.id);
            coverage.policies.into_iter().map(|policy| policy.id).chain(bundles).collect::<Vec<_>>()
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// All ids, those of the newest release first.
fn all() -> Vec<&'static str> {
    let bundles = VERSIONS.iter().rev().flat_map(|version| version.bundles).map(|bundle| bundle.id);
    newest_first().map(|policy| policy.id).chain(bundles).collect()
}

fn newest_first() -> impl Iterator<Item = &'static &'static Policy> {
    VERSIONS.iter().rev().flat_map(|version| version.policies)
}
