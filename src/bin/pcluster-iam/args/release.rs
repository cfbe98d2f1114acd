//! The policies that are documented for a release. Nothing is guessed: a release outside of all
//! versions has no policies.

use pcluster_iam::{VERSIONS, Version as Documented};
use semver::{Version, VersionReq};

use crate::ui::failure::{Complaint, Failure};

/// The versions whose policies are valid for a release.
pub(crate) fn covering(release: &str) -> Result<Vec<&'static Documented>, Failure> {
    let wanted = Version::parse(release).map_err(|error| {
        Complaint::new(format!("`{}` is not a release: {error}", release.escape_debug()))
            .help("give its three numbers, such as `3.9.1`; `pcluster version` prints them")
    })?;
    let holds = |version: &&Documented| {
        VersionReq::parse(version.applies_to).is_ok_and(|range| range.matches(&wanted))
    };
    let covering: Vec<_> = VERSIONS.iter().copied().filter(holds).collect();
    if covering.is_empty() { Err(Failure::No(none(&wanted))) } else { Ok(covering) }
}

/// The message that no policies are documented for a release, with the nearest releases that have
/// policies.
fn none(wanted: &Version) -> Complaint {
    let mut documented: Vec<_> = VERSIONS
        .iter()
        .filter_map(|version| Some((Version::parse(version.release).ok()?, *version)))
        .collect();
    documented.sort_by(|(left, _), (right, _)| left.cmp(right));
    let named = |(release, version): &(Version, &Documented)| {
        format!(
            "{release}, whose policies are valid for {}: `pcluster-iam list --for {release}`",
            version.applies_to
        )
    };
    let mut complaint = Complaint::new(format!("no policies are documented for release {wanted}"));
    if let Some(earlier) = documented.iter().rev().find(|(release, _)| release < wanted) {
        complaint = complaint.line("past", format!("the nearest earlier release is {}", named(earlier)));
    }
    if let Some(later) = documented.iter().find(|(release, _)| release > wanted) {
        complaint = complaint.line("next", format!("the nearest later release is {}", named(later)));
    }
    complaint.help("neither is documented for your release; compare both with the needs of your cluster")
}
