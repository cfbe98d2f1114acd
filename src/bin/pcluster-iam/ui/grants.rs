//! The statements that grant an action: as a table, and for programs.

use pcluster_iam::explain::Grant;
use serde_json::{Value, json};

use super::table::{table, trimmed};

/// The most lines of a table about several releases.
const MAX_ROWS: usize = 12;

/// The most resources of a statement in a table.
const MAX_RESOURCES: usize = 2;

/// The statements, those of one name and with the same resources in several releases on one line. A long list
/// has those of the newest release alone.
pub(crate) fn table_of(grants: &[Grant]) -> String {
    let rows = rows(grants);
    if rows.len() <= MAX_ROWS {
        return of_rows(&rows);
    }
    let newest = grants.last().map_or("", |grant| grant.policy.version);
    let of_newest: Vec<Grant> =
        grants.iter().filter(|grant| grant.policy.version == newest).copied().collect();
    let mut others: Vec<&str> =
        grants.iter().map(|grant| grant.policy.version).filter(|it| *it != newest).collect();
    others.dedup();
    let table = of_rows(&self::rows(&of_newest));
    if others.is_empty() {
        return table;
    }
    format!("{table}\n\nAlso in {}: `--for RELEASE` shows those of a release.", others.join(", "))
}

/// A line of the table: a statement in the releases that have it.
struct Row {
    policy: &'static str,
    releases: Vec<&'static str>,
    statement: &'static str,
    on: String,
}

fn rows(grants: &[Grant]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // The newest release first.
    let releases = grants.chunk_by(|first, second| first.policy.version == second.policy.version);
    for grant in releases.rev().flatten() {
        let (policy, statement, on) = (grant.policy.variant(), grant.statement.name, resources(*grant));
        let is_same =
            |row: &&mut Row| (row.policy, row.statement, row.on.as_str()) == (policy, statement, on.as_str());
        match rows.iter_mut().find(is_same) {
            Some(row) => row.releases.insert(0, grant.policy.version),
            None => rows.push(Row { policy, releases: vec![grant.policy.version], statement, on }),
        }
    }
    rows
}

fn of_rows(rows: &[Row]) -> String {
    let mut table = table(vec!["POLICY", "RELEASES", "STATEMENT", "ON"]);
    for row in rows {
        table.add_row([row.policy, &row.releases.join(", "), row.statement, &row.on]);
    }
    trimmed(&table)
}

fn resources(grant: Grant) -> String {
    let entries: Vec<_> = grant.statement.resources.maintained().map(|entry| entry.text).collect();
    let more = entries.len().saturating_sub(MAX_RESOURCES);
    let shown = entries.into_iter().take(MAX_RESOURCES).collect::<Vec<_>>().join(" ");
    let not = if grant.statement.resources.negated { "all but " } else { "" };
    if more == 0 { format!("{not}{shown}") } else { format!("{not}{shown} and {more} more") }
}

/// A statement for programs, with further members.
pub(crate) fn in_json(grant: &Grant, further: Value) -> Value {
    let statement = grant.statement;
    let mut value = json!({
        "policy": grant.policy.id,
        "statement": statement.name,
        "sid": statement.sid,
        "why": statement.why,
        "source": statement.source,
    });
    if let (Value::Object(members), Value::Object(further)) = (&mut value, further) {
        members.extend(further);
    }
    value
}
