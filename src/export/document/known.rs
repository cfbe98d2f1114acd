//! Documents of which every value is known, read from their JSON.

use serde_json::Value;

use super::{Condition, Document, Element, Entry, EntryPresence, Statement, Text};
use crate::export::inputs::Inputs;
use crate::{Effect, Policy};

impl<'v> Document<'v> {
    /// A document of a policy that is text: one of the parts into which it is divided.
    pub(super) fn known(policy: &'static Policy, inputs: Inputs<'v>, json: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(json).ok()?;
        let statements = value.get("Statement")?.as_array()?.iter().map(|it| statement(policy, it));
        Some(Self { policy, inputs, statements: statements.collect::<Option<Vec<_>>>()? })
    }
}

fn statement(policy: &'static Policy, value: &Value) -> Option<Statement> {
    let sid = value.get("Sid").and_then(Value::as_str).map(str::to_owned);
    let of_either = |plain: &str, negated: &str| {
        let plain = value.get(plain).map(|it| element(it, false));
        plain.or_else(|| value.get(negated).map(|it| element(it, true)))
    };
    let mut conditions = Vec::new();
    let block = value.get("Condition").and_then(Value::as_object);
    for (operator, keys) in block.into_iter().flatten() {
        for (key, values) in keys.as_object()? {
            let values = element(values, false)?;
            conditions.push(Condition { operator: operator.clone(), key: key.clone(), values, test: None });
        }
    }
    let own = policy.statements.iter().find(|it| it.sid == sid.as_deref() && it.is_maintained());
    Some(Statement {
        why: own.map_or("", |it| it.why),
        sid,
        effect: if value.get("Effect")?.as_str()? == "Deny" { Effect::Deny } else { Effect::Allow },
        actions: of_either("Action", "NotAction")??,
        resources: of_either("Resource", "NotResource")??,
        conditions,
        tests: Vec::new(),
    })
}

fn element(value: &Value, is_negated: bool) -> Option<Element> {
    let entry = |text: &str| Entry {
        text: Text::literal(text),
        presence: EntryPresence::Always,
        differs_from: Vec::new(),
    };
    let entries = match value {
        Value::String(text) => vec![entry(text)],
        Value::Array(values) => values.iter().map(|it| it.as_str().map(entry)).collect::<Option<Vec<_>>>()?,
        _ => return None,
    };
    Some(Element { is_negated, is_scalar: value.is_string(), entries })
}
