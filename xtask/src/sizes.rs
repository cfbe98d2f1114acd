//! The sizes of a policy over all partitions, and the shares of quotas that they take.

use anyhow::{Context as _, Result};
use pcluster_iam::fit::{Limits, split};
use pcluster_iam::quota::{Attachment, MANAGED_POLICY};
use pcluster_iam::{PARTITIONS, Policy, SizeRange};

use crate::figures::grouped;

/// The range of the partition in which a policy can be largest.
pub(crate) fn largest(policy: &Policy) -> Option<&'static SizeRange> {
    // Of several partitions the first one, as a reader expects it.
    policy.sizes.iter().rev().max_by_key(|range| range.largest)
}

/// The smallest size of a policy in any partition.
pub(crate) fn smallest(policy: &Policy) -> usize {
    policy.sizes.iter().map(|range| range.smallest).min().unwrap_or_default()
}

/// The sizes of a policy in any partition, with any values: `1,004 to 1,654`.
pub(crate) fn range(policy: &Policy) -> String {
    let largest = largest(policy).map_or(0, |range| range.largest);
    match smallest(policy) {
        smallest if smallest == largest => grouped(largest),
        smallest => format!("{} to {}", grouped(smallest), grouped(largest)),
    }
}

/// The share of the largest size in that of a managed policy, and the number of policies that it takes:
/// `127%, 2 policies`.
pub(crate) fn share_and_parts(policy: &'static Policy) -> Result<String> {
    let share = share(policy);
    Ok(match n_managed_policies(policy)? {
        1 => share,
        n => format!("{share}, {n} policies"),
    })
}

/// The share of the largest size in that of a managed policy, rounded up, so that 100% fits.
pub(crate) fn share(policy: &Policy) -> String {
    let largest = largest(policy).map_or(0, |range| range.largest);
    format!("{}%", (largest * 100).div_ceil(MANAGED_POLICY.most))
}

/// What further entries of a policy's lists add, and how many are certain to fit.
pub(crate) fn lists(policy: &Policy) -> Option<String> {
    let range = largest(policy).filter(|range| !range.lists.is_empty())?;
    let most = range.most_entries(MANAGED_POLICY.most);
    let lists = range.lists.iter().zip(most).map(|(list, (parameter, n_entries))| {
        let fit = match n_entries {
            0 => String::new(),
            1 => ", of which 1 always fits".to_owned(),
            n => format!(", of which {n} always fit"),
        };
        format!("{} for `--{parameter}`{fit}", grouped(list.each))
    });
    let lists = lists.collect::<Vec<_>>().join("; ");
    let others = if range.lists.len() > 1 { " beside one value of each of the others" } else { "" };
    Some(format!("Characters that each further value of an option can add{others}: {lists}."))
}

/// The number of managed policies that the largest document takes in the partition where it takes most.
pub(crate) fn n_managed_policies(policy: &'static Policy) -> Result<usize> {
    let mut most = 1;
    for partition in PARTITIONS {
        if policy.size_range(partition).is_some_and(|range| range.largest <= MANAGED_POLICY.most) {
            continue;
        }
        let values = policy.largest_values(partition);
        let place = || format!("in `{}`", partition.id);
        let document = policy.fill(&values.get()).with_context(place)?.document().with_context(place)?;
        let parts = split(&document, Limits::of(Attachment::Managed)).with_context(place)?;
        most = most.max(parts.len());
    }
    Ok(most)
}
