//! `docs/releases.md`: the policies for each release of the product, and what each release changed.

mod coverage;
mod history;

use pcluster_iam::Policy;

use super::actions::link;
use crate::files::File;

/// The page.
pub(crate) fn file() -> File {
    let mut text = "<!-- Generated from catalog/ by `cargo xtask regenerate`. Do not edit. -->

# Releases

A policy is valid for the releases for which its source is known to be right.
Where no policy is, the nearest earlier and later ones are named, and what the releases in between changed: nothing is guessed.
`pcluster-iam list --for RELEASE` answers for one release, and `pcluster-iam render --for RELEASE NAME` renders the policy or the bundle that is valid for it.

- [The policies for each release](#policies)
- [What each release changed](#changes)

[Changes of the permissions](changes.md) compares what the policies of neighbouring releases grant, and [the table of actions](actions.md) shows which release names which action.
"
    .to_owned();
    text.push_str(&coverage::section());
    text.push_str(&history::section());
    File { path: "docs/releases.md".to_owned(), text }
}

/// Links to policies, those of one version together.
pub(super) fn links(policies: &[&'static Policy]) -> String {
    let mut text = String::new();
    let mut version = "";
    for policy in policies {
        if policy.version == version {
            text.push_str(&format!(", {}", link(policy)));
        } else {
            version = policy.version;
            let separator = if text.is_empty() { "" } else { "; " };
            text.push_str(&format!("{separator}{version}: {}", link(policy)));
        }
    }
    text
}
