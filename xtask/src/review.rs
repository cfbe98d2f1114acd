//! The findings of the catalog's own policies, each with its answer.

mod answer;
mod document;
mod finding;

use std::sync::LazyLock;

use pcluster_iam::Policy;

use crate::catalog::Catalog;
use crate::parallel;
pub(crate) use answer::Answer;
use answer::answer;
pub(crate) use document::{PolicyForm, present};
pub(crate) use finding::PolicyFinding;

/// The findings of a policy with their answers.
#[derive(Clone, Debug)]
pub(crate) struct PolicyReview {
    pub(crate) policy: &'static Policy,
    pub(crate) findings: Vec<(PolicyFinding, Answer)>,
    /// The reason why the policy could not be examined.
    pub(crate) broken: Option<String>,
}

/// The reviews of the compiled catalog's policies, which several tasks share.
static REVIEWS: LazyLock<Vec<PolicyReview>> = LazyLock::new(|| {
    let catalog = Catalog::compiled();
    let policies: Vec<_> = catalog.policies().collect();
    parallel::map(&policies, || (), |(), policy| review(policy, &catalog))
});

/// The reviews of the compiled catalog's policies, in the catalog's order.
pub(crate) fn reviews() -> &'static [PolicyReview] {
    &REVIEWS
}

/// The review of a policy of a catalog.
pub(crate) fn review(policy: &'static Policy, catalog: &Catalog) -> PolicyReview {
    match finding::of(policy) {
        Ok(findings) => answered(policy, catalog, findings),
        Err(why) => PolicyReview { policy, findings: Vec::new(), broken: Some(why) },
    }
}

/// The review of a policy whose findings are known.
pub(crate) fn answered(
    policy: &'static Policy,
    catalog: &Catalog,
    findings: Vec<PolicyFinding>,
) -> PolicyReview {
    let version = catalog.version(policy);
    let answers: Vec<_> = findings.iter().map(|it| answer(policy, version, it, &findings)).collect();
    PolicyReview { policy, findings: findings.into_iter().zip(answers).collect(), broken: None }
}

/// The findings of a policy of the compiled catalog with their answers.
pub(crate) fn of(policy: &Policy) -> &'static [(PolicyFinding, Answer)] {
    reviews().iter().find(|review| review.policy.id == policy.id).map_or(&[], |review| &review.findings)
}

/// The numbers of findings by their answers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) acknowledged: usize,
    pub(crate) fixed: usize,
    pub(crate) open: usize,
}

/// The numbers of findings in these policies. A finding of both forms counts once.
pub(crate) fn counts(reviews: &[PolicyReview]) -> Counts {
    let mut counts = Counts::default();
    for review in reviews {
        for (finding, answer) in &review.findings {
            match (finding.form, answer) {
                (PolicyForm::Maintained, Answer::Acknowledged(_)) => counts.acknowledged += 1,
                (PolicyForm::Maintained, _) => counts.open += 1,
                (PolicyForm::Documented, Answer::Fixed(_)) => counts.fixed += 1,
                (PolicyForm::Documented, _) => {}
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Answer, PolicyForm, reviews};

    #[test]
    fn every_policy_can_be_examined() {
        for review in reviews() {
            assert!(review.broken.is_none(), "{:?}", review.broken);
            let fixed = review.findings.iter().filter(|(_, it)| matches!(it, Answer::Fixed(_)));
            assert!(fixed.clone().all(|(finding, _)| finding.form == PolicyForm::Documented));
        }
    }
}
