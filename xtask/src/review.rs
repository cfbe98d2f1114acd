//! The findings of the catalog's own policies, each with what answers it.

mod answer;
mod document;
mod finding;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use pcluster_iam::Policy;

use crate::catalog::Catalog;
pub(crate) use answer::Answer;
use answer::answer;
pub(crate) use document::PolicyForm;
pub(crate) use finding::PolicyFinding;

/// The findings of a policy with what answers each.
#[derive(Clone, Debug)]
pub(crate) struct PolicyReview {
    pub(crate) policy: &'static Policy,
    pub(crate) findings: Vec<(PolicyFinding, Answer)>,
    /// Why the policy could not be examined.
    pub(crate) broken: Option<String>,
}

/// The reviews of the compiled catalog's policies, which many ask for.
static REVIEWS: LazyLock<Vec<PolicyReview>> = LazyLock::new(|| {
    let catalog = Catalog::compiled();
    let policies: Vec<_> = catalog.policies().collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let next = || policies.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(next).map(|policy| review(policy, &catalog)).collect::<Vec<_>>()
    };
    let n_workers = std::thread::available_parallelism().map_or(1, usize::from);
    let mut reviews: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..n_workers).map(|_| scope.spawn(work)).collect();
        let reviews = |worker: std::thread::ScopedJoinHandle<'_, Vec<PolicyReview>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(reviews).collect()
    });
    reviews.sort_by_key(|review| policies.iter().position(|policy| policy.id == review.policy.id));
    reviews
});

/// The reviews of the compiled catalog's policies, in the catalog's order.
pub(crate) fn reviews() -> &'static [PolicyReview] {
    &REVIEWS
}

/// The review of a policy of a catalog.
pub(crate) fn review(policy: &'static Policy, catalog: &Catalog) -> PolicyReview {
    match finding::of(policy) {
        Ok(findings) => {
            let version = catalog.version(policy);
            let answers: Vec<_> = findings.iter().map(|it| answer(policy, version, it, &findings)).collect();
            PolicyReview { policy, findings: findings.into_iter().zip(answers).collect(), broken: None }
        }
        Err(why) => PolicyReview { policy, findings: Vec::new(), broken: Some(why) },
    }
}

/// The findings of a policy of the compiled catalog with what answers each.
pub(crate) fn of(policy: &Policy) -> &'static [(PolicyFinding, Answer)] {
    reviews().iter().find(|review| review.policy.id == policy.id).map_or(&[], |review| &review.findings)
}

/// How many findings are acknowledged, mended and open.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) acknowledged: usize,
    pub(crate) mended: usize,
    pub(crate) open: usize,
}

/// The findings of policies, each form's counted: what both have once.
pub(crate) fn counts(reviews: &[PolicyReview]) -> Counts {
    let mut counts = Counts::default();
    for review in reviews {
        for (finding, answer) in &review.findings {
            match (finding.form, answer) {
                (PolicyForm::Maintained, Answer::Acknowledged(_)) => counts.acknowledged += 1,
                (PolicyForm::Maintained, _) => counts.open += 1,
                (PolicyForm::Documented, Answer::Mended(_)) => counts.mended += 1,
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
            let mended = review.findings.iter().filter(|(_, it)| matches!(it, Answer::Mended(_)));
            assert!(mended.clone().all(|(finding, _)| finding.form == PolicyForm::Documented));
        }
    }
}
