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

/// The members of resources that hold documents.
const DOCUMENTS: [&str; 5] =
    ["policy", "inline_policy", "assume_role_policy", "access_policy", "resource_policy"];

/// The resources whose documents are not known before the plan is applied: their addresses, and the values
/// that say so. A queue's or a key's own `policy` is never known in a plan that creates it without one, so
/// that only resources of IAM and those that are policies count.
pub(super) fn unknown(plan: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let changes = plan.get("resource_changes").map(Value::elements).unwrap_or_default();
    changes.iter().filter_map(|change| {
        let type_name = change.get("type")?.as_str()?;
        let is_policy = type_name.starts_with("aws_iam_")
            || type_name.starts_with("aws_") && type_name.ends_with("_policy");
        let after = change.get("change")?.get("after_unknown")?;
        let mut members = after.members().iter();
        let unknown =
            members.find(|member| DOCUMENTS.contains(&member.name.as_str()) && has_true(&member.value))?;
        is_policy.then_some((change.get("address")?.as_str()?, &unknown.value))
    })
}

/// True if a value is or contains `true`, which stands for an unknown part.
fn has_true(value: &Value) -> bool {
    value.node == Node::Bool(true)
        || value.elements().iter().any(has_true)
        || value.members().iter().any(|member| has_true(&member.value))
}
