//! The answers about releases: every release has one, and none is a guess.

#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;

use pcluster_iam::{
    ChangedNeed, Coverage, Gap, POLICIES, Policy, RELEASES, Release, ReleaseNumber, VERSIONS, coverage,
};

fn number(text: &str) -> ReleaseNumber {
    text.parse().expect("a release")
}

fn answer(text: &str) -> Coverage {
    coverage(number(text))
}

fn ids(policies: &[&Policy]) -> Vec<&'static str> {
    policies.iter().map(|policy| policy.id).collect()
}

/// The gap of a policy that is valid for another release.
fn gap<'c>(coverage: &'c Coverage, id: &str) -> Option<&'c Gap> {
    coverage.gaps.iter().find(|gap| ids(&gap.earlier).contains(&id) || ids(&gap.later).contains(&id))
}

#[test]
fn every_release_has_an_answer() {
    for release in RELEASES {
        let coverage = coverage(release.number);
        assert!(!coverage.policies.is_empty() || !coverage.gaps.is_empty(), "{}", release.number);
        for gap in &coverage.gaps {
            assert!(!gap.earlier.is_empty() || !gap.later.is_empty(), "{}", release.number);
            let is_valid = |policy: &&Policy| policy.holds_for(release.number);
            assert!(!gap.earlier.iter().chain(&gap.later).any(is_valid), "{}", release.number);
            assert!(gap.since_earlier.iter().all(|it| it.release.number <= release.number));
            assert!(gap.until_later.iter().all(|it| it.release.number > release.number));
        }
        for bundle in &coverage.bundles {
            assert!(bundle.policies.iter().all(|policy| policy.holds_for(release.number)), "{}", bundle.id);
        }
    }
}

#[test]
fn every_policy_is_valid_for_a_known_release() {
    for policy in POLICIES {
        let is_valid = |release: &Release| policy.holds_for(release.number);
        assert!(RELEASES.iter().any(is_valid), "{} is valid for {}", policy.id, policy.applies_to);
    }
    for version in VERSIONS {
        assert!(Release::numbered(number(version.release)).is_some(), "{}", version.release);
    }
}

#[test]
fn a_policy_that_was_divided_is_near_its_parts() {
    let coverage = answer("2.10.2");
    let user = gap(&coverage, "2.9/user").expect("2.10 has no policies");
    assert_eq!(ids(&user.earlier), ["2.9/user"]);
    assert_eq!(ids(&user.later), ["2.11/user", "2.11/user-sge-torque"]);
}

#[test]
fn what_a_release_has_no_use_for_is_not_missed() {
    let lambda = "2.11/lambda";
    assert!(gap(&answer("2.10.0"), lambda).is_none(), "its setting came with 2.10.1");
    assert!(gap(&answer("2.10.1"), lambda).is_some());
    let ends: Vec<_> = RELEASES
        .iter()
        .flat_map(|release| release.changes.iter().map(move |change| (release.number, change)))
        .filter(|(_, change)| change.need == Some(ChangedNeed::Ends))
        .collect();
    assert!(!ends.is_empty(), "AWS Batch has an end");
    for (release, change) in ends {
        let is_about = |policy: &&&Policy| change.policies.contains(&policy.variant());
        for gap in coverage(release).gaps {
            let mut nearest = gap.earlier.iter().chain(&gap.later);
            assert!(!nearest.all(|policy| is_about(&policy)), "{release} misses {:?}", change.policies);
        }
    }
}

#[test]
fn changes_are_those_between_the_two_releases() {
    for release in RELEASES {
        for gap in coverage(release.number).gaps {
            let is_within = |policies: &[&Policy], number| policies.iter().any(|it| it.holds_for(number));
            for dated in &gap.since_earlier {
                assert!(!is_within(&gap.earlier, dated.release.number), "{}", release.number);
            }
            // The first release of the later policies may be the one that changed.
            let later: Vec<_> = gap.until_later.iter().map(|it| it.release.number).collect();
            let within = later.iter().filter(|it| is_within(&gap.later, **it)).collect::<BTreeSet<_>>();
            assert!(within.len() <= 1, "{}: {later:?}", release.number);
        }
    }
}
