//! Plans and states of Terraform: which part of one holds what there is to be.

use super::json::{Node, Value};

/// Whether a text is a plan or a state.
pub(super) fn is_plan(value: &Value) -> bool {
    value.get("format_version").is_some() && value.get("terraform_version").is_some()
}

/// What a plan makes, or what a state holds.
pub(super) fn resources(plan: &Value) -> Option<&Value> {
    plan.get("planned_values").or_else(|| plan.get("values"))
}

/// The resources of IAM with documents that a plan does not know yet: their addresses, and where it says
/// so.
pub(super) fn unknown(plan: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let changes = plan.get("resource_changes").map(Value::elements).unwrap_or_default();
    changes.iter().filter_map(|change| {
        let is_of_iam = change.get("type")?.as_str()?.starts_with("aws_iam_");
        let after = change.get("change")?.get("after_unknown")?;
        let unknown = after.members().iter().find(|member| {
            let documents = ["policy", "inline_policy"];
            documents.contains(&member.name.as_str()) && has_true(&member.value)
        })?;
        is_of_iam.then_some((change.get("address")?.as_str()?, &unknown.value))
    })
}

/// What is not known is `true`, alone or somewhere inside.
fn has_true(value: &Value) -> bool {
    value.node == Node::Bool(true)
        || value.elements().iter().any(has_true)
        || value.members().iter().any(|member| has_true(&member.value))
}
