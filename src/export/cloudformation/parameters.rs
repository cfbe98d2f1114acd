//! The parameters of a template, with the rules of their values.

use serde_json::{Map, Value, json};

use super::conditions::PLACES;
use crate::export::inputs::{is_list, need};
use crate::export::names::pascal;
use crate::export::part::PolicyPart;
use crate::export::pattern::{BOUNDARY_PATTERN, BOUNDARY_RULE, Pattern, prefix_pattern, prefix_rule};
use crate::export::setting::Setting;
use crate::values::{Parameter, ParameterRole};
use crate::{AttachTo, Need, Policy};

/// The parameter before all names.
pub(super) const PREFIX: &str = "NamePrefix";
/// The parameter with the permissions boundary of the roles.
pub(super) const BOUNDARY: &str = "RolePermissionsBoundary";

/// The parameters with the identities that get the policies of people.
pub(super) const IDENTITIES: [&str; 3] = ["Groups", "Users", "Roles"];

/// The parameter of an input.
pub(super) fn input(parameter: &Parameter, policies: &[&'static Policy], is_choice: bool) -> (String, Value) {
    let need = need(policies, parameter);
    let mut written = Map::new();
    let mut put = |key: &str, value: Value| written.insert(key.to_owned(), value);
    put("Type", json!("String"));
    let default = match need {
        Some(Need::Required) if !is_choice => None,
        _ => Some(parameter.default.unwrap_or_default()),
    };
    if parameter.role() == ParameterRole::Flag {
        put("Description", json!(parameter.summary));
        put("Default", json!("false"));
        put("AllowedValues", json!(["true", "false"]));
        return (pascal(parameter.name), Value::Object(written));
    }
    let is_list = is_list(parameter);
    let list =
        if is_list { format!(" Up to {PLACES} values with commas between them.") } else { String::new() };
    let description = format!("{} For example {}.{list}", parameter.summary, parameter.example);
    put("Description", json!(description));
    if let Some(default) = default {
        put("Default", json!(default));
    }
    if let Some(pattern) = Pattern::of(parameter) {
        let body = if is_list { pattern.list(PLACES) } else { pattern.in_one() };
        let allowed = if default == Some("") { format!("^$|^{body}$") } else { format!("^{body}$") };
        put("AllowedPattern", json!(allowed));
        let each = if is_list { "each value is " } else { "" };
        put("ConstraintDescription", json!(format!("{each}{}", pattern.allowed)));
    }
    (pascal(parameter.name), Value::Object(written))
}

/// The parameters that do not come from the catalog's parameters.
pub(super) fn own(named: &[Vec<PolicyPart<'_>>], longest_prefix: usize) -> Vec<(String, Value)> {
    let firsts: Vec<_> = named.iter().filter_map(|parts| parts.first()).collect();
    let mut own = Vec::new();
    for policy in &firsts {
        if let Some(name) = policy.choice() {
            let description =
                format!("Create the policy {}: {}", policy.deployed.key, policy.deployed.policy.summary);
            own.push((
                name,
                json!({ "Type": "String", "Description": description, "Default": "false", "AllowedValues": ["true", "false"] }),
            ));
        }
    }
    own.push((
        PREFIX.to_owned(),
        json!({
            "Type": "String",
            "Description": "Text before the names of the policies, roles and instance profiles. Names are unique in an account: give each cluster with roles of its own another prefix.",
            "Default": "",
            "AllowedPattern": prefix_pattern(longest_prefix),
            "ConstraintDescription": prefix_rule(longest_prefix),
        }),
    ));
    if firsts.iter().any(|it| it.deployed.role.is_some()) {
        own.push((
            BOUNDARY.to_owned(),
            json!({
                "Type": "String",
                "Description": "The ARN of the managed policy that limits the roles of this template.",
                "Default": "",
                "AllowedPattern": format!("^$|{BOUNDARY_PATTERN}"),
                "ConstraintDescription": BOUNDARY_RULE,
            }),
        ));
    }
    if firsts.iter().any(|it| it.deployed.policy.attach_to == AttachTo::UserOrGroup) {
        for kind in IDENTITIES {
            let description = format!(
                "The existing {} that get the policies of people, with commas between their names.",
                kind.to_lowercase(),
            );
            let value = json!({ "Type": "CommaDelimitedList", "Description": description, "Default": "" });
            own.push((kind.to_owned(), value));
        }
    }
    own
}

/// The parameter of a setting on which policies of AWS depend.
pub(super) fn setting(setting: Setting) -> (String, Value) {
    let value = json!({
        "Type": "String",
        "Description": setting.description(),
        "Default": "false",
        "AllowedValues": ["true", "false"],
    });
    (pascal(&setting.name()), value)
}

/// The values that a policy needs where it is created.
pub(super) fn rules(named: &[Vec<PolicyPart<'_>>]) -> Map<String, Value> {
    let rule = |parts: &Vec<PolicyPart<'_>>| {
        let first = parts.first()?;
        let choice = first.choice()?;
        let mut needed: Vec<&'static Parameter> = Vec::new();
        for parameter in parts.iter().flat_map(PolicyPart::needed) {
            if !needed.contains(&parameter) {
                needed.push(parameter);
            }
        }
        let assertions: Vec<_> = needed
            .iter()
            .map(|parameter| {
                let name = pascal(parameter.name);
                json!({
                    "Assert": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": name }, ""] }] },
                    "AssertDescription": format!("the policy {} needs {name}", first.deployed.key),
                })
            })
            .collect();
        let condition = json!({ "Fn::Equals": [{ "Ref": choice }, "true"] });
        let rule = json!({ "RuleCondition": condition, "Assertions": assertions });
        (!assertions.is_empty()).then(|| (format!("{}Needs", first.stem()), rule))
    };
    named.iter().filter_map(rule).collect()
}
