//! What has to be added to policies, so that they allow what is needed.

use super::needed::Needed;
use super::report::Missing;
use crate::document::{Document, List, Statement};
use crate::evaluate::{EvaluateError, Layer, Policies};
use crate::iam::action::ActionPattern;

/// A statement that grants what is missing of a statement of the catalog.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Addition {
    /// The id of the policy of the catalog.
    pub policy: &'static str,
    /// The statement, with the actions and the resources alone that are missing.
    pub statement: Statement,
    /// The statement in the catalog.
    pub of_catalog: &'static crate::Statement,
}

impl Addition {
    /// The additions that grant what is missing: for each statement of the catalog its actions and its resources
    /// of which something is missing.
    #[must_use]
    pub fn of(missing: &[Missing], needed: &Needed) -> Vec<Self> {
        let mut additions: Vec<Self> = Vec::new();
        for missing in missing {
            for source in &missing.difference.statements {
                let Some(addition) = Self::of_statement(missing, needed, &source.source, source.idx) else {
                    continue;
                };
                match additions.iter_mut().find(|it| it.is_of_same(&addition)) {
                    Some(known) => known.join(&addition, needed),
                    None => additions.push(addition),
                }
            }
        }
        additions.sort_by_key(|it| needed.order(it.policy, it.statement.idx));
        additions
    }

    /// What a statement of the needed policies has of a difference.
    fn of_statement(missing: &Missing, needed: &Needed, policy: &str, idx: usize) -> Option<Self> {
        let of_policy = needed.documents.iter().find(|it| it.policy.id == policy)?;
        let mut statement = of_policy.document.statements.get(idx)?.clone();
        let expanded = missing.difference.expanded();
        let is_missing = |pattern: ActionPattern<'_>| {
            let known = &missing.difference.known_actions;
            known.iter().any(|action| pattern.matches(*action))
                || expanded.iter().any(|name| name.eq_ignore_ascii_case(pattern.text.as_str()))
        };
        keep(&mut statement.actions, |text| is_missing(ActionPattern::new(text)));
        keep(&mut statement.resources, |text| missing.difference.resources.contains(&text.value));
        let of_catalog = needed.statement(policy, idx)?;
        Some(Self { policy: of_policy.policy.id, statement, of_catalog })
    }

    /// True for an addition of the same statement.
    fn is_of_same(&self, other: &Self) -> bool {
        self.policy == other.policy && self.statement.idx == other.statement.idx
    }

    /// Adds the actions and the resources of another addition, in the order of the statement.
    fn join(&mut self, other: &Self, needed: &Needed) {
        let of_policy = needed.documents.iter().find(|it| it.policy.id == self.policy);
        let Some(whole) = of_policy.and_then(|it| it.document.statements.get(self.statement.idx)) else {
            return;
        };
        let join = |own: &mut Option<List>, more: &Option<List>, whole: &Option<List>| {
            let (Some(own), Some(more), Some(whole)) = (own, more, whole) else { return };
            let has = |list: &List, value: &str| list.entries.iter().any(|text| text.value == value);
            let both = whole.entries.iter().filter(|text| has(own, &text.value) || has(more, &text.value));
            own.entries = both.cloned().collect();
            own.scalar &= own.entries.len() == 1;
        };
        join(&mut self.statement.actions, &other.statement.actions, &whole.actions);
        join(&mut self.statement.resources, &other.statement.resources, &whole.resources);
    }

    /// Policies with additions.
    ///
    /// # Errors
    ///
    /// If an addition cannot be evaluated, which no statement of the catalog brings about.
    pub fn add_to(additions: &[Self], policies: &Policies) -> Result<Policies, EvaluateError> {
        let mut policies = policies.clone();
        for it in additions {
            let version = crate::iam::version::CURRENT.to_owned();
            let version = crate::document::Text { value: version, ..crate::document::Text::default() };
            let statements = vec![it.statement.clone()];
            let document = Document { version: Some(version), statements, ..Document::default() };
            policies.add(Layer::Identity, it.policy, &document)?;
        }
        Ok(policies)
    }
}

/// Keeps some entries of a list that is not negated, all of them if none is to be kept.
fn keep(list: &mut Option<List>, is_kept: impl Fn(&crate::document::Text) -> bool) {
    let Some(list) = list.as_mut().filter(|list| !list.negated) else { return };
    if list.entries.iter().any(&is_kept) {
        list.entries.retain(is_kept);
        list.scalar &= list.entries.len() == 1;
    }
}
