//! The statement that grants a denied action.

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Policies};
use pcluster_iam::explain::{CommandUsage, Grant};
use serde_json::{Map, Value, json};

/// The statement: the catalog's, cut down to the action, or the action on its resource alone. A statement of
/// the catalog on all resources is cut down to the resource too.
pub(super) fn of(action: &str, grant: Option<Grant>, arn: Option<&str>) -> Value {
    let mut resources: Vec<String> = match (grant, arn) {
        (Some(grant), Some(arn)) => {
            let entries = grant.resources_for(Some(arn));
            // A statement on everything is wider than what was denied.
            let narrow = entries.iter().filter(|entry| !is_all(entry.text));
            let filled: Option<Vec<String>> = narrow.map(|entry| grant.filled(entry, arn)).collect();
            filled.filter(|it| !it.is_empty()).unwrap_or_else(|| vec![arn.to_owned()])
        }
        (Some(grant), None) => {
            let entries = grant.resources_for(None);
            entries.iter().filter_map(|entry| grant.known_values(entry.text, None)).collect()
        }
        (None, Some(arn)) => vec![arn.to_owned()],
        (None, None) => vec!["*".to_owned()],
    };
    resources.sort();
    resources.dedup();
    if resources.is_empty() {
        resources.push("*".to_owned());
    }
    let mut statement = Map::new();
    statement.insert("Effect".to_owned(), json!("Allow"));
    statement.insert("Action".to_owned(), json!(action));
    statement.insert("Resource".to_owned(), one_or_many(&resources));
    if let Some(conditions) = grant.and_then(|grant| conditions(grant, arn)) {
        statement.insert("Condition".to_owned(), conditions);
    }
    Value::Object(statement)
}

/// True for an entry of `Resource` that all resources match.
fn is_all(entry: &str) -> bool {
    !entry.is_empty() && entry.bytes().all(|byte| byte == b'*')
}

fn one_or_many(texts: &[String]) -> Value {
    match texts {
        [text] => json!(text),
        _ => json!(texts),
    }
}

/// The conditions of a grant, with the values that follow from the resource.
fn conditions(grant: Grant, arn: Option<&str>) -> Option<Value> {
    let mut operators = Map::new();
    for condition in grant.statement.conditions {
        let values: Vec<String> =
            condition.values.maintained().filter_map(|entry| grant.known_values(entry.text, arn)).collect();
        // The catalog leaves out a condition without a value.
        if values.is_empty() {
            continue;
        }
        let keys = operators.entry(condition.operator).or_insert_with(|| json!({}));
        if let Value::Object(keys) = keys {
            keys.insert(condition.key.to_owned(), one_or_many(&values));
        }
    }
    (!operators.is_empty()).then_some(Value::Object(operators))
}

/// The number of requests of commands that the conditions of a grant do not exclude.
pub(super) fn n_met<'u>(
    action: &str,
    grant: Grant,
    usages: impl Iterator<Item = &'u CommandUsage>,
    arn: Option<&str>,
) -> usize {
    let Some(conditions) = conditions(grant, arn) else { return usages.count() };
    let statement = json!({ "Effect": "Allow", "Action": action, "Resource": "*", "Condition": conditions });
    let document = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
    let mut policies = Policies::new();
    if policies.add(Layer::Identity, "statement", &Document::parse(&document)).is_err() {
        return 0;
    }
    let is_met = |usage: &&CommandUsage| {
        let context = usage.step.context.iter().fold(Context::new(), |context, known| match known.values {
            [] => context.set_absent(known.key),
            values => context.set_all(known.key, values.iter().copied()),
        });
        !policies.decide(action, arn.unwrap_or("*"), &context).is_denied()
    };
    usages.filter(is_met).count()
}
