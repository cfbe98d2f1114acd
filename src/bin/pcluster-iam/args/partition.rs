//! `--region` and `--partition` for results that depend only on the partition.

use clap::Args;
use pcluster_iam::{InvalidValueError, PARTITIONS, Partition, Region};

use crate::args::values::Given;
use crate::ui::failure::{Complaint, Failure};

#[derive(Args, Debug)]
pub(crate) struct PartitionArgs {
    #[arg(
        short,
        long,
        value_name = "REGION",
        conflicts_with = "partition",
        help = "The region, from which the partition follows"
    )]
    region: Option<String>,
    #[arg(long, value_name = "PARTITION", help = partition_help())]
    partition: Option<String>,
}

impl PartitionArgs {
    /// The partition from the options, or else that of the usual region.
    pub(crate) fn read(&self) -> Result<Option<&'static Partition>, Failure> {
        Ok(match (&self.region, &self.partition) {
            (Some(region), _) => Some(Region::new(region).map_err(refused("region"))?.partition()),
            (None, Some(partition)) => Some(Partition::new(partition).map_err(refused("partition"))?),
            (None, None) => Given::usual_partition()?.or_else(|| PARTITIONS.first().copied()),
        })
    }
}

fn partition_help() -> String {
    let default = PARTITIONS.first().map_or("", |partition| partition.id);
    format!("The partition [default: {default}]")
}

/// The message about an option's value that is refused.
pub(crate) fn refused(option: &'static str) -> impl Fn(InvalidValueError) -> Complaint {
    move |error| {
        Complaint::new(format!("--{option}: `{}` is refused", error.value().escape_debug()))
            .line("need", error.allowed())
    }
}
