//! Managed policies, a role and an instance profile as resources of the template.

use super::code::{Code, in_template, string};
use super::document::{document, prop, text};
use super::props::{BOUNDARY, IDENTITIES, PREFIX};
use crate::export::deployment::DeployedRole;
use crate::export::document::Text;
use crate::export::names::pascal;
use crate::export::part::PolicyPart;
use crate::export::role::{RolePath, principals, principals_differ};
use crate::export::setting::Setting;
use crate::{AttachTo, ManagedPolicy, PARTITIONS};

/// The mapping from partitions to the principals of services.
const PRINCIPALS: &str = "ServicePrincipals";

/// `new iam.KIND(this, "ID", { … })`.
fn resource(kind: &str, id: &str, properties: impl IntoIterator<Item = Code>) -> Code {
    Code::object(properties).within(&format!("new iam.{kind}(this, {}, ", string(id)), ")")
}

fn assigned(member: &str, value: Code) -> Code {
    value.within(&format!("this.{member} = "), "")
}

fn prefixed(name: &str) -> Code {
    Code::word(format!("`${{props.{PREFIX} ?? \"\"}}{}`", in_template(name)))
}

/// The managed policies, one or several.
pub(super) fn policies(parts: &[PolicyPart<'_>]) -> Code {
    assigned("policies", Code::list(parts.iter().map(policy)))
}

fn policy(part: &PolicyPart<'_>) -> Code {
    let id = part.part.map_or("Policy".to_owned(), |number| format!("Policy{number}"));
    let properties = [
        Code::member("managedPolicyName", prefixed(&part.name())),
        Code::member("description", Code::text(part.deployed.description)),
        Code::member("policyDocument", document(part.document)),
    ];
    let role = part.deployed.role.iter().map(|_| Code::member("roles", Code::word("[this.role.ref]")));
    let is_for_people = part.deployed.policy.attach_to == AttachTo::UserOrGroup;
    let identities = IDENTITIES.iter().filter(|_| is_for_people);
    let identities = identities.map(|kind| Code::member(kind, Code::word(format!("props.{kind}"))));
    resource("CfnManagedPolicy", &id, properties.into_iter().chain(role).chain(identities))
}

/// The role of a policy, and its instance profile.
pub(super) fn role(first: &PolicyPart<'_>, role: &DeployedRole) -> Vec<Code> {
    let path = || Code::member("path", path(first, role));
    let trust = Code::object([
        Code::member("Effect", Code::text("Allow")),
        Code::member("Action", Code::text("sts:AssumeRole")),
        Code::member("Principal", Code::object([Code::member("Service", service(first, role))])),
    ]);
    let trust = Code::object([
        Code::member("Version", Code::text("2012-10-17")),
        Code::member("Statement", Code::list([trust])),
    ]);
    let of_aws: Vec<_> = role.managed_policies.iter().filter_map(|it| of_aws(it, first)).collect();
    let of_aws = (!of_aws.is_empty()).then(|| Code::member("managedPolicyArns", Code::list(of_aws)));
    let properties = [
        Code::member("roleName", prefixed(&role.name)),
        path(),
        Code::member("description", Code::text(role.description)),
        Code::member("assumeRolePolicyDocument", trust),
        Code::member("permissionsBoundary", Code::word(format!("props.{BOUNDARY}"))),
    ];
    let resource_of_role = resource("CfnRole", "Role", properties.into_iter().chain(of_aws));
    let profile = role.has_instance_profile.then(|| {
        let properties = [
            Code::member("instanceProfileName", prefixed(&role.name)),
            path(),
            Code::member("roles", Code::word("[this.role.ref]")),
        ];
        assigned("instanceProfile", resource("CfnInstanceProfile", "InstanceProfile", properties))
    });
    std::iter::once(assigned("role", resource_of_role)).chain(profile).collect()
}

fn path(first: &PolicyPart<'_>, role: &DeployedRole) -> Code {
    match RolePath::of(first.deployed.policy, role, &first.document.inputs) {
        RolePath::Known(path) => Code::text(&path),
        RolePath::Open(path) => text(&Text(path)),
    }
}

/// The principals of the role: those of the partition, if they are not the same in all.
fn service(first: &PolicyPart<'_>, role: &DeployedRole) -> Code {
    let list =
        |partition| Code::list(principals(role.trusted_services, partition).iter().map(|it| Code::text(it)));
    let known = first.document.inputs.partition();
    if let Some(partition) =
        known.or_else(|| PARTITIONS.first().copied().filter(|_| !principals_differ(role)))
    {
        return list(partition);
    }
    let key = pascal(&role.trusted_services.join("-"));
    let mapping = PARTITIONS
        .iter()
        .map(|partition| Code::member(partition.id, Code::object([Code::member(&key, list(partition))])));
    // A stack whose partition is known has no mapping: it is lazy.
    Code::object([Code::member("mapping", Code::object(mapping)), Code::member("lazy", Code::word("true"))])
        .within(
            &format!("new CfnMapping(this, {}, ", string(PRINCIPALS)),
            &format!(").findInMap(partition, {})", string(&key)),
        )
}

/// The ARN of a policy of AWS, where it exists and the configuration needs it. A stack whose partition is not known
/// has it in any case.
fn of_aws(policy: &ManagedPolicy, first: &PolicyPart<'_>) -> Option<Code> {
    let known = first.document.inputs.partition();
    let arn = match known {
        Some(partition) => Code::text(&policy.arn(partition)?),
        None => Code::word(format!("`arn:${{partition}}:iam::aws:policy/{}`", in_template(policy.name))),
    };
    let mut tests = Vec::new();
    for (setting, is_needed) in Setting::of(policy, first.deployed.policy).into_iter().zip([true, false]) {
        let Some(setting) = setting else { continue };
        match first.states(setting) {
            Some(is_set) if is_set == is_needed => {}
            Some(_) => return None,
            None if is_needed => tests.push(prop(&setting.name())),
            None => tests.push(format!("!{}", prop(&setting.name()))),
        }
    }
    let lacking = (known.is_none() && !policy.not_in.is_empty()).then(|| {
        let ids: Vec<_> = policy.not_in.iter().map(|id| string(id)).collect();
        format!("![{}].includes(partition)", ids.join(", "))
    });
    tests.extend(lacking);
    Some(if tests.is_empty() { arn } else { Code::spread_if(&tests.join(" && "), Code::list([arn])) })
}
