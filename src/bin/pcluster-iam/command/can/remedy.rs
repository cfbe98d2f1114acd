//! The changes that would allow a denied request.

use pcluster_iam::evaluate::{NearMiss, NearMissKind};
use serde_json::{Value, json};

use super::answer::Answer;

/// The most changes that are shown.
pub(super) const MOST: usize = 3;

/// The change of a near miss, with its place in the catalog for one of the catalog's policies.
pub(super) fn change(answer: &Answer<'_>, miss: &NearMiss<'_>) -> String {
    let key = match miss.kind {
        NearMissKind::Action => "actions",
        NearMissKind::Resource => "resources",
        NearMissKind::Condition => return miss.fix.clone(),
    };
    match answer.of_catalog(miss.statement.source, miss.statement.sid).filter(|_| miss.line.is_some()) {
        Some(statement) => format!("{}, in the catalog to `{key}` of {}", miss.fix, statement.source),
        None => miss.fix.clone(),
    }
}

/// A statement of its own that allows the request.
pub(super) fn statement(answer: &Answer<'_>) -> Value {
    json!({ "Effect": "Allow", "Action": answer.question.action, "Resource": answer.question.resource })
}
