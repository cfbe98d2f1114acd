//! Managed policies, roles, instance profiles and attachments.

use hcl::expr::{BinaryOperator, Expression, ObjectKey};
use hcl::structure::{Block, BlockBuilder};

use super::expression::{
    around, binary, block, call, identifier, literal, local, not, path, prefixed, text, var,
};
use super::variables::{BOUNDARY, IDENTITIES, PREFIX, TAGS};
use crate::export::deployment::DeployedRole;
use crate::export::document::Text;
use crate::export::part::PolicyPart;
use crate::export::role::{RolePath, principals};
use crate::export::setting::Setting;
use crate::values::{ParameterRole, Partition};
use crate::{AttachTo, ManagedPolicy, PARTITIONS};

const POLICY: &str = "aws_iam_policy";
const DOCUMENT: &str = "aws_iam_policy_document";
const ROLE: &str = "aws_iam_role";
const PROFILE: &str = "aws_iam_instance_profile";

fn resource(kind: &str, label: &str) -> BlockBuilder {
    block("resource").add_label(kind).add_label(label)
}

/// The managed policy of a document, and its attachments to identities that exist.
pub(super) fn policy(named: &PolicyPart<'_>) -> Vec<Block> {
    let label = &named.label();
    let policy = named
        .counted(resource(POLICY, label))
        .add_attribute(("name", prefixed(var(PREFIX), &named.name())))
        .add_attribute(("description", literal(named.deployed.description)))
        .add_attribute(("policy", named.attribute(&["data", DOCUMENT], label, "json")))
        .add_attribute(("tags", var(TAGS)))
        .build();
    let arn = || named.attribute(&[POLICY], label, "arn");
    let kinds = IDENTITIES.iter().filter(|_| named.deployed.policy.attach_to == AttachTo::UserOrGroup);
    let attachments = kinds.map(|kinds| {
        let kind = kinds.trim_end_matches('s');
        let identities = if named.is_choice {
            let none = call("toset", [Expression::Array(Vec::new())]);
            hcl::expr::Conditional::new(named.is_chosen(), var(kinds), none).into()
        } else {
            var(kinds)
        };
        resource(&format!("aws_iam_{kind}_policy_attachment"), label)
            .add_attribute(("for_each", identities))
            .add_attribute((kind, path(["each", "value"])))
            .add_attribute(("policy_arn", arn()))
            .build()
    });
    std::iter::once(policy).chain(attachments).collect()
}

/// The role of a policy, with all parts of the policy and the policies of AWS beside it.
pub(super) fn role(
    parts: &[PolicyPart<'_>],
    role: &DeployedRole,
    partition: Option<&'static Partition>,
) -> Vec<Block> {
    let Some(first) = parts.first() else { return Vec::new() };
    let label = first.role_label();
    let name = || prefixed(var(PREFIX), &role.name);
    let path = role_path(first, role);
    let trust_label = format!("{label}_trust");
    let own_role = |attribute: &str| first.attribute(&[ROLE], &label, attribute);
    let principals = block("principals")
        .add_attribute(("type", "Service"))
        .add_attribute(("identifiers", identifiers(role, partition)));
    let trust = block("statement")
        .add_attribute(("actions", vec![literal("sts:AssumeRole")]))
        .add_block(principals.build());
    let trust = first
        .counted(block("data").add_label(DOCUMENT).add_label(trust_label.as_str()))
        .add_block(trust.build())
        .build();
    let resource_of_role = first
        .counted(resource(ROLE, &label))
        .add_attribute(("name", name()))
        .add_attribute(("path", path.clone()))
        .add_attribute(("description", literal(role.description)))
        .add_attribute(("assume_role_policy", first.attribute(&["data", DOCUMENT], &trust_label, "json")))
        .add_attribute(("permissions_boundary", var(BOUNDARY)))
        .add_attribute(("tags", var(TAGS)))
        .build();
    let profile = role.has_instance_profile.then(|| {
        first
            .counted(resource(PROFILE, &label))
            .add_attribute(("name", name()))
            .add_attribute(("path", path.clone()))
            .add_attribute(("role", own_role("name")))
            .add_attribute(("tags", var(TAGS)))
            .build()
    });
    let own = parts.iter().map(|part| {
        let arn = part.attribute(&[POLICY], &part.label(), "arn");
        attachment(
            part.counted(resource("aws_iam_role_policy_attachment", &format!("{}_own", part.label()))),
            own_role("name"),
            arn,
        )
    });
    let of_aws = role.managed_policies.iter().filter_map(|policy| {
        let last = policy.name.rsplit('/').next().unwrap_or(policy.name);
        let label = format!("{label}_{}", identifier(&last.to_lowercase()).as_str());
        let tests = attached_if(policy, first, partition)?.into_iter();
        let test = tests.reduce(|one, other| binary(one, BinaryOperator::And, other));
        let attached = first.counted_if(resource("aws_iam_role_policy_attachment", &label), test);
        let arn = match partition {
            Some(partition) => literal(&policy.arn(partition)?),
            None => around("arn:", local(super::PARTITION), &format!(":iam::aws:policy/{}", policy.name)),
        };
        Some(attachment(attached, own_role("name"), arn))
    });
    [trust, resource_of_role].into_iter().chain(profile).chain(own).chain(of_aws).collect()
}

fn attachment(block: BlockBuilder, role: Expression, arn: Expression) -> Block {
    block.add_attribute(("role", role)).add_attribute(("policy_arn", arn)).build()
}

fn role_path(named: &PolicyPart<'_>, role: &DeployedRole) -> Expression {
    match RolePath::of(named.deployed.policy, role, &named.document.inputs) {
        RolePath::Known(path) => literal(&path),
        RolePath::Open(path) => text(&Text(path)),
    }
}

/// The services that assume the role, by their names in the partition.
fn identifiers(role: &DeployedRole, partition: Option<&'static Partition>) -> Expression {
    let list = |it: &Partition| -> Expression {
        principals(role.trusted_services, it).iter().map(|it| literal(it)).collect::<Vec<_>>().into()
    };
    if let Some(partition) = partition {
        return list(partition);
    }
    let usual = PARTITIONS.first().map_or_else(|| Expression::Array(Vec::new()), |it| list(it));
    let others: Vec<_> =
        PARTITIONS.iter().map(|it| (it.id, list(it))).filter(|(_, it)| *it != usual).collect();
    if others.is_empty() {
        return usual;
    }
    let others = others.into_iter().map(|(id, list)| (ObjectKey::Expression(literal(id)), list));
    call("lookup", [Expression::Object(others.collect()), local(super::PARTITION), usual])
}

/// The tests with which a policy of AWS is attached; nothing where it is known that it is not.
fn attached_if(
    policy: &ManagedPolicy,
    beside: &PolicyPart<'_>,
    partition: Option<&Partition>,
) -> Option<Vec<Expression>> {
    let [needed, excluded] = Setting::of(policy, beside.deployed.policy);
    let test = |setting: Setting, is_needed: bool| match beside.states(setting) {
        Some(is_set) => (is_set == is_needed).then_some(None),
        None if is_needed => Some(Some(var(&setting.name()))),
        None => Some(Some(not(var(&setting.name())))),
    };
    let needed = needed.map_or(Some(None), |it| test(it, true))?;
    let excluded = excluded.map_or(Some(None), |it| test(it, false))?;
    let exists = match partition {
        Some(partition) if policy.not_in.contains(&partition.id) => return None,
        None if !policy.not_in.is_empty() => {
            let lacking = policy.not_in.iter().map(|id| literal(id)).collect::<Vec<_>>();
            Some(not(call("contains", [lacking.into(), local(super::PARTITION)])))
        }
        _ => None,
    };
    Some([needed, excluded, exists].into_iter().flatten().collect())
}

/// The role of the parameters that the module has as locals.
pub(super) const LOCALS: [ParameterRole; 3] =
    [ParameterRole::Partition, ParameterRole::Region, ParameterRole::AccountId];
