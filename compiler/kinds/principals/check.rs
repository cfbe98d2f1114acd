//! Principals of which more is known than their names.

use crate::compiler::kinds::principals::model::KnownPrincipal;
use crate::compiler::kinds::principals::written::WrittenPrincipal;

/// Takes over the principals; all that is asked of them is asked by their keys.
pub fn check(written: &[WrittenPrincipal]) -> Vec<KnownPrincipal> {
    let principals = written.iter().map(|principal| KnownPrincipal {
        name: principal.name.value.clone(),
        claim: principal.claim.as_ref().map(|claim| claim.value.clone()),
        names_repositories: principal.names_repositories,
        states_source: principal.states_source,
        actions: principal.actions.iter().map(|action| action.value.clone()).collect(),
    });
    principals.collect()
}
