//! What the roles of policies need in every format.

use crate::export::deployment::DeployedRole;
use crate::export::document::Segment;
use crate::export::inputs::Inputs;
use crate::values::{Parameter, ParameterRole, Partition};
use crate::{PARTITIONS, Policy};

/// The path of a role, which may have the name of its cluster in it.
#[derive(Clone, Debug)]
pub(super) enum RolePath {
    Known(String),
    Open(Vec<Segment>),
}

impl RolePath {
    /// The path of a policy's role. Where the policy does not know the cluster, the role lies above the path of the
    /// one that the product creates.
    pub(super) fn of(policy: &Policy, role: &DeployedRole, inputs: &Inputs<'_>) -> Self {
        let Some((before, rest)) = role.path.split_once('{') else {
            return Self::Known(role.path.to_owned());
        };
        let behind = rest.split_once('}').map_or("", |(_, behind)| behind);
        let cluster = policy.parameter(ParameterRole::ClusterName).map(|used| used.parameter);
        match cluster.map(|it: &'static Parameter| (it, inputs.text(it))) {
            None => Self::Known(before.to_owned()),
            Some((_, Some(name))) => Self::Known(format!("{before}{name}{behind}")),
            Some((cluster, None)) => Self::Open(vec![
                Segment::Literal(before.to_owned()),
                Segment::Input(cluster),
                Segment::Literal(behind.to_owned()),
            ]),
        }
    }
}

/// The principals of services in a partition.
pub(super) fn principals(services: &[&str], partition: &Partition) -> Vec<String> {
    services.iter().flat_map(|service| partition.principals(service)).collect()
}

/// True if the principals of a role are not the same in all partitions.
pub(super) fn principals_differ(role: &DeployedRole) -> bool {
    let mut all = PARTITIONS.iter().map(|it| principals(role.trusted_services, it));
    let first = all.next();
    all.any(|it| Some(it) != first)
}

/// True if anything of a role depends on the partition.
pub(super) fn names_partition(role: &DeployedRole) -> bool {
    principals_differ(role) || !role.managed_policies.is_empty()
}
