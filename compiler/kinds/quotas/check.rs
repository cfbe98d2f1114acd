//! The quotas of policies, and of what has them.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::quotas::model::Quota;
use crate::compiler::kinds::quotas::written::WrittenQuota;
use crate::compiler::kinds::texts::value;
use crate::compiler::schema::texts::forms::PREFIX;

/// Checks the quotas.
pub fn check(cx: &mut Checking<'_>, written: &[WrittenQuota]) -> Vec<Quota> {
    for quota in written {
        // A quota's name becomes that of a constant.
        if let Some(problem) = PREFIX.problem(&quota.name) {
            cx.note(problem);
        }
    }
    let quotas = written.iter().map(|quota| Quota {
        name: quota.name.value.clone(),
        about: value(quota.about.as_ref()),
        most: quota.most.as_ref().map_or(0, |most| most.value),
        increased: quota.increased.as_ref().map(|most| most.value),
        service: quota.service.as_ref().map(|service| service.value.clone()),
        source: value(quota.source.as_ref()),
    });
    quotas.collect()
}
