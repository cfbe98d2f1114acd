//! Plans and states of Terraform: the part with the planned or existing resources.

use super::value::{Node, Value};

/// True for a plan or a state.
pub(super) fn is_plan(value: &Value) -> bool {
    value.get("format_version").is_some() && value.get("terraform_version").is_some()
}

/// The planned resources of a plan, or the resources of a state.
pub(super) fn resources(plan: &Value) -> Option<&Value> {
    plan.get("planned_values").or_else(|| plan.get("values"))
}

/// The resources that were there before a plan, with the data that it read.
pub(super) fn prior_resources(plan: &Value) -> Option<&Value> {
    plan.get("prior_state")?.get("values")
}

/// The resources of IAM whose documents are not known before the plan is applied: their addresses, and
/// the values that say so.
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

/// True if a value is or contains `true`, which stands for an unknown part.
fn has_true(value: &Value) -> bool {
    value.node == Node::Bool(true)
        || value.elements().iter().any(has_true)
        || value.members().iter().any(|member| has_true(&member.value))
}
