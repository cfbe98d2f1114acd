//! The plan for programs and for GitHub's workflows.

use pcluster_iam::compare::Difference;
use pcluster_iam::{Gap, Policy, ReleaseNumber};
use serde_json::{Value, json};

use super::plan::{PurposeChange, PurposePlan};
use super::text::summary;
use super::view::{ADD, PlanView, REMOVE};
use crate::ui::differences::{annotations, in_json};
use crate::ui::github::Annotation;
use crate::ui::output::plain;

pub(super) fn of(view: &PlanView<'_>) -> Value {
    json!({
        "old": view.plan.old.to_string(),
        "new": view.plan.new.to_string(),
        "unlike": view.plan.unlike,
        "purposes": view.plan.purposes.iter().map(|it| purpose(view, it)).collect::<Vec<_>>(),
    })
}

fn purpose(view: &PlanView<'_>, purpose: &PurposePlan) -> Value {
    let list = |policies: &[&'static Policy]| policies.iter().map(|it| it.id).collect::<Vec<_>>();
    let changes = purpose.changes.iter().map(|it| {
        json!({ "release": it.release.number.to_string(), "text": it.change.text, "source": it.change.source })
    });
    let mut value = json!({ "purpose": purpose.name, "changes": changes.collect::<Vec<_>>() });
    let more = match &purpose.what {
        PurposeChange::Compared(steps) => view.with(steps, |of| {
            let differences = |all: &[Difference]| all.iter().map(|it| in_json(it, of)).collect::<Vec<_>>();
            json!({
                "what": "compared",
                "before": list(&steps.before),
                "after": list(&steps.after),
                "own": steps.own,
                "add": differences(&steps.additions),
                "remove": differences(&steps.removals),
                "granted": differences(&steps.granted),
            })
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

/// An annotation for each difference, and one for the whole.
pub(super) fn github(view: &PlanView<'_>) -> String {
    let title = [("title", format!("From {} to {}", view.plan.old, view.plan.new))];
    let mut lines = vec![Annotation::Notice.command(&title, [summary(view).as_str()])];
    for (_, steps) in view.compared() {
        view.with(steps, |of| {
            let title = |what: &str| format!("{what}: {}", steps.policies(plain));
            lines.extend(annotations(Annotation::Error, &title(ADD), &steps.additions, of));
            lines.extend(annotations(Annotation::Notice, &title(REMOVE), &steps.removals, of));
        });
    }
    lines.join("\n")
}
