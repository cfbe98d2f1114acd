//! `--region` and `--partition` where a text depends on nothing but the partition.

use clap::{Arg, ArgMatches};
use pcluster_iam::{InvalidValueError, PARTITIONS, Partition, Region};

use crate::output::Complaint;

/// The two options.
pub(crate) fn args() -> [Arg; 2] {
    let default = PARTITIONS.first().map_or("", |partition| partition.id);
    [
        Arg::new("region")
            .long("region")
            .value_name("REGION")
            .help("The region, from which the partition follows")
            .conflicts_with("partition"),
        Arg::new("partition")
            .long("partition")
            .value_name("PARTITION")
            .help(format!("The partition [default: {default}]")),
    ]
}

/// The partition that was asked for.
pub(crate) fn read(matches: &ArgMatches) -> Result<Option<&'static Partition>, Complaint> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    Ok(match (text("region"), text("partition")) {
        (Some(region), _) => Some(Region::new(region).map_err(refused("region"))?.partition()),
        (None, Some(partition)) => Some(Partition::new(partition).map_err(refused("partition"))?),
        (None, None) => PARTITIONS.first().copied(),
    })
}

/// What is said of a value of an option that is refused.
pub(crate) fn refused(option: &'static str) -> impl Fn(InvalidValueError) -> Complaint {
    move |error| {
        Complaint::new(format!("--{option}: `{}` is refused", error.value().escape_debug()))
            .line("need", error.allowed())
    }
}
