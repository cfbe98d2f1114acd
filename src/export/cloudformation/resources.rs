//! Managed policies, roles and instance profiles.

use serde_json::{Map, Value, json};

use super::conditions::{Conditions, either, equals, no_value, not};
use super::document::{document, text};
use super::parameters::{BOUNDARY, IDENTITIES, PREFIX};
use crate::export::deployment::DeployedRole;
use crate::export::document::Text;
use crate::export::inputs::Inputs;
use crate::export::names::pascal;
use crate::export::part::PolicyPart;
use crate::export::role::{RolePath, principals, principals_differ};
use crate::export::setting::Setting;
use crate::{AttachTo, ManagedPolicy, PARTITIONS, Partition};

/// The mapping from partitions to the principals of services.
const PRINCIPALS: &str = "ServicePrincipals";

type Resources = Map<String, Value>;

/// All resources, with the conditions that they depend on.
pub(super) fn all(
    named: &[Vec<PolicyPart<'_>>],
    inputs: Inputs<'_>,
    conditions: &mut Conditions,
) -> Resources {
    let mut resources = Map::new();
    for parts in named {
        for part in parts {
            resources.insert(part.policy_id(), policy(part, conditions));
        }
        let Some(first) = parts.first() else { continue };
        let Some(role) = &first.deployed.role else { continue };
        resources.insert(first.role_id(), self::role(first, role, inputs, conditions));
        if role.has_instance_profile {
            resources.insert(first.profile_id(), profile(first, role));
        }
    }
    resources
}

fn resource(named: &PolicyPart<'_>, kind: &str, properties: Value, conditions: &mut Conditions) -> Value {
    let mut resource = Map::new();
    resource.insert("Type".to_owned(), json!(kind));
    if let Some(choice) = named.choice() {
        let condition = equals(&json!({ "Ref": choice }), "true");
        resource.insert("Condition".to_owned(), json!(conditions.named(&choice, condition)));
    }
    resource.insert("Properties".to_owned(), properties);
    Value::Object(resource)
}

fn prefixed(name: &str) -> Value {
    json!({ "Fn::Sub": format!("${{{PREFIX}}}{name}") })
}

fn policy(named: &PolicyPart<'_>, conditions: &mut Conditions) -> Value {
    let mut properties = Map::new();
    let mut put = |key: &str, value| properties.insert(key.to_owned(), value);
    put("ManagedPolicyName", prefixed(&named.name()));
    put("Description", json!(named.deployed.description));
    put("PolicyDocument", document(named.document, conditions));
    if named.deployed.role.is_some() {
        put("Roles", json!([{ "Ref": named.role_id() }]));
    }
    if named.deployed.policy.attach_to == AttachTo::UserOrGroup {
        for kind in IDENTITIES {
            let joined = json!({ "Fn::Join": ["", { "Ref": kind }] });
            let condition = conditions.named(&format!("{kind}IsGiven"), not(&equals(&joined, "")));
            put(kind, either(&condition, &json!({ "Ref": kind }), &no_value()));
        }
    }
    resource(named, "AWS::IAM::ManagedPolicy", Value::Object(properties), conditions)
}

fn role(
    named: &PolicyPart<'_>,
    role: &DeployedRole,
    inputs: Inputs<'_>,
    conditions: &mut Conditions,
) -> Value {
    let boundary = json!({ "Ref": BOUNDARY });
    let has_boundary = conditions.named(&format!("{BOUNDARY}IsGiven"), not(&equals(&boundary, "")));
    let of_aws: Vec<_> = role
        .managed_policies
        .iter()
        .filter_map(|policy| of_aws(policy, named, inputs.partition(), conditions))
        .collect();
    let mut properties = Map::new();
    let mut put = |key: &str, value| properties.insert(key.to_owned(), value);
    put("RoleName", prefixed(&role.name));
    put("Path", path(named, role, inputs));
    put("Description", json!(role.description));
    put(
        "AssumeRolePolicyDocument",
        json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": { "Service": service(role, inputs.partition()) },
            }],
        }),
    );
    if !of_aws.is_empty() {
        put("ManagedPolicyArns", json!(of_aws));
    }
    put("PermissionsBoundary", either(&has_boundary, &boundary, &no_value()));
    resource(named, "AWS::IAM::Role", Value::Object(properties), conditions)
}

fn profile(named: &PolicyPart<'_>, role: &DeployedRole) -> Value {
    let mut resource = Map::new();
    resource.insert("Type".to_owned(), json!("AWS::IAM::InstanceProfile"));
    resource.extend(named.choice().map(|choice| ("Condition".to_owned(), json!(choice))));
    let path = path(named, role, named.document.inputs);
    let properties = json!({
        "InstanceProfileName": prefixed(&role.name),
        "Path": path,
        "Roles": [{ "Ref": named.role_id() }],
    });
    resource.insert("Properties".to_owned(), properties);
    Value::Object(resource)
}

fn path(named: &PolicyPart<'_>, role: &DeployedRole, inputs: Inputs<'_>) -> Value {
    match RolePath::of(named.deployed.policy, role, &inputs) {
        RolePath::Known(path) => json!(path),
        RolePath::Open(path) => text(&Text(path)),
    }
}

/// The ARN of a policy of AWS, where it exists and the configuration needs it.
fn of_aws(
    policy: &ManagedPolicy,
    beside: &PolicyPart<'_>,
    partition: Option<&'static Partition>,
    conditions: &mut Conditions,
) -> Option<Value> {
    let mut arn = match partition {
        Some(partition) => json!(policy.arn(partition)?),
        None => json!({ "Fn::Sub": format!("arn:${{AWS::Partition}}:iam::aws:policy/{}", policy.name) }),
    };
    let settings = Setting::of(policy, beside.deployed.policy);
    for (setting, is_needed) in settings.into_iter().zip([true, false]) {
        let Some(setting) = setting else { continue };
        match beside.states(setting) {
            Some(is_set) if is_set == is_needed => {}
            Some(_) => return None,
            None => {
                let name = pascal(&setting.name());
                let condition = equals(&json!({ "Ref": name }), "true");
                let name = conditions.named(&format!("{name}IsGiven"), condition);
                arn = if is_needed {
                    either(&name, &arn, &no_value())
                } else {
                    either(&name, &no_value(), &arn)
                };
            }
        }
    }
    for lacking in policy.not_in.iter().filter(|_| partition.is_none()) {
        let condition = equals(&json!({ "Ref": "AWS::Partition" }), lacking);
        let name = conditions.named(&format!("PartitionIs{}", pascal(lacking)), condition);
        arn = either(&name, &no_value(), &arn);
    }
    Some(arn)
}

/// The principals of a role: those of the partition, if they are not the same in all.
fn service(role: &DeployedRole, partition: Option<&'static Partition>) -> Value {
    match partition.or_else(|| PARTITIONS.first().copied().filter(|_| !principals_differ(role))) {
        Some(partition) => json!(principals(role.trusted_services, partition)),
        None => json!({ "Fn::FindInMap": [PRINCIPALS, { "Ref": "AWS::Partition" }, key(role)] }),
    }
}

fn key(role: &DeployedRole) -> String {
    role.trusted_services.iter().map(|it| pascal(it)).collect()
}

/// The principals of the services that have other ones in other partitions.
pub(super) fn mappings(named: &[Vec<PolicyPart<'_>>], inputs: Inputs<'_>) -> Map<String, Value> {
    if inputs.partition().is_some() {
        return Map::new();
    }
    let roles = named.iter().filter_map(|parts| parts.first()?.deployed.role.as_ref());
    let roles: Vec<_> = roles.filter(|role| principals_differ(role)).collect();
    let of_partition = |partition: &&'static Partition| {
        let keys = roles.iter().map(|role| (key(role), json!(principals(role.trusted_services, partition))));
        (partition.id.to_owned(), Value::Object(keys.collect()))
    };
    let mapping: Map<_, _> = PARTITIONS.iter().map(of_partition).collect();
    let mapping = (!roles.is_empty()).then(|| (PRINCIPALS.to_owned(), Value::Object(mapping)));
    mapping.into_iter().collect()
}

/// The ARNs of what exists.
pub(super) fn outputs(named: &[Vec<PolicyPart<'_>>]) -> Map<String, Value> {
    let mut outputs = Map::new();
    for parts in named {
        let mut put = |part: &PolicyPart<'_>, id: String, value: Value| {
            let mut output = Map::new();
            output.extend(part.choice().map(|choice| ("Condition".to_owned(), json!(choice))));
            output.insert("Value".to_owned(), value);
            outputs.insert(format!("{id}Arn"), Value::Object(output));
        };
        for part in parts {
            put(part, part.policy_id(), json!({ "Ref": part.policy_id() }));
        }
        let Some((first, role)) = parts.first().and_then(|it| Some((it, it.deployed.role.as_ref()?))) else {
            continue;
        };
        let arn = |id: String| json!({ "Fn::GetAtt": [id, "Arn"] });
        put(first, first.role_id(), arn(first.role_id()));
        if role.has_instance_profile {
            put(first, first.profile_id(), arn(first.profile_id()));
        }
    }
    outputs
}
