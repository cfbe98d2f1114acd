//! Which policies are documented for a release. Nothing is guessed: a release that no version
//! covers has none.

use pcluster_iam::{VERSIONS, Version as Documented};
use semver::{Version, VersionReq};

use crate::ui::failure::{Complaint, Failure};

/// The versions whose policies hold for a release.
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

/// That no policies are documented for a release, and for which near it there are.
fn none(wanted: &Version) -> Complaint {
    let mut documented: Vec<_> = VERSIONS
        .iter()
        .filter_map(|version| Some((Version::parse(version.release).ok()?, *version)))
        .collect();
    documented.sort_by(|(left, _), (right, _)| left.cmp(right));
    let named = |(release, version): &(Version, &Documented)| {
        format!(
            "{release}, whose policies hold for {}: `pcluster-iam list --for {release}`",
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
    complaint.help("compare both with what your cluster does; neither is stated for it")
}
