//! The answer to a finding: an acknowledgement, or the maintained form, which lacks the finding.

use pcluster_iam::{Acknowledgement, Difference, Policy, Statement, Version};

use super::document::PolicyForm;
use super::finding::PolicyFinding;

/// The answer to a finding.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Acknowledged(&'static Acknowledgement),
    /// Only the documented form has the finding; the text names the change that fixes it.
    Fixed(String),
    Open,
}

/// The answer to one of the findings of a policy.
pub(super) fn answer(
    policy: &'static Policy,
    version: Option<&'static Version>,
    finding: &PolicyFinding,
    all: &[PolicyFinding],
) -> Answer {
    if let Some(acknowledgement) = acknowledgement(policy, version, finding) {
        return Answer::Acknowledged(acknowledgement);
    }
    let is_maintained =
        |other: &PolicyFinding| other.form == PolicyForm::Maintained && other.is_same(finding);
    if finding.form == PolicyForm::Maintained || all.iter().any(is_maintained) {
        return Answer::Open;
    }
    Answer::Fixed(fix(policy, finding))
}

/// The change in the maintained form that fixes a finding of the documented form.
fn fix(policy: &'static Policy, finding: &PolicyFinding) -> String {
    let changed = |statement: &'static Statement| {
        let name = statement.name;
        let is_precise = |it: &Difference| it.entry.is_none() || it.entry == finding.entry;
        let precise = statement.differences().find(is_precise).map(|it| {
            let entry = it.entry.map_or_else(String::new, |entry| format!(" {entry}"));
            format!("{name}{entry} {} on {}", it.change.kind, it.change.date)
        });
        let any = || statement.differences().next().map(|_| format!("the differences of {name}"));
        precise.or_else(any)
    };
    let own = finding.statement.and_then(changed);
    let any = || policy.statements.iter().filter(|_| finding.has_neighbour).find_map(changed);
    own.or_else(any).unwrap_or_else(|| "the values that are filled in".to_owned())
}

/// The acknowledgement of a finding: its statement's, its policy's or its version's. An acknowledgement
/// that names the entry goes before one for any entry.
fn acknowledgement(
    policy: &'static Policy,
    version: Option<&'static Version>,
    finding: &PolicyFinding,
) -> Option<&'static Acknowledgement> {
    let is_of_finding = |it: &&Acknowledgement| {
        it.finding == finding.code.name()
            && it.entry.is_none_or(|entry| finding.entry == Some(entry))
            && it.statement.is_none_or(|name| finding.statement.is_some_and(|it| it.name == name))
    };
    let of_statement = finding.statement.map_or(&[][..], |statement| statement.acknowledged);
    let of_version = version.map_or(&[][..], |version| version.acknowledged);
    let all = of_statement.iter().chain(policy.acknowledged).chain(of_version);
    all.filter(is_of_finding).min_by_key(|it| it.entry.is_none())
}

#[cfg(test)]
mod tests {
    use super::{Answer, PolicyForm, answer};
    use crate::review::reviews;

    #[test]
    fn findings_that_the_maintained_form_lacks_are_fixed() {
        let with_differences = reviews().iter().filter(|review| review.policy.differences().count() > 0);
        let found = with_differences
            .flat_map(|review| review.findings.iter().map(|(finding, _)| (review.policy, finding.clone())));
        let mut n_seen = 0;
        for (policy, mut finding) in found.filter(|(_, finding)| finding.form == PolicyForm::Maintained) {
            let maintained = finding.clone();
            finding.form = PolicyForm::Documented;
            match answer(policy, None, &finding, &[]) {
                Answer::Fixed(by) => assert!(!by.is_empty()),
                Answer::Acknowledged(it) => assert_eq!(it.finding, finding.code.name()),
                Answer::Open => panic!("{finding:?}"),
            }
            let answer = answer(policy, None, &finding, &[maintained]);
            assert!(!matches!(answer, Answer::Fixed(_)), "{finding:?}");
            n_seen += 1;
        }
        assert!(n_seen > 0);
    }
}
