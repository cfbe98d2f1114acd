//! The form as documented against the JSON of the page, which is kept below `tests/documented`.

use std::path::Path;

use anyhow::Result;
use pcluster_iam::{ChangeKind, Element, Policy, Statement, VERSIONS};
use serde::Serialize as _;
use serde_json::{Map, Value};

use crate::problem::Problem;
use crate::{diff, docs, files};

const FOLDER: &str = "tests/documented";

/// Compares each policy with its kept file.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut known = Vec::new();
    for version in VERSIONS {
        let folder = format!("{FOLDER}/{}", version.id);
        let is_kept = root.join(&folder).is_dir();
        if !is_kept {
            problems.push(Problem::new(
                format!("`{folder}` does not exist, so nothing proves the policies of {}", version.id),
                format!("keep each JSON block of {} there, named by its policy", version.source.url),
            ));
        }
        for policy in version.policies {
            let path = format!("{FOLDER}/{}.json", policy.id);
            if is_kept {
                problems.extend(compare(root, policy, &path)?);
            }
            known.push(path);
        }
    }
    for path in files::list(root, FOLDER)? {
        // What stands beside the folders of the versions is about them.
        let is_of_version = path.split('/').count() > FOLDER.split('/').count() + 1;
        if is_of_version && !known.contains(&path) {
            problems.push(Problem::new(
                format!("`{path}` belongs to no policy of the catalog"),
                "write the policy of that id, or remove the file",
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
        let help = format!("keep the JSON under the heading `{}` of the page there", policy.title);
        return Ok(Some(Problem::new(message, help).of(Some(id))));
    };
    let text = String::from_utf8_lossy(&bytes);
    let page: Value = match serde_json::from_str(&text) {
        Ok(page) => page,
        Err(error) => {
            let message = format!("`{path}` is not JSON: {error}");
            let help = "keep the page's block to the letter";
            return Ok(Some(Problem::new(message, help).of(Some(id))));
        }
    };
    // That it is JSON is a check of its own.
    let Ok(catalog) = serde_json::from_str::<Value>(policy.documented) else { return Ok(None) };

    if page != catalog {
        return Ok(Some(differing(policy, path, &page, &catalog)));
    }
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text != policy.documented && text == layout(&page) {
        let names = [path, "the catalog, as documented"];
        let help = "the page has the catalog's layout, so its bytes have to be the catalog's too; look at the order of keys";
        let problem = Problem::new(format!("`{id}` as documented is not byte for byte `{path}`"), help);
        let body = diff::unified(&format!("{text}\n"), &format!("{}\n", policy.documented), Some(names));
        return Ok(Some(problem.of(Some(id)).with_body(body)));
    }
    Ok(None)
}

/// The problem of a policy that is not what the page states, statement by statement.
fn differing(policy: &'static Policy, path: &str, page: &Value, catalog: &Value) -> Problem {
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
                help.extend(origin.map(|origin| advice(policy, origin, stated)).unwrap_or_default());
            }
            None => {
                body.push_str(&format!("statement {}, {place}: the page has none like it\n", label(value)));
                help.push(format!("for a statement that the page lacks add to its table, {place}:"));
                help.push("    added = YYYY-MM-DD\n    source = \"…\"".to_owned());
            }
        }
    }
    for (page_idx, stated) in page_list.iter().enumerate() {
        if !pairs.iter().any(|(paired, _)| *paired == page_idx) {
            body.push_str(&format!("statement {}: the page has it and the catalog does not\n", label(stated)));
            body.push_str(&diff::unified(&lines(stated), "", None));
        }
    }
    if !pairs.is_sorted() {
        body.push_str("the order of the statements is another one:\n");
        let order = |list: &[Value]| list.iter().map(|one| format!("{}\n", label(one))).collect::<String>();
        body.push_str(&diff::unified(&order(page_list), &order(catalog_list), None));
    }
    let [page_head, catalog_head] = [page, catalog].map(head);
    if page_head != catalog_head {
        body.push_str(&diff::unified(&lines(&page_head), &lines(&catalog_head), None));
    }
    help.push(
        "what the page has is written as a plain text, or with `withdrawn` where nobody needs it any more"
            .to_owned(),
    );
    Problem::new(format!("`{}` as documented is not what the page states", policy.id), help.join("\n"))
        .of(Some(policy.id))
        .with_body(body)
}

/// How to write the entries of a statement that the page's statement lacks.
fn advice(policy: &Policy, origin: &Statement, page: &Value) -> Vec<String> {
    let mut advice = Vec::new();
    let mut element = |element: &Element, key: &str, stated: Option<&Value>| {
        let stated_entries = match stated {
            Some(Value::Array(entries)) => entries.as_slice(),
            Some(entry) => std::slice::from_ref(entry),
            None => &[],
        };
        let lacking: Vec<_> = element
            .entries
            .iter()
            .filter(|entry| entry.change.is_none())
            .filter(|entry| {
                let text = docs::spelled(policy, entry.text);
                !stated_entries.iter().any(|stated| stated.as_str() == Some(&*text))
            })
            .collect();
        if lacking.is_empty() {
            return;
        }
        if stated.is_some_and(Value::is_string) {
            advice.push(format!(
                "the page has a single text here, to which nothing can be added: write a statement of its own, with `added`, beside {}",
                in_file(origin)
            ));
            return;
        }
        advice.push(format!("what the page lacks is an added entry; write in {}:", in_file(origin)));
        advice.extend(lacking.iter().map(|entry| {
            let text = entry.text;
            format!("    {{ {key} = \"{text}\", added = YYYY-MM-DD, why = \"…\", source = \"…\" }},")
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
    advice
}

fn is_documented(statement: &Statement) -> bool {
    !statement.change.is_some_and(|change| change.kind == ChangeKind::Added)
}

/// Where a statement is written: `[EC2Describe] of catalog/2.9/user/ec2.toml`.
fn in_file(statement: &Statement) -> String {
    match statement.source.split_once('#') {
        Some((file, table)) => format!("[{table}] of {file}"),
        None => statement.source.to_owned(),
    }
}

/// The statements that belong together, as places on the page and in the catalog, in the catalog's
/// order: those with the same Sid, then those that share most actions.
fn pair(page: &[Value], catalog: &[Value]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (page_idx, one) in page.iter().enumerate() {
        for (catalog_idx, other) in catalog.iter().enumerate() {
            let is_same = one.get("Sid").is_some() && one.get("Sid") == other.get("Sid");
            let n_shared = actions(one).iter().filter(|action| actions(other).contains(action)).count();
            if is_same || n_shared > 0 {
                let distance = page_idx.abs_diff(catalog_idx);
                candidates.push(((!is_same, usize::MAX - n_shared, distance), page_idx, catalog_idx));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, page_idx, catalog_idx) in candidates {
        if !pairs.iter().any(|&(page, catalog)| page == page_idx || catalog == catalog_idx) {
            pairs.push((page_idx, catalog_idx));
        }
    }
    pairs.sort_unstable_by_key(|&(_, catalog_idx)| catalog_idx);
    pairs
}

fn statements(document: &Value) -> &[Value] {
    match document.get("Statement") {
        Some(Value::Array(statements)) => statements,
        Some(statement) => std::slice::from_ref(statement),
        None => &[],
    }
}

fn actions(statement: &Value) -> &[Value] {
    match statement.get("Action").or_else(|| statement.get("NotAction")) {
        Some(Value::Array(actions)) => actions,
        Some(action) => std::slice::from_ref(action),
        None => &[],
    }
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

/// A document as the library prints it: four spaces, the keys of statements in their order.
fn layout(value: &Value) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    match ordered(value).serialize(&mut serializer) {
        Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => value.to_string(),
    }
}

fn ordered(value: &Value) -> Value {
    const KEYS: [&str; 10] = [
        "Version", "Id", "Statement", "Action", "NotAction", "Resource", "NotResource", "Effect",
        "Condition", "Sid",
    ];
    match value {
        Value::Array(items) => items.iter().map(ordered).collect(),
        Value::Object(object) => {
            let mut keys: Vec<_> = object.iter().collect();
            keys.sort_by_key(|(key, _)| KEYS.iter().position(|known| known == key));
            Value::Object(keys.into_iter().map(|(key, value)| (key.clone(), ordered(value))).collect::<Map<_, _>>())
        }
        value => value.clone(),
    }
}
