//! Policies of the catalog, filled with values, as what somebody needs.

use super::Needs;
use crate::document::Document;
use crate::evaluate::{EvaluateError, Layer, Policies};
use crate::{Filled, Policy, Statement};

/// A policy of the catalog with values.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NeededPolicy {
    /// The policy.
    pub policy: &'static Policy,
    /// The document with the values.
    pub document: Document,
    /// The statements of the document, as the catalog has them.
    pub statements: Vec<&'static Statement>,
}

impl NeededPolicy {
    /// A filled policy, with the parameters that were given.
    #[must_use]
    pub fn new(filled: &Filled<'_>, is_given: impl Fn(&str) -> bool) -> Self {
        let policy = filled.policy();
        let present =
            policy.statements.iter().filter(|it| it.is_maintained() && it.presence.holds(&is_given));
        Self { policy, document: Document::parse(&filled.to_json_pretty()), statements: present.collect() }
    }
}

/// What an identity needs: the policies of the catalog that it is compared with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Needed {
    /// The bundle or the policy.
    pub needs: Needs,
    /// The policies with values, in the order of the needs.
    pub documents: Vec<NeededPolicy>,
    /// The policies, as they decide together, with their ids as sources.
    pub policies: Policies,
}

impl Needed {
    /// Needs with values.
    ///
    /// # Errors
    ///
    /// If a document cannot be evaluated, which the values of no policy bring about.
    pub fn new(needs: Needs, documents: Vec<NeededPolicy>) -> Result<Self, EvaluateError> {
        let mut policies = Policies::new();
        for it in &documents {
            policies.add(Layer::Identity, it.policy.id, &it.document)?;
        }
        Ok(Self { needs, documents, policies })
    }

    /// The statement of the catalog at a place in one of the documents.
    #[must_use]
    pub fn statement(&self, policy: &str, idx: usize) -> Option<&'static Statement> {
        self.documents.iter().find(|it| it.policy.id == policy)?.statements.get(idx).copied()
    }

    /// The place of a statement among all.
    pub(super) fn order(&self, policy: &str, idx: usize) -> (usize, usize) {
        let place = self.documents.iter().position(|it| it.policy.id == policy);
        (place.unwrap_or(self.documents.len()), idx)
    }
}
