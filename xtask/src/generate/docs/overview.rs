//! `docs/README.md`: the list of versions and policies.

use anyhow::Result;
use pcluster_iam::{VERSIONS, Version};

use super::markdown::{Table, code};
use crate::files::File;
use crate::sizes;

/// The page.
pub(crate) fn file() -> Result<File> {
    let mut text = "<!-- Generated from catalog/ by `cargo xtask regenerate`. Do not edit. -->

# The policies

Each policy is the JSON of its version's documentation page, plus the permissions that have proved necessary since.
The page of a version says who needs which policy, what each statement is for, and where and why it differs from the documentation.

Sizes are in characters without white space, as IAM's quotas count them, from the smallest to the largest that values can make them in any partition.
The share is that of the largest size in the quota of a managed policy; more than 100% are rendered as several policies.
"
    .to_owned();
    text.push_str(&by_version());
    for version in VERSIONS {
        let id = version.id;
        text.push_str(&format!("\n## {} {id}<a name=\"{}\"></a>\n\n", version.product, anchor(version)));
        text.push_str(&format!("{}\n", version.summary));
        text.push_str(&format!(
            "They apply to the releases `{}`, and follow [{}]({}) for {} ({}).\n",
            version.applies_to,
            version.source.title,
            version.source.url,
            version.release,
            version.source.date
        ));
        text.push_str(&format!("**[The page for administrators]({id}/README.md)** explains them.\n\n"));
        let mut table = Table::new(["Policy", "JSON", "What it does", "Attach to", "Size", "Share"]);
        for policy in version.policies {
            let variant = policy.variant();
            table.row([
                format!("[{}]({id}/README.md#{})", code(policy.id), policy.anchor),
                format!("[{variant}.json]({id}/{variant}.json)"),
                policy.summary.to_owned(),
                policy.attach_to.to_string(),
                sizes::range(policy),
                sizes::share_and_parts(policy)?,
            ]);
        }
        text.push_str(&table.finish());
    }
    text.push_str(
        "\n## For programs

[`catalog.json`](catalog.json) holds the whole catalog: parameters, partitions, services, releases, and each policy in both forms, with the reason of every statement and every difference.
[`catalog.schema.json`](catalog.schema.json) is its JSON Schema.

## What can be wrong with a policy

[Findings](findings.md) explains each finding of `pcluster-iam check`, with a document that has the finding and the same document fixed.

## For those who edit the catalog

[Mistakes in the catalog](catalog-errors.md) explains each code that the build prints, with an example and its fix.
[`schemas/`](schemas) holds a JSON Schema for each kind of file, so that an editor can complete and check keys.

## Where these files come from

`cargo xtask regenerate` writes everything here except `catalog.schema.json`, `ci.md`, `evaluation.md` and `install.md`, from [`catalog/`](../catalog) and from the compiler's tables of keys and mistakes; `cargo xtask verify` fails when a file is out of date.
To change a file, change the catalog; [its README](../catalog/README.md) says how.
",
    );
    Ok(File { path: "docs/README.md".to_owned(), text })
}

/// The table of policies by version.
fn by_version() -> String {
    let mut variants: Vec<&str> =
        VERSIONS.iter().flat_map(|version| version.policies).map(|policy| policy.variant()).collect();
    variants.sort_unstable();
    variants.dedup();
    let columns: Vec<_> =
        VERSIONS.iter().map(|version| format!("[{0}](#{1})", version.id, anchor(version))).collect();
    let mut table = Table::of_columns([vec!["Policy".to_owned()], columns].concat());
    for name in variants {
        let cells = VERSIONS.iter().map(|version| {
            let policy = version.policies.iter().find(|policy| policy.variant() == name);
            policy.map_or_else(String::new, |policy| {
                format!("[{}]({}/README.md#{})", code(policy.id), version.id, policy.anchor)
            })
        });
        table.cells([code(name)].into_iter().chain(cells));
    }
    format!(
        "
## Which policies exist in which version

{}
A policy of the same name grants different actions in each version: [the table of actions](actions.md) shows all versions side by side.
[Releases](releases.md) lists the policies for every release of ParallelCluster, and what each release changed; `pcluster-iam list --for RELEASE` answers for one release.
[Changes of the permissions](changes.md) has what to add to policies before an upgrade, and what may be removed after it.
",
        table.finish()
    )
}

fn anchor(version: &Version) -> String {
    format!("version-{}", version.id)
}
