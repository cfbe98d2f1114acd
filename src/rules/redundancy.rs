//! Redundancy: grants and denials without effect, because another entry or statement has the same effect or
//! the opposite one.

pub(crate) mod denied;
pub(crate) mod repeated;

use crate::finding::Finding;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::wording::listed;

/// Adds labels for other statements.
fn label(cx: &RuleContext<'_>, finding: Finding, by: &[&Scope<'_>]) -> Finding {
    by.iter().fold(finding, |finding, other| {
        let place = other.statement.sid.as_ref().map_or(other.statement.span, |sid| sid.span);
        cx.label(finding, other, place, "this statement".to_owned())
    })
}

fn names(cx: &RuleContext<'_>, by: &[&Scope<'_>]) -> String {
    listed(by.iter().map(|other| cx.name(other)), "and")
}
