//! The releases of all versions: no two versions document one release or hold for one release.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::shared::release::{ReleaseNumber, ReleaseRange};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

pub fn check(cx: &mut Checking<'_>, versions: &[WrittenVersion]) {
    let releases: Vec<_> = versions.iter().filter_map(release).collect();
    for (idx, (place, release)) in releases.iter().enumerate() {
        if let Some((first, _)) = releases[..idx].iter().find(|(_, first)| first == release) {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateRelease,
                    place.span,
                    format!("two versions document the release `{}`", place.value),
                )
                .other(first.span, "the other one")
                .help("keep one of the two folders, or correct the release"),
            );
        }
    }
    // A range that leaves out the version's own release is not the one that was meant.
    let ranges: Vec<_> = versions
        .iter()
        .filter_map(|version| {
            // Of a release that two versions document, one is wrong.
            let is_wrong = version.release.as_ref().is_some_and(|release| cx.is_mistake(release.span));
            if is_wrong { range(version) } else { own_range(cx, version) }
        })
        .collect();
    for (idx, (place, range)) in ranges.iter().enumerate() {
        for (first, other) in &ranges[..idx] {
            if let Some(release) = range.first_in_both(*other) {
                cx.note(
                    Diagnostic::new(
                        Code::OverlappingReleases,
                        place.span,
                        format!("the release {release} is in the range of two versions"),
                    )
                    .other(first.span, "the other range")
                    .help("end one range where the other begins, as in `>=2.9.0, <2.10.0`"),
                );
            }
        }
    }
}

/// The range of releases for which a version holds; nothing, which is noted, where its own release is
/// not among them.
fn own_range<'v>(
    cx: &mut Checking<'_>,
    version: &'v WrittenVersion,
) -> Option<(&'v Spanned<String>, ReleaseRange)> {
    let (place, range) = range(version)?;
    let Some((own, release)) = release(version).filter(|(_, release)| !range.contains(*release)) else {
        return Some((place, range));
    };
    let message = format!("the version's own release, {release}, is not in the range `{}`", place.value);
    cx.note(
        Diagnostic::new(Code::MalformedValue, place.span, message)
            .other(own.span, "the release")
            .help("begin the range with the release and end it with a later one, as in `>=2.9.0, <2.10.0`"),
    );
    None
}

/// The release that a version documents; a malformed one is reported elsewhere, and so is a range.
fn release(version: &WrittenVersion) -> Option<(&Spanned<String>, ReleaseNumber)> {
    let release = version.release.as_ref()?;
    Some((release, release.value.parse().ok()?))
}

fn range(version: &WrittenVersion) -> Option<(&Spanned<String>, ReleaseRange)> {
    let range = version.applies_to.as_ref()?;
    Some((range, ReleaseRange::parse(&range.value)?))
}
