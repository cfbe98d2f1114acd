//! The comparison of a policy with a source whose text is kept.

use anyhow::Result;
use pcluster_iam::Policy;
use serde_json::{Map, Value};

use super::difference;
use super::found::FoundDocument;
use super::report::Report;
use crate::diff;
use crate::problem::Problem;
use crate::stated::{FOLDER, StatedDocument};
use crate::tree::from_json;

/// Compares a policy with the bytes of its kept file.
pub(super) fn compare(
    policy: &'static Policy,
    path: &str,
    bytes: &[u8],
    report: &mut Report<'_>,
) -> Result<()> {
    let id = policy.id;
    let text = String::from_utf8_lossy(bytes);
    let page: Value = match serde_json::from_str(&text) {
        Ok(page) => page,
        Err(error) => {
            let message = format!("`{path}` is not JSON: {error}");
            report.add(Problem::new(message, "save the page's block unchanged").of([id]));
            return Ok(());
        }
    };
    if from_json(&text).is_ok_and(|tree| !tree.repeated().is_empty()) {
        let message = format!("`{path}` repeats a key in one object, so it has two readings");
        let help =
            "keep the key that the page means, and explain the choice in a comment of the policy's file";
        report.add(Problem::new(message, help).of([id]));
        return Ok(());
    }
    // Another check reports invalid JSON.
    let Ok(catalog) = serde_json::from_str::<Value>(policy.documented) else { return Ok(()) };
    if page != catalog {
        let found = FoundDocument::as_documented(policy, catalog);
        return difference::report(&StatedDocument::of(page), &found, report);
    }
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text != policy.documented && text == layout(&page) {
        let names = [path, "the catalog, as documented"];
        let help = "the page is laid out as the catalog is, so both have to be equal byte for byte; check the order of keys";
        let problem = Problem::new(format!("`{id}` as documented differs in its bytes from `{path}`"), help);
        let body = diff::unified(&format!("{text}\n"), &format!("{}\n", policy.documented), Some(names));
        report.add(problem.of([id]).with_body(body));
    }
    Ok(())
}

/// The problem of a policy without a source.
pub(super) fn missing(policy: &'static Policy) -> Problem {
    let id = policy.id;
    let message =
        format!("nothing proves `{id}`: neither `{FOLDER}/{id}.json` nor `{FOLDER}/{id}.toml` exists");
    let help = format!(
        "save the JSON of `{}` in its source as the first, or let `cargo xtask digest` print the second",
        policy.title
    );
    Problem::new(message, help).of([id])
}

/// A document as the library prints it: four spaces, the keys of statements in their order.
pub(super) fn layout(value: &Value) -> String {
    // No line begins inside a string, since JSON escapes newlines.
    let widened = |line: &str| {
        let text = line.trim_start();
        format!("{}{text}", " ".repeat(2 * (line.len() - text.len())))
    };
    format!("{:#}", ordered(value)).lines().map(widened).collect::<Vec<_>>().join("\n")
}

fn ordered(value: &Value) -> Value {
    const KEYS: [&str; 10] = [
        "Version",
        "Id",
        "Statement",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Effect",
        "Condition",
        "Sid",
    ];
    match value {
        Value::Array(items) => items.iter().map(ordered).collect(),
        Value::Object(object) => {
            let mut keys: Vec<_> = object.iter().collect();
            keys.sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
            Value::Object(
                keys.into_iter().map(|(key, value)| (key.clone(), ordered(value))).collect::<Map<_, _>>(),
            )
        }
        value => value.clone(),
    }
}
