//! The check of sizes: each policy fits what the catalog says, whatever its values are, in each partition.

use pcluster_iam::Policy;
use pcluster_iam::quota::{Attachment, MANAGED_POLICY};

use crate::catalog::Catalog;
use crate::figures::grouped;
use crate::problem::Problem;
use crate::sizes;

/// Checks that the largest document of each policy fits, at once or in several parts.
pub(super) fn check(catalog: &Catalog) -> Vec<Problem> {
    catalog.policies().flat_map(of_policy).collect()
}

fn of_policy(policy: &'static Policy) -> Vec<Problem> {
    let mut problems: Vec<_> =
        policy.fits.iter().filter_map(|attachment| excess(policy, *attachment)).collect();
    let largest = sizes::largest(policy).map_or(0, |range| range.largest);
    if policy.split && largest <= MANAGED_POLICY.most {
        let message = format!(
            "`split` of `{}` has no effect: its largest document has {} characters, and {} has at most {}",
            policy.id,
            grouped(largest),
            MANAGED_POLICY.about,
            grouped(MANAGED_POLICY.most)
        );
        problems.push(Problem::new(message, format!("remove `split` from {}", policy.source)));
    }
    problems.into_iter().map(|problem| problem.of(Some(policy.id))).collect()
}

/// The problem of a policy that does not fit an attachment.
fn excess(policy: &'static Policy, attachment: Attachment) -> Option<Problem> {
    let range = sizes::largest(policy)?;
    let quota = attachment.quota();
    let excess = range.largest.checked_sub(quota.most).filter(|excess| *excess > 0)?;
    let is_split = attachment == Attachment::Managed && policy.split;
    let parts = sizes::n_managed_policies(policy);
    if is_split && parts.is_ok() {
        return None;
    }
    let message = format!(
        "`{}` does not fit {}: in `{}` the longest values make it {} characters, {} more than the {} of {}",
        policy.id,
        attachment.about(),
        range.partition,
        grouped(range.largest),
        grouped(excess),
        grouped(quota.most),
        quota.about
    );
    let mut ways = Vec::new();
    match parts {
        Ok(n_parts) if attachment == Attachment::Managed => ways.push(format!(
            "write `split = true` into {}: `render --fit managed` then makes {n_parts} managed policies of it",
            policy.source
        )),
        Err(error) if is_split => ways.push(format!("`split` does not help: {error:#}")),
        _ => {}
    }
    let others = Attachment::ALL.into_iter().filter(|other| range.largest <= other.quota().most);
    let others: Vec<_> = others.map(|other| format!("`{}`", other.as_str())).collect();
    if !others.is_empty() {
        ways.push(format!("or state in its `fits` what it fits: {}", others.join(", ")));
    }
    ways.push("or shorten its statements".to_owned());
    Some(Problem::new(message, ways.join("\n").trim_start_matches("or ")))
}
