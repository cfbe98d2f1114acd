//! The plan for people: first everything to add, then what may be removed, then what else is known.

use std::fmt::{self, Write as _};

use pcluster_iam::{DatedChange, Policy};

use super::plan::{PurposeChange, PurposePlan, Steps};
use super::view::{ADD, PlanView, Quote, REMOVE, WriteDifferences, ids};
use crate::ui::differences::{in_markdown, in_text};
use crate::ui::output::{STRONG, code, one_line, paragraph, plain};

/// The head of what is known of the releases.
const CHANGES: &str =
    "Changes of the releases in between; what they need besides the additions above is granted already:";

/// The plan for a terminal.
pub(super) fn text(view: &PlanView<'_>) -> Result<String, fmt::Error> {
    let mut text = format!("{STRONG}From {} to {}{STRONG:#}\n", view.plan.old, view.plan.new);
    writeln!(text, "\n{}", summary(view))?;
    differences(&mut text, view, plain, in_text, |text, changes| {
        text.push('\n');
        paragraph(text, 2, CHANGES)?;
        changes.iter().try_for_each(|change| {
            text.push('\n');
            paragraph(text, 4, &dated(change))?;
            paragraph(text, 6, change.change.source)
        })
    })?;
    for line in others(view, plain) {
        text.push('\n');
        paragraph(&mut text, 0, &line)?;
    }
    Ok(text)
}

/// The plan for a page or a ticket.
pub(super) fn markdown(view: &PlanView<'_>) -> Result<String, fmt::Error> {
    let mut text = format!("# From {} to {}\n\n{}\n", view.plan.old, view.plan.new, summary(view));
    differences(&mut text, view, code, in_markdown, |text, changes| {
        writeln!(text, "\n{CHANGES}\n")?;
        changes.iter().try_for_each(|it| writeln!(text, "- {} ({})", dated(it), it.change.source))
    })?;
    for line in others(view, code) {
        writeln!(text, "\n{line}")?;
    }
    Ok(text)
}

fn dated(change: &DatedChange) -> String {
    format!("Since {}: {}", change.release.number, one_line(change.change.text))
}

/// What to add to all policies, with what is known of the releases, and then what may be removed.
fn differences(
    text: &mut String,
    view: &PlanView<'_>,
    quote: Quote,
    write: WriteDifferences,
    write_changes: fn(&mut String, &[DatedChange]) -> fmt::Result,
) -> fmt::Result {
    let title = |what: &str, steps: &Steps| format!("{what}: {}", steps.policies(quote));
    for (purpose, steps) in view.compared().filter(|(_, steps)| !steps.additions.is_empty()) {
        view.with(steps, |of| write(text, &title(ADD, steps), &steps.additions, of))?;
        if !purpose.changes.is_empty() {
            write_changes(text, &purpose.changes)?;
        }
    }
    for (_, steps) in view.compared().filter(|(_, steps)| !steps.granted.is_empty()) {
        let actions = steps.granted.iter().flat_map(|it| &it.actions).map(|action| quote(action));
        let actions: Vec<_> = actions.collect();
        writeln!(text, "\nGranted already by {}: {}", steps.own_policies(quote), actions.join(", "))?;
    }
    for (_, steps) in view.compared().filter(|(_, steps)| !steps.removals.is_empty()) {
        view.with(steps, |of| write(text, &title(REMOVE, steps), &steps.removals, of))?;
    }
    Ok(())
}

/// Lines about the policies that only one of the releases has.
fn others(view: &PlanView<'_>, quote: Quote) -> Vec<String> {
    let (mut begin, mut end): (Vec<&'static Policy>, Vec<&'static Policy>) = (Vec::new(), Vec::new());
    let (mut reasons, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut same: Vec<String> = Vec::new();
    for purpose in &view.plan.purposes {
        match &purpose.what {
            PurposeChange::Compared(steps) if steps.is_nothing() => same.push(match steps.own.as_slice() {
                [] => ids(&steps.after, quote),
                _ => steps.own_policies(quote),
            }),
            PurposeChange::Compared(_) => {}
            PurposeChange::Begins(after) => begin.extend(after),
            PurposeChange::Ends(before) => {
                end.extend(before);
                let changes = purpose.changes.iter().filter(|it| it.change.need.is_some());
                for text in changes.map(|it| format!("{} ({})", dated(it), it.change.source)) {
                    if !reasons.contains(&text) {
                        reasons.push(text);
                    }
                }
            }
            PurposeChange::Unknown(_) => {
                // A policy that was divided or renamed has several names.
                let names: Vec<_> = purpose.name.split(", ").map(quote).collect();
                unknown.push(names.join(" or "));
            }
        }
    }
    let mut lines = Vec::new();
    if !view.plan.unlike.is_empty() {
        let names: Vec<_> = view.plan.unlike.iter().map(|name| quote(name)).collect();
        lines.push(format!(
            "Like none of the policies for {}, so that what they need is not known: {}",
            view.plan.old,
            names.join(", ")
        ));
    }
    if !same.is_empty() {
        lines.push(format!("Without a change: {}", same.join(", ")));
    }
    if !begin.is_empty() {
        lines.push(format!("New, to attach before the upgrade: {}", ids(&begin, quote)));
    }
    if !end.is_empty() {
        lines.push(format!("Of no use after the upgrade: {}", ids(&end, quote)));
        lines.extend(reasons);
    }
    if !unknown.is_empty() {
        let releases =
            [view.plan.old, view.plan.new].map(|release| format!("`pcluster-iam list --for {release}`"));
        lines.push(format!(
            "Not documented for both releases, so that nothing is known: {}. {} name the nearest policies.",
            unknown.join(", "),
            releases.join(" and ")
        ));
    }
    lines
}

/// What has to be done, in a sentence for each part.
pub(super) fn summary(view: &PlanView<'_>) -> String {
    let count = |is_counted: fn(&PurposePlan) -> bool| {
        view.plan.purposes.iter().filter(|purpose| is_counted(purpose)).count()
    };
    let policies =
        |number: usize| if number == 1 { "1 policy".to_owned() } else { format!("{number} policies") };
    let n_same = view.compared().filter(|(_, it)| it.is_nothing()).count();
    let counted = [
        ("to extend before the upgrade", view.compared().filter(|(_, it)| !it.additions.is_empty()).count()),
        ("to attach before it", count(|it| matches!(it.what, PurposeChange::Begins(_)))),
        ("may lose permissions after it", view.compared().filter(|(_, it)| !it.removals.is_empty()).count()),
        ("of no use after it", count(|it| matches!(it.what, PurposeChange::Ends(_)))),
        ("without a change", n_same),
        ("not documented for both releases", count(|it| matches!(it.what, PurposeChange::Unknown(_)))),
    ];
    let parts: Vec<_> = counted
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(what, number)| format!("{} {what}", policies(*number)))
        .collect();
    if parts.is_empty() { "no policies".to_owned() } else { parts.join(", ") }
}
