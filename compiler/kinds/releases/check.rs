//! The checks of releases: their order, and the policies that their changes name.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::releases::model::{Release, ReleaseChange};
use crate::compiler::kinds::releases::written::{WrittenChange, WrittenRelease};
use crate::compiler::kinds::texts::{SeenEntries, value, values};
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::schema::texts::forms::RELEASE_TABLE;
use crate::compiler::shared::release::ReleaseNumber;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};

/// Checks the releases.
pub fn check(
    cx: &mut Checking<'_>,
    written: &[WrittenRelease],
    versions: &Written<WrittenVersion>,
) -> Vec<Release> {
    let mut numbered: Vec<(ReleaseNumber, &WrittenRelease)> = Vec::new();
    for release in written {
        match release.number.value.parse() {
            Ok(number) => {
                check_order(cx, &numbered, number, release);
                numbered.push((number, release));
            }
            Err(_) => RELEASE_TABLE.problem(&release.number).into_iter().for_each(|it| cx.note(it)),
        }
    }
    let known = KnownVariants::of(versions);
    for policies in written.iter().flat_map(|release| &release.changes).map(|change| &change.policies) {
        let mut seen = SeenEntries::default();
        for variant in policies {
            let is_new = seen
                .is_new(cx, Code::DuplicateEntry, variant, |name| format!("`{name}` is in the list twice"));
            if is_new {
                known.check(cx, variant);
            }
        }
    }
    numbered.into_iter().map(|(number, release)| model(number, release)).collect()
}

/// Notes a release that is not after the one before it. Dates ascend within a series alone: an older series
/// gets patches when a newer one is out.
fn check_order(
    cx: &mut Checking<'_>,
    earlier: &[(ReleaseNumber, &WrittenRelease)],
    number: ReleaseNumber,
    release: &WrittenRelease,
) {
    if let Some((before, first)) = earlier.last().filter(|(before, _)| number <= *before) {
        let message = format!("the release {number} stands after {before}");
        cx.note(
            Diagnostic::new(Code::UnorderedReleases, release.number.span, message)
                .other(first.number.span, "the later release")
                .help("order the releases by their numbers, the oldest first"),
        );
        return;
    }
    let mut of_series = earlier.iter().rev().filter(|(before, _)| before.series() == number.series());
    let before = of_series.find_map(|(before, release)| Some((before, release.date.as_ref()?)));
    if let Some(date) = &release.date
        && let Some((before, first)) = before.filter(|(_, first)| first.value > date.value)
    {
        let message = format!("the release {number} has an earlier date than {before}");
        cx.note(
            Diagnostic::new(Code::UnorderedReleases, date.span, message)
                .other(first.span, "the date of the earlier release")
                .help("correct one of the two dates"),
        );
    }
}

/// The variants of all policies.
struct KnownVariants<'w> {
    names: Vec<&'w str>,
    /// True if there may be others, which were not read.
    may_have_others: bool,
}

impl<'w> KnownVariants<'w> {
    fn of(versions: &'w Written<WrittenVersion>) -> Self {
        let policies = || versions.items.iter().map(|version| &version.policies);
        let names = policies().flat_map(|it| &it.items).map(|policy| policy.variant.value.as_str());
        Self {
            names: names.collect(),
            may_have_others: !versions.hidden.is_empty() || policies().any(|it| !it.hidden.is_empty()),
        }
    }

    /// Notes the variant of no policy.
    fn check(&self, cx: &mut Checking<'_>, variant: &Spanned<String>) {
        if self.may_have_others || self.names.contains(&variant.value.as_str()) {
            return;
        }
        let help = nearest_or(
            &variant.value,
            self.names.iter().copied(),
            "write the name of a policy's folder, without the release",
        );
        let message = format!("no release has a policy `{}`", variant.value);
        cx.note(Diagnostic::new(Code::UnknownReference, variant.span, message).help(help).of_name());
    }
}

fn model(number: ReleaseNumber, release: &WrittenRelease) -> Release {
    let change = |change: &WrittenChange| ReleaseChange {
        policies: values(&change.policies),
        need: change.need.as_ref().map(|need| need.value.clone()),
        text: value(change.text.as_ref()),
        source: value(change.source.as_ref()),
    };
    Release {
        number,
        date: release.date.as_ref().map(|date| date.value.clone()),
        changes: release.changes.iter().map(change).collect(),
    }
}
