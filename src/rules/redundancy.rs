//! Redundancy: grants and denials that have no effect, since another entry or statement has it already or
//! takes it away.

pub(crate) mod denied;
pub(crate) mod repeated;

use crate::finding::Finding;
use crate::iam::scope::Scope;

/// Points at other statements.
fn label(finding: Finding, by: &[&Scope<'_>]) -> Finding {
    by.iter().fold(finding, |finding, other| {
        let place = other.statement.sid.as_ref().map_or(other.statement.span, |sid| sid.span);
        finding.label(place, "this statement")
    })
}
