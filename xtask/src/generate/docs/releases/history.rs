//! The permissions that each release changed.

use pcluster_iam::RELEASES;

use crate::generate::docs::markdown::{Table, codes, source};

/// The section.
pub(super) fn section() -> String {
    let mut table = Table::new(["Release", "Date", "Policies", "Change", "Source"]);
    for release in RELEASES {
        for change in release.changes {
            table.row([
                release.number.to_string(),
                release.date.unwrap_or_default().to_owned(),
                codes(change.policies),
                change.text.to_owned(),
                source(change.source),
            ]);
        }
    }
    format!(
        "
## What each release changed<a name=\"changes\"></a>

A release that is not in the table has no known change of permissions.

{}",
        table.finish()
    )
}
