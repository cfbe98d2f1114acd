//! The check of the documented form against the JSON of the page, which `tests/documented` keeps as
//! text or as a digest.

mod canonical;
mod difference;
mod digests;

use std::path::Path;

use anyhow::Result;
use pcluster_iam::Policy;
use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::problem::Problem;
use crate::repeated::repeated_keys;
use crate::{diff, files};
use digests::Digests;

const FOLDER: &str = "tests/documented";

/// Compares each policy with its kept file.
pub(super) fn check(root: &Path, catalog: &Catalog) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut known = vec![digests::PATH.to_owned()];
    let digests = Digests::read(root)?;
    for policy in catalog.policies() {
        let path = format!("{FOLDER}/{}.json", policy.id);
        match digests.compare(policy) {
            Some(Ok(())) => {}
            Some(Err(problem)) => problems.push(problem),
            None => problems.extend(compare(root, policy, &path)?),
        }
        known.push(path);
    }
    problems.extend(digests.strays(|id| catalog.policies().any(|policy| policy.id == id)));
    for path in files::list(root, FOLDER)? {
        // Files beside the folders of the versions describe them.
        let is_of_version = path.split('/').count() > FOLDER.split('/').count() + 1;
        if is_of_version && !known.contains(&path) {
            problems.push(Problem::new(
                format!("`{path}` belongs to no policy of the catalog"),
                "add the policy with that id, or remove the file",
            ));
        }
    }
    Ok(problems)
}

/// Compares a policy with its kept file.
fn compare(root: &Path, policy: &'static Policy, path: &str) -> Result<Option<Problem>> {
    let id = policy.id;
    let Some(bytes) = files::read(root, path)? else {
        let message = format!("`{path}` does not exist, so nothing proves `{id}`");
        let help = format!(
            "save the JSON under the heading `{}` of the page as that file, or its digest in `{}`",
            policy.title,
            digests::PATH
        );
        return Ok(Some(Problem::new(message, help).of(Some(id))));
    };
    let text = String::from_utf8_lossy(&bytes);
    let page: Value = match serde_json::from_str(&text) {
        Ok(page) => page,
        Err(error) => {
            let message = format!("`{path}` is not JSON: {error}");
            let help = "save the page's block unchanged";
            return Ok(Some(Problem::new(message, help).of(Some(id))));
        }
    };
    if !repeated_keys(&text).is_empty() {
        let message = format!("`{path}` repeats a key in one object, so it has two readings");
        let help =
            "keep the key that the page means, and explain the choice in a comment of the policy's file";
        return Ok(Some(Problem::new(message, help).of(Some(id))));
    }
    // Another check reports invalid JSON.
    let Ok(catalog) = serde_json::from_str::<Value>(policy.documented) else { return Ok(None) };

    if page != catalog {
        return Ok(Some(difference::problem(policy, path, &page, &catalog)));
    }
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text != policy.documented && text == layout(&page) {
        let names = [path, "the catalog, as documented"];
        let help = "the page is laid out as the catalog is, so both have to be equal byte for byte; check the order of keys";
        let problem = Problem::new(format!("`{id}` as documented differs in its bytes from `{path}`"), help);
        let body = diff::unified(&format!("{text}\n"), &format!("{}\n", policy.documented), Some(names));
        return Ok(Some(problem.of(Some(id)).with_body(body)));
    }
    Ok(None)
}

/// A document as the library prints it: four spaces, the keys of statements in their order.
fn layout(value: &Value) -> String {
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
