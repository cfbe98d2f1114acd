//! Reports for programs.

use pcluster_iam::audit::{Excess, Missing};
use serde_json::{Value, json};

use super::report::{Report, ShownValue, ValueOrigin};
use super::shown::{Reader, view};
use crate::ui::differences::in_json;

/// The report on one subject.
pub(super) fn of(report: &Report<'_>, is_expanded: bool) -> Value {
    let others = report.proposed.iter().flatten();
    let others = others.map(|(id, distance)| json!({"against": id, "distance": distance}));
    let (missing, excess) = view(report, is_expanded, Reader::OfOne, |view| {
        let missing = report.audit.missing.iter().map(|it| with(in_json(&it.difference, view), uses(it)));
        let excess = report.audit.excess.iter().map(|it| with(in_json(&it.difference, view), dangers(it)));
        (missing.collect::<Vec<_>>(), excess.collect::<Vec<_>>())
    });
    json!({
        "subject": report.subject.name,
        "against": report.id(),
        "is-proposed": report.proposed.is_some(),
        "nearest-others": others.collect::<Vec<_>>(),
        "relation": report.audit.relation,
        "distance": report.audit.distance(),
        "values": report.values().iter().map(value).collect::<Vec<_>>(),
        "missing": missing,
        "excess": excess,
        "written-otherwise": report.written_otherwise(),
        "lacking-aws-policies": report.against.lacking,
        "not-described": report.subject.unknown,
        "without-facts": report.audit.without_facts,
    })
}

fn value(value: &ShownValue<'_>) -> Value {
    let origin = match &value.origin {
        ValueOrigin::Given => json!({"from": "caller"}),
        ValueOrigin::Example => json!({"from": "example"}),
        ValueOrigin::Inferred(it) => json!({"from": "policies", "entry": it.entry, "entries": it.n_entries}),
    };
    let others = value.others.iter().map(|(value, entries)| json!({"value": value, "entries": entries}));
    let own = json!({"name": value.name, "value": value.value, "others": others.collect::<Vec<_>>()});
    with(own, origin)
}

fn uses(missing: &Missing) -> Value {
    let statements = missing.statements.iter().map(
        |statement| json!({"statement": statement.name, "why": statement.why, "source": statement.source}),
    );
    let breaks = missing.breaks.iter().map(|it| {
        json!({
            "command": it.command.name,
            "configuration": it.configuration.map(|it| it.name),
            "call": it.step.call,
            "action": it.request.action,
            "resource": it.request.resource,
            "denied": it.step.denied,
            "effect": it.step.effect,
        })
    });
    json!({"needed-by": statements.collect::<Vec<_>>(), "breaks": breaks.collect::<Vec<_>>()})
}

fn dangers(excess: &Excess) -> Value {
    let dangers = excess
        .dangers
        .iter()
        .map(|it| json!({"code": it.code.name(), "message": it.message, "details": it.details}));
    json!({"dangers": dangers.collect::<Vec<_>>()})
}

/// An object with further members, in which the remarks for readers are not repeated.
fn with(mut own: Value, further: Value) -> Value {
    if let (Value::Object(own), Value::Object(further)) = (&mut own, further) {
        own.remove("remarks");
        own.extend(further);
    }
    own
}
