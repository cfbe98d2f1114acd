//! The plan of an upgrade, as it is shown.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::{Difference, Side, StatementSource};
use pcluster_iam::{DatedChange, Gap, Policy, ReleaseNumber};
use serde_json::{Value, json};

use super::UpgradeArgs;
use super::plan::{Plan, PurposeChange, PurposePlan, Steps};
use crate::input::holder::FilePlace;
use crate::ui::differences::{DifferenceView, annotations, in_json, in_markdown, in_text};
use crate::ui::github::Annotation;
use crate::ui::output::{STRONG, code, one_line, paragraph, plain};

pub(super) struct Shown<'s> {
    pub(super) plan: &'s Plan,
    pub(super) args: &'s UpgradeArgs,
}

/// A way to write differences under a title.
type Write = fn(&mut String, &str, &[Difference], &DifferenceView<'_>) -> fmt::Result;

impl Shown<'_> {
    pub(super) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        writeln!(text, "{STRONG}From {} to {}{STRONG:#}", self.plan.old, self.plan.new)?;
        for purpose in &self.plan.purposes {
            if let PurposeChange::Compared(steps) = &purpose.what
                && steps.is_nothing()
            {
                continue;
            }
            writeln!(text, "\n{STRONG}{}{STRONG:#}  {}", plain(&purpose.name), purpose.head(plain))?;
            self.steps(&mut text, purpose, in_text)?;
            if !purpose.changes.is_empty() {
                writeln!(text, "\n{STRONG}Known changes{STRONG:#}")?;
            }
            for DatedChange { release, change, .. } in &purpose.changes {
                paragraph(&mut text, 2, &format!("{}: {}", release.number, change.text))?;
                paragraph(&mut text, 4, change.source)?;
            }
        }
        writeln!(text, "\n{}", self.summary())?;
        Ok(text)
    }

    pub(super) fn markdown(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        writeln!(text, "# From {} to {}\n\n{}", self.plan.old, self.plan.new, self.summary())?;
        for purpose in &self.plan.purposes {
            if let PurposeChange::Compared(steps) = &purpose.what
                && steps.is_nothing()
            {
                continue;
            }
            writeln!(text, "\n# {}\n\n{}", code(&purpose.name), purpose.head(code))?;
            self.steps(&mut text, purpose, in_markdown)?;
            if !purpose.changes.is_empty() {
                writeln!(text, "\n## Known changes\n")?;
            }
            for DatedChange { release, change, .. } in &purpose.changes {
                writeln!(text, "- {}: {} ({})", release.number, one_line(change.text), change.source)?;
            }
        }
        Ok(text)
    }

    pub(super) fn github(&self) -> String {
        let mut lines = Vec::new();
        for purpose in &self.plan.purposes {
            match &purpose.what {
                PurposeChange::Compared(steps) => self.with_view(steps, |view| {
                    let title = |what: &str| format!("{}: {what}", purpose.name);
                    lines.extend(annotations(Annotation::Error, &title(ADD), &steps.additions, view));
                    lines.extend(annotations(Annotation::Notice, &title(REMOVE), &steps.removals, view));
                }),
                _ => {
                    let title = [("title", purpose.name.clone())];
                    lines.push(Annotation::Warning.command(&title, [purpose.head(plain).as_str()]));
                }
            }
        }
        lines.join("\n")
    }

    pub(super) fn json(&self) -> Value {
        let purposes = self.plan.purposes.iter().map(|purpose| {
            let mut value = purpose.in_json();
            if let (PurposeChange::Compared(steps), Value::Object(members)) = (&purpose.what, &mut value) {
                self.with_view(steps, |view| {
                    let list = |all: &[Difference]| all.iter().map(|it| in_json(it, view)).collect::<Value>();
                    members.insert("add".to_owned(), list(&steps.additions));
                    members.insert("remove".to_owned(), list(&steps.removals));
                });
            }
            value
        });
        json!({
            "old": self.plan.old.to_string(),
            "new": self.plan.new.to_string(),
            "purposes": purposes.collect::<Vec<_>>(),
        })
    }

    /// Writes what to add and what may be removed.
    fn steps(&self, text: &mut String, purpose: &PurposePlan, write: Write) -> fmt::Result {
        let PurposeChange::Compared(steps) = &purpose.what else { return Ok(()) };
        self.with_view(steps, |view| {
            write(text, ADD, &steps.additions, view)?;
            write(text, REMOVE, &steps.removals, view)
        })
    }

    /// Shows differences with the names of the sides and the reasons of the catalog's statements.
    fn with_view<T>(&self, steps: &Steps, show: impl FnOnce(&DifferenceView<'_>) -> T) -> T {
        let own = self.plan.own.as_ref();
        let place = |side: Side, statement: &StatementSource| -> Option<FilePlace> {
            let holder = &own.filter(|_| side == Side::A)?.holder;
            holder.place(&statement.source, statement.span)
        };
        let remarks = |difference: &Difference| steps.remarks(difference);
        show(&DifferenceView {
            names: if own.is_some() {
                ["your policy", "the later policy"]
            } else {
                ["the earlier policy", "the later policy"]
            },
            place: &place,
            remarks: &remarks,
            is_expanded: self.args.expand,
        })
    }

    /// The purposes by what is to be done.
    fn summary(&self) -> String {
        let count = |is_counted: fn(&PurposeChange) -> bool| {
            self.plan.purposes.iter().filter(|purpose| is_counted(&purpose.what)).count()
        };
        let counted = [
            (
                count(|it| matches!(it, PurposeChange::Compared(steps) if steps.is_nothing())),
                "without a change",
            ),
            (
                count(|it| matches!(it, PurposeChange::Compared(steps) if !steps.additions.is_empty())),
                "to extend before the upgrade",
            ),
            (count(|it| matches!(it, PurposeChange::Begins(_))), "new"),
            (
                count(|it| matches!(it, PurposeChange::Compared(steps) if !steps.removals.is_empty())),
                "with permissions that may be removed after it",
            ),
            (count(|it| matches!(it, PurposeChange::Ends(_))), "of no use after it"),
            (count(|it| matches!(it, PurposeChange::Unknown(_))), "not documented for both releases"),
        ];
        let words: Vec<_> = counted
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| format!("{number} {word}"))
            .collect();
        if words.is_empty() { "no policies".to_owned() } else { format!("policies: {}", words.join(", ")) }
    }
}

const ADD: &str = "Add before the upgrade";
const REMOVE: &str = "May be removed after the upgrade";

fn ids(policies: &[&'static Policy], quote: fn(&str) -> String) -> String {
    policies.iter().map(|policy| quote(policy.id)).collect::<Vec<_>>().join(", ")
}

impl PurposePlan {
    /// The policies and what happens to them.
    fn head(&self, quote: fn(&str) -> String) -> String {
        match &self.what {
            PurposeChange::Compared(steps) => {
                let (before, after) = (ids(&steps.before, quote), ids(&steps.after, quote));
                if steps.own.is_empty() {
                    return format!("{before} to {after}");
                }
                let own: Vec<_> = steps.own.iter().map(|name| quote(name)).collect();
                format!("{}, taken for {before}, to {after}", own.join(", "))
            }
            PurposeChange::Begins(after) => format!("new: attach {} before the upgrade", ids(after, quote)),
            PurposeChange::Ends(before) => format!("{} is of no use after the upgrade", ids(before, quote)),
            PurposeChange::Unknown(gaps) => {
                let gap = |(release, gap): &(ReleaseNumber, Gap)| {
                    let near: Vec<_> = [("earlier", &gap.earlier), ("later", &gap.later)]
                        .iter()
                        .filter(|(_, policies)| !policies.is_empty())
                        .map(|(side, policies)| format!("{side} {}", ids(policies, quote)))
                        .collect();
                    format!("not documented for {release}; the nearest: {}", near.join(", "))
                };
                gaps.iter().map(gap).collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn in_json(&self) -> Value {
        let list = |policies: &[&'static Policy]| policies.iter().map(|it| it.id).collect::<Vec<_>>();
        let changes = self.changes.iter().map(|it| {
            json!({ "release": it.release.number.to_string(), "text": it.change.text, "source": it.change.source })
        });
        let mut value = json!({ "purpose": self.name, "changes": changes.collect::<Vec<_>>() });
        let more = match &self.what {
            PurposeChange::Compared(steps) => json!({
                "what": "compared",
                "before": list(&steps.before),
                "after": list(&steps.after),
                "own": steps.own,
            }),
            PurposeChange::Begins(after) => json!({ "what": "begins", "before": [], "after": list(after) }),
            PurposeChange::Ends(before) => json!({ "what": "ends", "before": list(before), "after": [] }),
            PurposeChange::Unknown(gaps) => {
                let gap = |(release, gap): &(ReleaseNumber, Gap)| {
                    json!({
                        "release": release.to_string(),
                        "earlier": list(&gap.earlier),
                        "later": list(&gap.later),
                    })
                };
                json!({ "what": "not-documented", "gaps": gaps.iter().map(gap).collect::<Vec<_>>() })
            }
        };
        if let (Value::Object(members), Value::Object(more)) = (&mut value, more) {
            members.extend(more);
        }
        value
    }
}

impl Steps {
    fn is_nothing(&self) -> bool {
        self.additions.is_empty() && self.removals.is_empty()
    }

    /// The reasons of the catalog, and the other policies that grant the requests already.
    fn remarks(&self, difference: &Difference) -> Vec<String> {
        let mut remarks = Vec::new();
        let place = self.additions.iter().position(|it| it == difference);
        if let Some(ids) = place.and_then(|place| self.elsewhere.get(&place)) {
            remarks.push(format!("granted already to those who also have {ids}"));
        }
        for grant in difference.of_catalog() {
            remarks.push(format!("why: {}", one_line(grant.statement.why)));
            if let Some(change) = grant.change() {
                remarks.push(format!(
                    "added on {}: {} ({})",
                    change.date,
                    one_line(change.why),
                    change.source
                ));
            }
        }
        remarks
    }
}
