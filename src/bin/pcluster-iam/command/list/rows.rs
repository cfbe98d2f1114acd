//! The tables of policies and bundles.

use comfy_table::CellAlignment;
use pcluster_iam::{Bundle, Policy};
use serde_json::{Value, json};

use crate::args::example;
use crate::ui::table::{table, trimmed};

/// An item of a list, with the releases for which it is valid if those are not all that were asked about.
#[derive(Debug)]
pub(super) struct Row<T: 'static> {
    pub(super) item: &'static T,
    pub(super) releases: Option<String>,
}

/// Rows without releases.
pub(super) fn all<T>(items: &[&'static T]) -> Vec<Row<T>> {
    items.iter().map(|item| Row { item: *item, releases: None }).collect()
}

/// The table of the policies, and that of the bundles if there are any.
pub(super) fn tables(policies: &[Row<Policy>], bundles: &[Row<Bundle>]) -> String {
    let mut text = of_policies(policies);
    if !bundles.is_empty() {
        text.push_str("\n\n");
        text.push_str(&of_bundles(bundles));
    }
    text
}

/// The facts about a policy that a program chooses by.
pub(super) fn policy_in_json(policy: &'static Policy) -> Value {
    json!({
        "id": policy.id,
        "name": policy.name,
        "title": policy.title,
        "summary": policy.summary,
        "applies-to": policy.applies_to,
        "attach-to": policy.attach_to,
        "schedulers": policy.schedulers,
        "statements": n_statements(policy),
        "size": example::size(policy),
    })
}

fn of_policies(rows: &[Row<Policy>]) -> String {
    let mut header = vec!["ID", "TITLE", "ATTACH TO", "SCHEDULERS", "STATEMENTS", "SIZE"];
    let has_releases = has_releases(rows);
    header.extend(has_releases.then_some("ONLY FOR"));
    let mut table = table(header);
    for Row { item: policy, releases } in rows {
        let mut cells = vec![
            policy.id.to_owned(),
            policy.title.replace('`', ""),
            policy.attach_to.to_string(),
            policy.schedulers.join(", "),
            n_statements(policy).to_string(),
            example::size(policy).map_or_else(String::new, |size| size.to_string()),
        ];
        cells.extend(has_releases.then(|| releases.clone().unwrap_or_default()));
        table.add_row(cells);
    }
    for column in [4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    trimmed(&table)
}

fn of_bundles(rows: &[Row<Bundle>]) -> String {
    let mut header = vec!["BUNDLE", "POLICIES", "FOR WHOM"];
    let has_releases = has_releases(rows);
    header.extend(has_releases.then_some("ONLY FOR"));
    let mut table = table(header);
    for Row { item: bundle, releases } in rows {
        let policies: Vec<_> = bundle.policies.iter().map(|policy| policy.variant()).collect();
        let mut cells = vec![bundle.id.to_owned(), policies.join(", "), bundle.audience.to_owned()];
        cells.extend(has_releases.then(|| releases.clone().unwrap_or_default()));
        table.add_row(cells);
    }
    trimmed(&table)
}

fn has_releases<T>(rows: &[Row<T>]) -> bool {
    rows.iter().any(|row| row.releases.is_some())
}

fn n_statements(policy: &Policy) -> usize {
    policy.statements.iter().filter(|statement| statement.is_maintained()).count()
}
