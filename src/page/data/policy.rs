//! The policies: their pieces, their statements, and what to know before attaching them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::prose;
use super::release::{AcknowledgedData, DeniedData};
use crate::page::Piece;
use crate::page::changes::source;
use crate::{
    AttachTo, Difference, Effect, ManagedPolicy, Need, PARTITIONS, ParameterRole, Partition, Policy,
    PolicyParameter, Statement,
};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolicyData {
    id: &'static str,
    version: &'static str,
    name: &'static str,
    summary: String,
    applies_to: &'static str,
    attach_to: String,
    role: Option<RoleData>,
    managed: Vec<ManagedData>,
    notes: Vec<String>,
    beside: &'static [&'static str],
    denied: Vec<DeniedData>,
    acknowledged: Vec<AcknowledgedData>,
    parameters: Vec<UsedData>,
    statements: Vec<StatementData>,
    pieces: &'static [Piece],
}

/// The role to which a policy is attached.
#[derive(Debug, Serialize)]
struct RoleData {
    path: Option<&'static str>,
    /// The trust policy in each partition.
    trust: BTreeMap<&'static str, String>,
    /// What is known about the principals in a partition, and what is not.
    notes: BTreeMap<&'static str, String>,
}

/// A managed policy of AWS to attach besides.
#[derive(Debug, Serialize)]
struct ManagedData {
    /// The ARN in each partition that has the policy.
    arns: BTreeMap<&'static str, String>,
    condition: Option<String>,
}

/// A parameter of the policy.
#[derive(Debug, Serialize)]
struct UsedData {
    name: &'static str,
    need: Need,
    /// For a value that may have no effect: the values that each statement with it needs besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Vec<&'static str>>,
}

#[derive(Debug, Serialize)]
struct StatementData {
    name: &'static str,
    sid: Option<&'static str>,
    effect: Effect,
    why: String,
    when: &'static [&'static str],
    unless: &'static [&'static str],
    differences: Vec<DifferenceData>,
    acknowledged: Vec<AcknowledgedData>,
}

/// A difference from the documentation.
#[derive(Debug, Serialize)]
struct DifferenceData {
    entry: Option<&'static str>,
    /// `added` or `withdrawn`.
    kind: String,
    date: &'static str,
    why: String,
}

impl PolicyData {
    pub(super) fn new(policy: &'static Policy) -> Self {
        let maintained = policy.statements.iter().filter(|statement| statement.is_maintained());
        Self {
            id: policy.id,
            version: policy.version,
            name: policy.name,
            summary: prose::inline(policy.summary),
            applies_to: policy.applies_to,
            attach_to: policy.attach_to.to_string(),
            role: RoleData::new(policy),
            managed: policy.managed_policies.iter().map(ManagedData::new).collect(),
            notes: policy.notes.iter().map(|note| prose::block(note)).collect(),
            beside: policy.beside,
            denied: policy.denied.iter().map(DeniedData::new).collect(),
            acknowledged: policy.acknowledged.iter().map(AcknowledgedData::new).collect(),
            parameters: policy.parameters.iter().map(|used| UsedData::new(policy, used)).collect(),
            statements: maintained.map(StatementData::new).collect(),
            pieces: policy.pieces(),
        }
    }
}

impl RoleData {
    fn new(policy: &Policy) -> Option<Self> {
        let AttachTo::Role { trusted_services } = policy.attach_to else { return None };
        let trust = |partition: &&Partition| Some((partition.id, policy.trust_policy(partition)?));
        let note = |partition: &&Partition| {
            Some((partition.id, prose::block(partition.note_on_principals(trusted_services)?)))
        };
        Some(Self {
            path: policy.path,
            trust: PARTITIONS.iter().copied().filter_map(|it| trust(&it)).collect(),
            notes: PARTITIONS.iter().copied().filter_map(|it| note(&it)).collect(),
        })
    }
}

impl ManagedData {
    fn new(managed: &ManagedPolicy) -> Self {
        let arns = PARTITIONS.iter().filter_map(|partition| Some((partition.id, managed.arn(partition)?)));
        Self { arns: arns.collect(), condition: managed.condition().as_deref().map(prose::inline) }
    }
}

impl UsedData {
    fn new(policy: &'static Policy, used: &PolicyParameter) -> Self {
        let parameter = used.parameter;
        let may_be_idle = matches!(used.need, Need::Optional | Need::List)
            && parameter.default.is_none()
            && parameter.role() != ParameterRole::Flag;
        let dependent = policy
            .statements
            .iter()
            .filter(|statement| may_be_idle && statement.is_maintained() && statement.depends_on(parameter));
        let others = |statement: &Statement| {
            statement.presence.when.iter().copied().filter(|name| *name != parameter.name).collect()
        };
        Self { name: parameter.name, need: used.need, beside: dependent.map(others).collect() }
    }
}

impl StatementData {
    fn new(statement: &'static Statement) -> Self {
        Self {
            name: statement.name,
            sid: statement.sid,
            effect: statement.effect,
            why: prose::inline(statement.why),
            when: statement.presence.when,
            unless: statement.presence.unless,
            differences: statement.differences().map(|it| DifferenceData::new(&it)).collect(),
            acknowledged: statement.acknowledged.iter().map(AcknowledgedData::new).collect(),
        }
    }
}

impl DifferenceData {
    fn new(difference: &Difference) -> Self {
        let change = difference.change;
        Self {
            entry: difference.entry,
            kind: change.kind.to_string(),
            date: change.date,
            why: prose::inline(&format!("{} {}", change.why, source(change.source))),
        }
    }
}
