//! The permissions that a policy lost since the earlier release, each with the reason.

use pcluster_iam::{Loss, Policy};

use super::markdown::{code, codes, item, source};
use crate::placeholders::spelled;

/// The part of a policy's section; empty without a loss.
pub(super) fn of_policy(policy: &Policy) -> String {
    if policy.losses.is_empty() {
        return String::new();
    }
    let items: String = policy.losses.iter().map(|loss| item(&text(policy, loss))).collect();
    format!(
        "\n### What is gone or narrower\n\nThe policies of the earlier release grant more of the following than those of this release:\n\n{items}"
    )
}

fn text(policy: &Policy, loss: &Loss) -> String {
    let resources: Vec<_> = loss.resources.iter().map(|it| code(&spelled(policy, it))).collect();
    let on = if resources.is_empty() { String::new() } else { format!(" on {}", resources.join(", ")) };
    let when: Vec<_> = loss.when.iter().map(|name| code(&format!("--{name}"))).collect();
    let with = if when.is_empty() { String::new() } else { format!(", with {}", when.join(" and ")) };
    format!("**{}{on}{with}:** {} {}", codes(loss.actions), loss.why, source(loss.source))
}
