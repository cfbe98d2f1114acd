//! What an upgrade changes in the policies of one purpose.

use crate::compare::{CompareError, Comparison, Difference, Request, compare};
use crate::document::Document;
use crate::evaluate::{EvaluateError, Layer, Policies};
use crate::explain::{Grant, can_be, grants, matches};
use crate::{AttachTo, Change, Loss, Policy};

/// The policies of one purpose before and after an upgrade, with what they grant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Upgrade {
    /// The policies of the earlier release.
    pub before: Vec<&'static Policy>,
    /// The policies of the later release.
    pub after: Vec<&'static Policy>,
    /// What the earlier ones grant, which is A, against the later ones.
    pub comparison: Comparison,
    /// The policies of both releases, each as those of one identity.
    granted: [Policies; 2],
}

/// The reason why policies of the catalog cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a policy is read, and then compared")]
pub enum UpgradeError {
    /// A document is none that IAM accepts.
    Document(EvaluateError),
    /// The comparison would take too long.
    TooComplex(CompareError),
}

impl core::fmt::Display for UpgradeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Document(error) => error.fmt(f),
            Self::TooComplex(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for UpgradeError {}

impl Upgrade {
    /// Compares the policies of one purpose; `document` fills one of them.
    ///
    /// # Errors
    ///
    /// If a document is none that IAM accepts, or if the comparison would take too long.
    pub fn new(
        before: Vec<&'static Policy>,
        after: Vec<&'static Policy>,
        document: &dyn Fn(&'static Policy) -> Document,
    ) -> Result<Self, UpgradeError> {
        let granted = [together(&before, document)?, together(&after, document)?];
        let [granted_before, granted_after] = &granted;
        let comparison = compare(granted_before, granted_after).map_err(UpgradeError::TooComplex)?;
        Ok(Self { before, after, comparison, granted })
    }

    /// What the earlier release does not grant and the later one needs, as far as such requests can exist.
    pub fn additions(&self) -> impl Iterator<Item = &Difference> {
        self.comparison.only_b.iter().filter(|difference| difference.possible)
    }

    /// What the earlier release grants and the later one does not need.
    pub fn removals(&self) -> impl Iterator<Item = &Difference> {
        self.comparison.only_a.iter().filter(|difference| difference.possible)
    }

    /// The earlier policies as those of one identity.
    #[must_use]
    pub fn granted_before(&self) -> &Policies {
        let [before, _] = &self.granted;
        before
    }

    /// The later policies as those of one identity.
    #[must_use]
    pub fn granted_after(&self) -> &Policies {
        let [_, after] = &self.granted;
        after
    }

    /// True if a user or a group has the policies.
    #[must_use]
    pub fn is_for_people(&self) -> bool {
        self.before.iter().chain(&self.after).any(|policy| policy.attach_to == AttachTo::UserOrGroup)
    }

    /// True if these policies grant the request of an addition to another purpose already: then the
    /// addition only matters to those who have not both.
    #[must_use]
    pub fn grants_already(&self, addition: &Difference) -> bool {
        let request = &addition.witness;
        let outcome =
            self.granted_before().decide(request.action.as_str(), &request.resource, &request.context());
        outcome == crate::evaluate::Outcome::Allowed
    }
}

/// Policies as those of one identity.
fn together(
    policies: &[&'static Policy],
    document: &dyn Fn(&'static Policy) -> Document,
) -> Result<Policies, UpgradeError> {
    let mut all = Policies::new();
    for policy in policies {
        all.add(Layer::Identity, policy.id, &document(policy)).map_err(UpgradeError::Document)?;
    }
    Ok(all)
}

impl Difference {
    /// The statements of the catalog that grant the requests, for policies whose sources are ids of the catalog:
    /// with the reason of each, and of an entry that the source does not have.
    #[must_use]
    pub fn of_catalog(&self) -> Vec<Grant> {
        let is_meant = |grant: &Grant| {
            self.statements
                .iter()
                .any(|it| it.source == grant.policy.id && it.sid.as_deref() == grant.statement.sid)
        };
        grants(&self.witness.action).into_iter().filter(is_meant).collect()
    }

    /// The reasons for which the catalog grants the requests, each once: of the statements, and of entries that
    /// their source does not have, with their change. Of texts of which one begins with another, the longer
    /// one.
    #[must_use]
    pub fn reasons(&self) -> Vec<(&'static str, Option<Change>)> {
        let mut all: Vec<(&'static str, Option<Change>)> = Vec::new();
        for grant in self.of_catalog() {
            all.extend(grant.change().map(|change| (change.why, Some(change))));
            all.push((grant.statement.why, None));
        }
        let mut reasons: Vec<(&'static str, Option<Change>)> = Vec::new();
        for (text, change) in &all {
            let is_longer =
                |(other, _): &&(&str, Option<Change>)| other.len() > text.len() && other.starts_with(text);
            if !all.iter().any(|it| is_longer(&it)) && reasons.iter().all(|(known, _)| known != text) {
                reasons.push((text, *change));
            }
        }
        reasons
    }

    /// The loss of some policies that is about the requests: why these do not grant what earlier ones grant.
    #[must_use]
    pub fn loss(&self, policies: &[&'static Policy]) -> Option<&'static Loss> {
        let Request { action, resource, .. } = &self.witness;
        policies.iter().flat_map(|policy| policy.losses).find(|loss| {
            loss.actions.iter().any(|entry| matches(entry, action))
                && (loss.resources.is_empty() || loss.resources.iter().any(|entry| can_be(entry, resource)))
        })
    }
}
