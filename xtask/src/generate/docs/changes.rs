//! `docs/changes.md`: what each version of the policies grants that the one before it does not, and the other
//! way round.

use anyhow::{Context as _, Result};
use pcluster_iam::page::{StepItem, steps};
use pcluster_iam::{Policy, VERSIONS};

use super::releases::links;
use crate::files::File;

/// The page.
pub(crate) fn file() -> Result<File> {
    let mut text = "<!-- Generated from catalog/ by `cargo xtask regenerate`. Do not edit. -->

# Changes of the permissions

Each part compares the maintained policies of a release with those of the latest earlier release that has policies for the same purpose: what to add before an upgrade, and what may be removed after it.
The comparison is exact: it is about the requests that the policies allow, however they are written.
Requests that cannot exist, by AWS's facts, are left out.
The values are the examples of the parameters that the policies require; `pcluster-iam upgrade OLD NEW` answers for yours, and with `--policy` for the policies that you have.
"
    .to_owned();
    for version in VERSIONS {
        let mut equal: Vec<&'static Policy> = Vec::new();
        let mut part = String::new();
        let steps = steps(version).with_context(|| {
            format!("the policies of {} cannot be compared with those before", version.id)
        })?;
        for step in steps {
            if step.additions.is_empty() && step.removals.is_empty() {
                equal.extend(&step.after);
                continue;
            }
            part.push_str(&format!("\n### {} from {}\n", links(&step.after), links(&step.before)));
            part.push_str(&listed("Add before the upgrade", &step.additions));
            part.push_str(&listed("May be removed after the upgrade", &step.removals));
        }
        if part.is_empty() && equal.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## To {}<a name=\"{}\"></a>\n{part}", version.id, version.id));
        if !equal.is_empty() {
            text.push_str(&format!("\nWithout a change: {}.\n", links(&equal)));
        }
    }
    Ok(File { path: "docs/changes.md".to_owned(), text })
}

/// Differences as a list, each with its reasons.
fn listed(title: &str, items: &[StepItem]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{title}:\n\n");
    for item in items {
        text.push_str(&format!("- {}\n", item.text));
        for reason in &item.reasons {
            text.push_str(&format!("  - {reason}\n"));
        }
    }
    text
}
