//! Resources that a reader recognises, in the place of the shortest that a search finds.

use crate::values::{Parameter, ParameterRole};
use crate::{PARTITIONS, Partition};

/// An account that is not the one of the examples.
const OTHER_ACCOUNT: &str = "111122223333";

/// The number of regions of a partition that are tried.
const N_REGIONS: usize = 2;

/// ARNs like one that a search found, in which the partition, the region and the account are real ones, the most
/// familiar first. Nothing if the text is no ARN or has real ones already.
pub(crate) fn familiar(found: &str) -> Vec<String> {
    let fields: Vec<&str> = found.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = fields.as_slice() else { return Vec::new() };
    let mut texts = Vec::new();
    for of_partition in partitions(partition, region) {
        for region in regions(region, of_partition) {
            for account in accounts(account) {
                let id = of_partition.id;
                texts.push(format!("arn:{id}:{service}:{region}:{account}:{resource}"));
            }
        }
    }
    if texts.iter().any(|text| text == found) { Vec::new() } else { texts }
}

/// The partition of a field, or those that can have its region.
fn partitions<'f>(field: &'f str, region: &'f str) -> impl Iterator<Item = &'static Partition> + use<'f> {
    let known = PARTITIONS.iter().copied().find(|it| it.id == field);
    let of_region = PARTITIONS.iter().copied().find(|it| it.regions.contains(&region));
    let one = known.or(of_region);
    let all = PARTITIONS.iter().copied().filter(move |_| one.is_none());
    one.into_iter().chain(all)
}

/// The region of a field, or some of the partition's.
fn regions<'f>(field: &'f str, partition: &'static Partition) -> Vec<&'f str> {
    if field.is_empty() || partition.regions.contains(&field) {
        return vec![field];
    }
    let example = example(ParameterRole::Region).filter(|region| partition.regions.contains(region));
    let others = partition.regions.iter().copied().filter(|region| Some(*region) != example);
    example.into_iter().chain(others).take(N_REGIONS).collect()
}

/// The account of a field, or some accounts. AWS's own has a name.
fn accounts(field: &str) -> Vec<&str> {
    let is_account =
        field.is_empty() || field == "aws" || field.len() == 12 && field.bytes().all(|b| b.is_ascii_digit());
    if is_account {
        return vec![field];
    }
    example(ParameterRole::AccountId).into_iter().chain([OTHER_ACCOUNT]).collect()
}

fn example(role: ParameterRole) -> Option<&'static str> {
    Parameter::with_role(role).map(|parameter| parameter.example)
}
