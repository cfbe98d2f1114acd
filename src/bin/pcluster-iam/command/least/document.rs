//! The smallest policy as a document.

use pcluster_iam::run::LeastStatement;
use serde_json::{Value, json};

/// The document.
pub(super) fn of(statements: &[LeastStatement]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements.iter().map(statement).collect::<Vec<_>>() })
}

fn statement(statement: &LeastStatement) -> Value {
    let mut value = json!({
        "Sid": statement.sid,
        "Effect": if statement.allows { "Allow" } else { "Deny" },
        if statement.not_actions { "NotAction" } else { "Action" }: statement.actions,
        if statement.not_resources { "NotResource" } else { "Resource" }: statement.resources,
    });
    if let (Some(members), false) = (value.as_object_mut(), statement.conditions.is_empty()) {
        members.insert("Condition".to_owned(), json!(statement.conditions));
    }
    value
}

/// The document indented by four spaces, as `render` prints policies.
pub(super) fn pretty(policy: &Value) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    // A vector takes everything.
    let _ = serde::Serialize::serialize(policy, &mut serializer);
    String::from_utf8_lossy(&bytes).into_owned()
}
