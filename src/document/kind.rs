//! What is a policy document, and of what kind: by its structure, and by the names around it.

use super::json::{Node, Value};

/// The versions of the language of policies.
const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// The elements of a statement, one of which tells it from those of other languages.
const ELEMENTS: [&str; 7] =
    ["Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"];

/// Whether an object is meant to be a policy document: it has the version of one, or statements such
/// as IAM has them. Other languages have statements too.
pub(super) fn is_document(value: &Value, key: &str) -> bool {
    let has_version = value.get("Version").and_then(Value::as_str).is_some_and(|it| VERSIONS.contains(&it));
    let Some(statement) = value.get("Statement") else { return has_version };
    let statements = match &statement.node {
        Node::Array(statements) => statements.as_slice(),
        _ => core::slice::from_ref(statement),
    };
    let is_one = |statement: &Value| ELEMENTS.iter().any(|element| statement.get(element).is_some());
    has_version || is_name_of_document(key) || statements.iter().any(is_one)
}

/// Whether a member of that name holds a document.
pub(super) fn is_name_of_document(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("policy") || key.ends_with("document")
}

/// Whether a text looks like a document, as it is or URL-encoded.
pub(super) fn may_be_document(text: &str) -> bool {
    text.trim_start().starts_with('{') || is_percent_encoded(text)
}

pub(super) fn is_percent_encoded(text: &str) -> bool {
    text.trim_start().get(..3).is_some_and(|head| head.eq_ignore_ascii_case("%7B"))
}

/// Why a document is none that a user, group or role has.
pub(super) fn why_skipped(key: &str, value: &Value) -> Option<&'static str> {
    if key.replace('_', "").to_ascii_lowercase().starts_with("assumerolepolicy") {
        return Some("it says who may assume a role");
    }
    // Each statement of such a one says whom it is about.
    let statements = value.get("Statement")?;
    let has_principal = |statement: &Value| {
        ["Principal", "NotPrincipal"].iter().any(|element| statement.get(element).is_some())
    };
    let says_who = match &statements.node {
        Node::Array(statements) => !statements.is_empty() && statements.iter().all(has_principal),
        _ => has_principal(statements),
    };
    says_who.then_some("it belongs to a resource: it says who may use it")
}
