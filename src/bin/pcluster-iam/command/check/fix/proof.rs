//! The proof that fixes do not grant more.

use pcluster_iam::compare::covers;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};

use crate::input::Input;

/// The reason why the policies of a file may grant more after a change, if they may.
pub(super) fn widened(before: &Input, after: &Input) -> Option<String> {
    if before.found.policies.len() != after.found.policies.len() {
        return Some("the file would have other policies than before".to_owned());
    }
    let pairs = before.found.policies.iter().zip(&after.found.policies);
    pairs.filter_map(|(before, after)| document(&before.document, &after.document)).next()
}

fn document(before: &Document, after: &Document) -> Option<String> {
    // A policy that IAM refuses grants nothing, and one of a resource or a role is about others.
    let after = alone(after)?;
    let before = alone(before).unwrap_or_default();
    match covers(&before, &after) {
        Ok(true) => None,
        Ok(false) => Some("the policy would grant more than before".to_owned()),
        Err(error) => Some(format!("it cannot be shown that the policy grants no more than before: {error}")),
    }
}

/// A policy as the only one of an identity, if it can be one.
fn alone(document: &Document) -> Option<Policies> {
    let mut policies = Policies::new();
    policies.add(Layer::Identity, "", document).ok().map(|()| policies)
}
