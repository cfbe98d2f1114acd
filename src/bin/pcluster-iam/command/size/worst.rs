//! Policies without values: the sizes that they can have, in each partition.

use pcluster_iam::fit::Document;
use pcluster_iam::quota::Quota;
use pcluster_iam::{PARTITIONS, ParameterRole, Partition, Policy, Region, SizeRange};

use super::measure::Measured;
use crate::args::partition::refused;
use crate::args::values::Given;
use crate::ui::failure::{Complaint, Failure};

/// The sizes of a policy in a partition.
#[derive(Clone, Copy, Debug)]
pub(super) struct InPartition {
    policy: &'static Policy,
    pub(super) partition: &'static Partition,
    pub(super) range: &'static SizeRange,
}

impl InPartition {
    pub(super) fn of(policy: &'static Policy, partition: &'static Partition) -> Option<Self> {
        Some(Self { policy, partition, range: policy.size_range(partition)? })
    }

    /// The largest document.
    pub(super) fn document(&self) -> Option<Document> {
        self.policy.fill(&self.policy.largest_values(self.partition).get()).ok()?.document().ok()
    }

    /// The lists without bound: the parameter of each, the characters that a further entry adds at most, and
    /// the number of entries that surely fit a quota.
    pub(super) fn lists(&self, quota: Quota) -> impl Iterator<Item = (&'static str, usize, usize)> {
        let each = self.range.lists.iter().map(|list| list.each);
        self.range.most_entries(quota.most).zip(each).map(|((name, number), each)| (name, each, number))
    }
}

/// The partitions that are asked about, unless there are other values than those for the place.
pub(super) fn partitions(given: &Given) -> Result<Option<Vec<&'static Partition>>, Failure> {
    if !given.has_locations_only() {
        return Ok(None);
    }
    let value = |role| given.values.iter().find(|value| value.has_role(role));
    let partition = match (value(ParameterRole::Region), value(ParameterRole::Partition)) {
        (Some(region), given) => {
            let partition = Region::new(&region.text).map_err(refused("region"))?.partition();
            if let Some(given) = given.filter(|given| given.text != partition.id) {
                let region = region.text.escape_debug();
                let message = format!(
                    "region `{region}` is in partition `{partition}`, not in `{}`",
                    given.text.escape_debug()
                );
                return Err(Complaint::new(message)
                    .help("leave the partition out: it follows from the region")
                    .into());
            }
            partition
        }
        (None, Some(partition)) => Partition::new(&partition.text).map_err(refused("partition"))?,
        (None, None) => return Ok(Some(PARTITIONS.to_vec())),
    };
    Ok(Some(vec![partition]))
}

/// A policy in these partitions.
pub(super) fn of(policy: &'static Policy, partitions: &[&'static Partition]) -> Measured {
    let partitions: Vec<_> =
        partitions.iter().filter_map(|partition| InPartition::of(policy, partition)).collect();
    let size = partitions.iter().map(|it| it.range.largest).max().unwrap_or_default();
    Measured { partitions, ..Measured::of(policy, size) }
}
