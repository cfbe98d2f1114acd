//! The answer to `--for`, for people.

use std::fmt::Write as _;

use pcluster_iam::{DatedChange, Gap, Policy, ReleaseNumber};

use super::answer::{Answer, listed};
use super::rows;
use crate::ui::output::{STRONG, paragraph};
use crate::ui::table::{table, trimmed};

/// The tables of what there is, and of the gaps with the changes of permissions around them.
///
/// Nothing is known of the changes before a release that is not known.
pub(super) fn of(answer: &Answer, is_known: bool) -> String {
    let mut text = String::new();
    if !answer.policies.is_empty() {
        text.push_str(&rows::tables(&answer.policies, &answer.bundles));
    }
    for (releases, gaps) in answer.gaps() {
        // Writing to a string never fails.
        let _ = describe(&mut text, &releases, gaps, is_known);
    }
    text
}

fn describe(text: &mut String, releases: &[ReleaseNumber], gaps: &[Gap], is_known: bool) -> std::fmt::Result {
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let releases = listed(releases);
    writeln!(text, "{STRONG}Not documented for {releases}; the nearest policies are{STRONG:#}\n")?;
    let mut table = table(vec!["EARLIER", "VALID FOR", "LATER", "VALID FOR"]);
    for gap in gaps {
        table.add_row([ids(&gap.earlier), ranges(&gap.earlier), ids(&gap.later), ranges(&gap.later)]);
    }
    writeln!(text, "{}", trimmed(&table))?;
    let changes = changes(gaps);
    if changes.is_empty() && !is_known {
        return Ok(());
    }
    if changes.is_empty() {
        return writeln!(text, "\nNo change of these permissions is known between those releases.");
    }
    writeln!(text, "\n{STRONG}Known changes of these permissions between those releases{STRONG:#}")?;
    for DatedChange { release, change, .. } in changes {
        let date = release.date.map_or_else(String::new, |date| format!(" ({date})"));
        writeln!(text, "  {}{date}: {}", release.number, change.policies.join(", "))?;
        paragraph(text, 4, change.text)?;
        paragraph(text, 4, change.source)?;
    }
    Ok(())
}

/// The changes around the gaps, each once, the oldest first.
fn changes(gaps: &[Gap]) -> Vec<DatedChange> {
    let mut changes: Vec<DatedChange> = Vec::new();
    for dated in gaps.iter().flat_map(|gap| gap.since_earlier.iter().chain(&gap.until_later)) {
        if !changes.iter().any(|it| std::ptr::eq(it.change, dated.change)) {
            changes.push(*dated);
        }
    }
    changes.sort_by_key(|dated| dated.release.number);
    changes
}

fn ids(policies: &[&Policy]) -> String {
    policies.iter().map(|policy| policy.id).collect::<Vec<_>>().join(", ")
}

/// The ranges of policies, each once.
fn ranges(policies: &[&Policy]) -> String {
    let mut ranges: Vec<_> = policies.iter().map(|policy| policy.applies_to).collect();
    ranges.dedup();
    ranges.join("; ")
}
