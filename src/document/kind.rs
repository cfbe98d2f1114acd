//! The recognition of policy documents and their kinds, by their structure and the surrounding names.

use super::value::{Node, Value};
use super::{Document, PolicyKind};

/// The versions of the language of policies.
const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// Elements that tell a statement of IAM from those of other languages.
const ELEMENTS: [&str; 7] =
    ["Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"];

/// True for an object that is meant as a policy document: with IAM's version, or with statements like
/// those of IAM. Other languages have statements too.
pub(super) fn is_document(value: &Value, key: &str) -> bool {
    let has_version = value.get("Version").and_then(Value::as_str).is_some_and(|it| VERSIONS.contains(&it));
    let Some(statement) = value.get("Statement") else {
        // A property of this name is meant as a document, whatever it has.
        let is_meant = key == "PolicyDocument" && !value.members().is_empty();
        return has_version || is_meant && matches!(value.node, Node::Object(_));
    };
    let statements = match &statement.node {
        Node::Array(statements) => statements.as_slice(),
        _ => core::slice::from_ref(statement),
    };
    let is_one = |statement: &Value| ELEMENTS.iter().any(|element| statement.get(element).is_some());
    has_version || is_name_of_document(key) || statements.iter().any(is_one)
}

/// True for the name of a member that holds a document.
pub(super) fn is_name_of_document(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("policy") || key.ends_with("document")
}

/// True for a string that looks like a document, plain or URL-encoded.
pub(super) fn may_be_document(text: &str) -> bool {
    text.trim_start().starts_with('{') || is_percent_encoded(text)
}

pub(super) fn is_percent_encoded(text: &str) -> bool {
    text.trim_start().get(..3).is_some_and(|head| head.eq_ignore_ascii_case("%7B"))
}

/// The kind of a policy by its form.
pub(super) fn by_form(document: &Document) -> PolicyKind {
    let statements = &document.statements;
    if statements.is_empty() || statements.iter().any(|statement| statement.principals.is_none()) {
        return PolicyKind::Identity;
    }
    let mut actions = statements.iter().flat_map(|it| it.actions.iter().flat_map(|list| &list.entries));
    if actions.clone().next().is_some() && actions.all(|action| is_of_trust(action.as_str())) {
        PolicyKind::Trust
    } else {
        PolicyKind::Resource
    }
}

/// True for an action with which a principal takes on a role, also misspelt: no other resource than a role
/// has a policy with actions of its service.
fn is_of_trust(action: &str) -> bool {
    action.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("sts:"))
}
