//! The differences between a policy's documented form and its page, statement by statement.

use pcluster_iam::{ChangeKind, Element, Policy, Statement};
use serde_json::Value;

use super::layout;
use crate::diff;
use crate::pairing::pair;
use crate::placeholders::spelled;
use crate::problem::Problem;

/// The problem of a policy that differs from its page.
pub(super) fn problem(policy: &'static Policy, path: &str, page: &Value, catalog: &Value) -> Problem {
    let origins: Vec<_> = policy.statements.iter().filter(|statement| is_documented(statement)).collect();
    let [page_list, catalog_list] = [page, catalog].map(statements);
    let pairs = pair(page_list, catalog_list);
    let mut body = format!("--- {path}\n+++ the catalog, as documented\n");
    let mut help = Vec::new();

    for (catalog_idx, value) in catalog_list.iter().enumerate() {
        let origin = origins.get(catalog_idx).filter(|_| origins.len() == catalog_list.len());
        let place = origin.map_or_else(|| policy.source.to_owned(), |origin| in_file(origin));
        let partner = pairs.iter().find(|(_, paired)| *paired == catalog_idx);
        match partner.and_then(|&(page_idx, _)| page_list.get(page_idx)) {
            Some(stated) if stated == value => {}
            Some(stated) => {
                body.push_str(&format!("statement {}, {place}:\n", label(value)));
                body.push_str(&diff::unified(&lines(stated), &lines(value), None));
                help.extend(origin.map(|origin| advice(policy, origin, value, stated)).unwrap_or_default());
            }
            None => {
                body.push_str(&format!(
                    "statement {}, {place}: the page has no statement like it\n",
                    label(value)
                ));
                help.push(format!("{} is not on the page; add to its table, {place}:", label(value)));
                help.push("    added = YYYY-MM-DD\n    source = \"https://…\"".to_owned());
            }
        }
    }
    for (page_idx, stated) in page_list.iter().enumerate() {
        if !pairs.iter().any(|(paired, _)| *paired == page_idx) {
            body.push_str(&format!("statement {}: only the page has it\n", label(stated)));
            body.push_str(&diff::unified(&lines(stated), "", None));
            help.push(format!(
                "statement {} is only on the page\nwrite it into the catalog, with `withdrawn` if it is no longer needed",
                label(stated)
            ));
        }
    }
    if !pairs.is_sorted() {
        body.push_str("the statements are in another order:\n");
        let order = |pairs: &[(usize, usize)]| {
            let labels = pairs.iter().filter_map(|&(_, idx)| catalog_list.get(idx)).map(label);
            labels.flat_map(|label| [label, "\n".to_owned()]).collect::<String>()
        };
        let mut in_page = pairs.clone();
        in_page.sort_unstable();
        body.push_str(&diff::unified(&order(&in_page), &order(&pairs), None));
    }
    let [page_head, catalog_head] = [page, catalog].map(head);
    if page_head != catalog_head {
        body.push_str(&diff::unified(&lines(&page_head), &lines(&catalog_head), None));
    }
    if help.is_empty() {
        help.push("write the same as the page, in its order and form".to_owned());
    }
    Problem::new(format!("`{}` as documented differs from the page", policy.id), help.join("\n"))
        .of(Some(policy.id))
        .with_body(body)
}

/// The way to write entries that only the catalog's or only the page's form of a statement has.
fn advice(policy: &Policy, origin: &Statement, catalog: &Value, page: &Value) -> Vec<String> {
    let place = in_file(origin);
    let mut advice = Vec::new();
    let mut element = |element: &Element, key: &str, stated: Option<&Value>| {
        let stated_texts = stated.map(list).unwrap_or_default();
        let lacking: Vec<_> = element
            .entries
            .iter()
            .filter(|entry| entry.change.is_none())
            .filter(|entry| {
                let text = spelled(policy, entry.text);
                !stated_texts.iter().any(|stated| stated.as_str() == Some(&*text))
            })
            .map(|entry| entry.text)
            .collect();
        if lacking.is_empty() {
            return;
        }
        advice.push(format!("{} is not on the page", codes(&lacking)));
        if stated.is_some_and(Value::is_string) {
            advice.push(format!(
                "the page has a string there, not a list, so it takes no further entry: write a separate statement beside {place}, with `added`"
            ));
            return;
        }
        advice.push(format!("if it is needed, write it as an added entry in {place}:"));
        advice.extend(lacking.iter().map(|text| {
            format!("    {{ {key} = \"{text}\", added = YYYY-MM-DD, why = \"…\", source = \"https://…\" }},")
        }));
    };
    let name = |negated: bool, noun: &str| format!("{}{noun}", if negated { "Not" } else { "" });
    let Statement { actions, resources, conditions, .. } = origin;
    element(actions, "action", page.get(name(actions.negated, "Action")));
    element(resources, "resource", page.get(name(resources.negated, "Resource")));
    for condition in *conditions {
        let stated = page.get("Condition").and_then(|all| all.get(condition.operator)?.get(condition.key));
        element(&condition.values, "value", stated);
    }

    let known = texts(catalog);
    let page_only: Vec<_> = texts(page).into_iter().filter(|text| !known.contains(text)).collect();
    if !page_only.is_empty() {
        advice.push(format!("{} is only on the page", codes(&page_only)));
        advice.push(format!(
            "write it in {place} as a plain string, or as a table with `withdrawn` if it is no longer needed"
        ));
    }
    advice
}

/// The strings of a statement's actions and resources.
fn texts(statement: &Value) -> Vec<&str> {
    let elements = ["Action", "NotAction", "Resource", "NotResource"];
    let elements = elements.into_iter().filter_map(|key| statement.get(key));
    elements.flat_map(list).filter_map(Value::as_str).collect()
}

/// The items of a list, or the single item that stands for one.
fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        item => std::slice::from_ref(item),
    }
}

fn codes(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

fn is_documented(statement: &Statement) -> bool {
    !statement.change.is_some_and(|change| change.kind == ChangeKind::Added)
}

/// The table of a statement and its file.
fn in_file(statement: &Statement) -> String {
    match statement.source.split_once('#') {
        Some((file, table)) => format!("[{table}] of {file}"),
        None => statement.source.to_owned(),
    }
}

fn statements(document: &Value) -> &[Value] {
    document.get("Statement").map(list).unwrap_or_default()
}

fn actions(statement: &Value) -> &[Value] {
    statement.get("Action").or_else(|| statement.get("NotAction")).map(list).unwrap_or_default()
}

/// A document without its statements.
fn head(document: &Value) -> Value {
    let mut head = document.clone();
    if let Some(keys) = head.as_object_mut() {
        keys.shift_remove("Statement");
    }
    head
}

/// A statement's Sid, or its first action.
fn label(statement: &Value) -> String {
    match (statement.get("Sid"), actions(statement).first()) {
        (Some(Value::String(sid)), _) => format!("`{sid}`"),
        (_, Some(Value::String(action))) => format!("without Sid that begins with `{action}`"),
        _ => "without Sid and action".to_owned(),
    }
}

fn lines(value: &Value) -> String {
    format!("{}\n", layout(value))
}
