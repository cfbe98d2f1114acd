//! Redundancy: grants and denials without effect, because another entry or statement has the same effect or
//! the opposite one.

pub(crate) mod denied;
pub(crate) mod repeated;

use crate::finding::Finding;
use crate::iam::scope::Scope;

/// Adds labels for other statements.
fn label(finding: Finding, by: &[&Scope<'_>]) -> Finding {
    by.iter().fold(finding, |finding, other| {
        let place = other.statement.sid.as_ref().map_or(other.statement.span, |sid| sid.span);
        finding.label(place, "this statement")
    })
}
