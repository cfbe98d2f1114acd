//! The releases of all versions: no two versions document one release or hold for one release.

use semver::{Comparator, Op, Prerelease, Version, VersionReq};

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

pub fn check(cx: &mut Checking<'_>, versions: &[WrittenVersion]) {
    let releases: Vec<(_, Version)> =
        versions.iter().filter_map(|version| parsed(version.release.as_ref())).collect();
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
    let ranges: Vec<(_, VersionReq)> = versions
        .iter()
        .filter_map(|version| {
            // Of a release that two versions document, one is wrong.
            let is_wrong = version.release.as_ref().is_some_and(|release| cx.is_mistake(release.span));
            if is_wrong { parsed(version.applies_to.as_ref()) } else { own_range(cx, version) }
        })
        .collect();
    for (idx, (place, range)) in ranges.iter().enumerate() {
        for (first, other) in &ranges[..idx] {
            if let Some(release) = common(range, other) {
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
) -> Option<(&'v Spanned<String>, VersionReq)> {
    let (place, range) = parsed::<VersionReq>(version.applies_to.as_ref())?;
    let Some((own, release)) = parsed::<Version>(version.release.as_ref()) else {
        return Some((place, range));
    };
    // The range says nothing of what was published before a release.
    let full = Version::new(release.major, release.minor, release.patch);
    if range.matches(&release) || range.matches(&full) {
        return Some((place, range));
    }
    let message = format!("the version's own release, {release}, is not in the range `{}`", place.value);
    cx.note(
        Diagnostic::new(Code::MalformedValue, place.span, message)
            .other(own.span, "the release")
            .help("begin the range with the release and end it with a later one, as in `>=2.9.0, <2.10.0`"),
    );
    None
}

/// A string of a version that says what its type asks for; any other is reported elsewhere.
fn parsed<T: std::str::FromStr>(text: Option<&Spanned<String>>) -> Option<(&Spanned<String>, T)> {
    let text = text?;
    Some((text, text.value.parse().ok()?))
}

/// The first release that is in both ranges.
fn common(left: &VersionReq, right: &VersionReq) -> Option<Version> {
    let mut starts: Vec<_> = left.comparators.iter().chain(&right.comparators).map(start).collect();
    starts.push(Version::new(0, 0, 0));
    starts.sort();
    starts.into_iter().find(|release| left.matches(release) && right.matches(release))
}

/// The first release that may follow a comparator. A range is an interval, so where two of them meet,
/// they meet at one of these.
fn start(comparator: &Comparator) -> Version {
    let (minor, patch) = (comparator.minor, comparator.patch);
    let mut start = Version::new(comparator.major, minor.unwrap_or(0), patch.unwrap_or(0));
    match (comparator.op, minor, patch) {
        (Op::Greater, None, _) => start.major = start.major.saturating_add(1),
        (Op::Greater, _, None) => start.minor = start.minor.saturating_add(1),
        (Op::Greater, ..) if comparator.pre.is_empty() => start.patch = start.patch.saturating_add(1),
        (Op::Greater, ..) => start.pre = Prerelease::EMPTY,
        _ => start.pre = comparator.pre.clone(),
    }
    start
}
