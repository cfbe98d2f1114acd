//! A policy or a bundle for a release, by its name.

use pcluster_iam::{POLICIES, RELEASES, ReleaseNumber, VERSIONS, coverage};

use super::{Target, name};
use crate::args::release::AskedReleases;
use crate::ui::failure::{Complaint, Failure, note, warn};
use crate::ui::output::listed;
use crate::ui::suggest::similar;

/// The policy or bundle that is valid for all the releases, by its name or id.
pub(super) fn find(id: &str, asked: &AskedReleases) -> Result<Target, Failure> {
    let found: Vec<(ReleaseNumber, Option<Target>)> = asked
        .releases
        .iter()
        .map(|release| {
            (*release, valid_for(*release).find(|target| [target.id(), target.name()].contains(&id)))
        })
        .collect();
    let mut targets: Vec<_> = found.iter().filter_map(|(_, target)| *target).collect();
    targets.dedup_by_key(|target| target.id());
    match targets.as_slice() {
        [target] => {
            let without = found.iter().filter(|(_, target)| target.is_none());
            let without: Vec<_> = without.map(|(release, _)| release.to_string()).collect();
            if !without.is_empty() {
                let are = if without.len() == 1 { "is" } else { "are" };
                let (id, without) = (target.id(), listed(&without));
                note(format_args!(
                    "using `{id}`, for the releases {}: {without} {are} not documented",
                    target.ranges()
                ))?;
            }
            if let Some(unknown) = &asked.unknown {
                let range = format!("`{}` is the one whose range includes it", target.id());
                warn(&unknown.clone().help(range))?;
            }
            Ok(*target)
        }
        [] => Err(nothing(id, asked)),
        _ => Err(Failure::No(differs(id, asked, &found))),
    }
}

/// The policies and bundles that are valid for a release.
fn valid_for(release: ReleaseNumber) -> impl Iterator<Item = Target> {
    let coverage = coverage(release);
    let bundles = coverage.bundles.into_iter().map(Target::Bundle);
    coverage.policies.into_iter().map(Target::Policy).chain(bundles)
}

/// The message that a series has several.
fn differs(id: &str, asked: &AskedReleases, found: &[(ReleaseNumber, Option<Target>)]) -> Complaint {
    let mut complaint =
        Complaint::new(format!("`{}` is not the same in all releases of {}", id.escape_debug(), asked.name));
    for (release, target) in found {
        let what = target.map_or("not documented".to_owned(), |target| format!("`{}`", target.id()));
        complaint = complaint.line("with", format!("{release}: {what}"));
    }
    complaint.help("give the release with all three numbers")
}

/// The message that there is nothing of that name for the releases, with the nearest that there is.
fn nothing(id: &str, asked: &AskedReleases) -> Failure {
    let policies = POLICIES.iter().map(|policy| Target::Policy(policy));
    let bundles = VERSIONS.iter().flat_map(|version| version.bundles).map(|bundle| Target::Bundle(bundle));
    let elsewhere: Vec<_> = policies.chain(bundles).filter(|target| target.name() == name(id)).collect();
    let shown = id.escape_debug();
    if elsewhere.is_empty() {
        let complaint = Complaint::new(format!("no policy and no bundle is named `{shown}`"));
        let names: Vec<_> = asked.releases.iter().flat_map(|it| valid_for(*it)).map(Target::name).collect();
        return match similar(id, names).first() {
            Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
            None => complaint.help(format!("`pcluster-iam list --for {}` prints what there is", asked.name)),
        }
        .into();
    }
    let is_valid = |target: &&Target| asked.releases.iter().all(|release| target.is_valid_for(*release));
    if let Some(valid) = elsewhere.iter().find(is_valid) {
        return Failure::No(
            Complaint::new(format!("`{shown}` is not for release {}", asked.name))
                .help(format!("`{}` is: leave out the release in the id, or take this one", valid.id())),
        );
    }
    let mut complaint = Complaint::new(format!("`{shown}` is not documented for release {}", asked.name));
    if let Some(unknown) = &asked.unknown {
        complaint = complaint.line("note", unknown.sentence());
    }
    let (first, last) = (asked.releases.first().copied(), asked.releases.last().copied());
    let of_major =
        |target: &&Target| first.zip(target.first_release()).is_some_and(|(a, b)| a.major == b.major);
    let near: Vec<_> = elsewhere.iter().filter(of_major).collect();
    let before = near.iter().rev().find(|target| target.first_release() < first);
    let after = near.iter().find(|target| target.first_release() > last);
    for (label, target) in [("past", before), ("next", after)] {
        if let Some(target) = target {
            complaint = complaint.line(label, format!("`{}` is valid for {}", target.id(), target.ranges()));
        }
    }
    Failure::No(complaint.help(format!(
        "`pcluster-iam list --for {}` prints what there is, and what changed around it",
        asked.name
    )))
}

impl Target {
    fn is_valid_for(self, release: ReleaseNumber) -> bool {
        self.policies().iter().all(|policy| policy.holds_for(release))
    }

    /// The first release for which all of its policies are valid, as far as releases are known.
    fn first_release(self) -> Option<ReleaseNumber> {
        RELEASES.iter().map(|release| release.number).find(|release| self.is_valid_for(*release))
    }

    /// The ranges of its policies, each once.
    fn ranges(self) -> String {
        let mut ranges: Vec<_> = self.policies().iter().map(|policy| policy.applies_to).collect();
        ranges.sort_unstable();
        ranges.dedup();
        ranges.join(" and ")
    }
}
