//! The differences between a document of the catalog and its source, each at its place in the catalog.

mod entries;

use anyhow::Result;
use pcluster_iam::Statement;
use pcluster_iam::compare::{Leaves, pair};
use serde_json::Value;

use super::found::{FoundDocument, FoundStatement};
use super::kept::layout;
use super::report::Report;
use crate::diff;
use crate::problem::Problem;
use crate::stated::{StatedDocument, StatedEntry, StatedStatement, digest};

/// Reports what differs between a document of the catalog and its source.
pub(super) fn report(stated: &StatedDocument, found: &FoundDocument, report: &mut Report<'_>) -> Result<()> {
    let catalog: Vec<_> = found.statements.iter().map(|it| StatedStatement::of(&it.value)).collect();
    let pairs = pairs(&stated.statements, &catalog);
    let mut problems = Vec::new();
    for (idx, (found, statement)) in found.statements.iter().zip(&catalog).enumerate() {
        let partner = pairs.iter().find(|(_, paired)| *paired == idx);
        match partner.and_then(|&(stated_idx, _)| stated.statements.get(stated_idx)) {
            Some(stated) if stated.digest == statement.digest => {}
            Some(stated) => problems.extend(entries::problems(stated, found, statement, report)?),
            None => problems.push(not_stated(found, report)?),
        }
    }
    for (idx, statement) in stated.statements.iter().enumerate() {
        if !pairs.iter().any(|(paired, _)| *paired == idx) {
            problems.push(only_stated(statement, found, report));
        }
    }
    if problems.is_empty() {
        problems.extend(other_order(&pairs, found));
    }
    if problems.is_empty() {
        problems.extend(other_head(stated, found, &pairs));
    }
    for problem in problems {
        report.add(problem);
    }
    Ok(())
}

/// The pairs of statements that stand for each other, in the order of the catalog's.
fn pairs(stated: &[StatedStatement], found: &[StatedStatement]) -> Vec<(usize, usize)> {
    let [stated, found] = [stated, found].map(|statements| {
        let with_leaves = statements.iter().map(|it| (it.sid.as_deref(), leaves(&it.entries)));
        with_leaves.collect::<Vec<_>>()
    });
    pair(&stated, &found)
}

fn leaves(entries: &[StatedEntry]) -> Leaves {
    entries.iter().map(|entry| entry.digest.clone()).collect()
}

/// The problem of a statement that the source lacks.
fn not_stated(found: &FoundStatement, report: &Report<'_>) -> Result<Problem> {
    let FoundStatement { policy, origin, .. } = found;
    let source = origin.map_or(policy.source, |origin| origin.source);
    let label = origin.map_or_else(|| label(&found.value), |origin| format!("`{}`", origin.name));
    let message = format!("{}: the source has no statement like {label}", report.line(source, None)?);
    let help =
        "if the policy needs it, write into its table:\n    added = YYYY-MM-DD\n    source = \"https://…\"";
    Ok(Problem::new(message, help).of([policy.id]))
}

/// The problem of a statement that only the source has.
fn only_stated(statement: &StatedStatement, found: &FoundDocument, report: &Report<'_>) -> Problem {
    let ids: Vec<_> = found.policies().map(|id| format!("`{id}`")).collect();
    let first = statement.entries.first().map(|entry| report.names().named(entry));
    let label = match (&statement.sid, first.as_ref().and_then(StatedEntry::parts)) {
        (Some(sid), _) => format!("`{sid}`"),
        (None, Some((_, text))) => format!("without Sid that has `{text}`"),
        (None, None) => "without Sid".to_owned(),
    };
    let message = format!("{}: only the source has the statement {label}", ids.join(", "));
    let help = "write it into the catalog, with `withdrawn` if it is no longer needed";
    let body = statement.value.as_ref().map(|value| diff::unified(&lines(value), "", None));
    Problem::new(message, help).of(found.policies()).with_body(body.unwrap_or_default())
}

/// The problem of a policy with its statements in another order.
fn other_order(pairs: &[(usize, usize)], found: &FoundDocument) -> Option<Problem> {
    let policy_of = |idx: usize| found.statements.get(idx).map(|it| it.policy);
    for id in found.policies() {
        let mut own = pairs.iter().filter(|(_, idx)| policy_of(*idx).is_some_and(|it| it.id == id));
        let order: Vec<_> = own.by_ref().collect();
        if order.is_sorted() {
            continue;
        }
        let text = |order: &[&(usize, usize)]| {
            let statements = order.iter().filter_map(|(_, idx)| found.statements.get(*idx));
            statements.flat_map(|it| [label(&it.value), "\n".to_owned()]).collect::<String>()
        };
        let mut in_source = order.clone();
        in_source.sort_unstable();
        let policy = order.first().and_then(|(_, idx)| policy_of(*idx));
        let file = policy.map_or(id, |policy| policy.source);
        let message = format!("{file}: the source has the statements of `{id}` in another order");
        let body = diff::unified(&text(&in_source), &text(&order), Some(["the source", "the catalog"]));
        return Some(
            Problem::new(message, "write `statements` in the order of the source").of([id]).with_body(body),
        );
    }
    None
}

/// The problem of a document that differs outside of its statements.
fn other_head(stated: &StatedDocument, found: &FoundDocument, pairs: &[(usize, usize)]) -> Option<Problem> {
    let mut order = pairs.to_vec();
    order.sort_unstable();
    let document = found.in_order(&order.into_iter().map(|(_, idx)| idx).collect::<Vec<_>>());
    if digest(&document) == stated.sha256 {
        return None;
    }
    let ids: Vec<_> = found.policies().map(|id| format!("`{id}`")).collect();
    let message = format!("{}: the source differs outside of the statements", ids.join(", "));
    let body = stated
        .value
        .as_ref()
        .map(|stated| diff::unified(&lines(&head(stated)), &lines(&head(&document)), None));
    let help = "compare `Version` and the other keys beside `Statement` with the source";
    Some(Problem::new(message, help).of(found.policies()).with_body(body.unwrap_or_default()))
}

/// A document without its statements.
fn head(document: &Value) -> Value {
    let mut head = document.clone();
    if let Some(keys) = head.as_object_mut() {
        keys.shift_remove("Statement");
    }
    head
}

/// The Sid of a statement, or its first action.
fn label(statement: &Value) -> String {
    let actions = statement.get("Action").or_else(|| statement.get("NotAction"));
    let first =
        actions.and_then(|actions| actions.as_array().and_then(|list| list.first()).or(Some(actions)));
    match (statement.get("Sid").and_then(Value::as_str), first.and_then(Value::as_str)) {
        (Some(sid), _) => format!("`{sid}`"),
        (None, Some(action)) => format!("without Sid that begins with `{action}`"),
        (None, None) => "without Sid and action".to_owned(),
    }
}

/// The table of a statement and its file.
fn in_file(statement: &Statement) -> String {
    match statement.source.split_once('#') {
        Some((file, table)) => format!("[{table}] of {file}"),
        None => statement.source.to_owned(),
    }
}

fn lines(value: &Value) -> String {
    format!("{}\n", layout(value))
}
