//! The dangers of what is too much.

use super::needed::Needed;
use crate::compare::Difference;
use crate::document::{ConditionBlock, Document, Key, List, Operator, Scalar, ScalarKind, Statement, Text};
use crate::finding::{Finding, Options, Severity};
use crate::rules::check_beside;

/// For each difference the dangers of its grants, beside the policies that are needed.
pub(super) fn of(differences: &[Difference], needed: &Needed) -> Vec<Vec<Finding>> {
    let mut dangers = vec![Vec::new(); differences.len()];
    let statements = differences.iter().enumerate().map(|(idx, it)| statement(idx, it));
    let document = Document {
        version: Some(text("2012-10-17")),
        statements: statements.collect(),
        ..Document::default()
    };
    let beside: Vec<&Document> = needed.documents.iter().map(|it| &it.document).collect();
    for finding in check_beside(&[], &document, &beside, &Options::default()) {
        let own = finding.statement.and_then(|idx| dangers.get_mut(idx));
        if let Some(own) = own.filter(|_| finding.severity == Severity::SecurityWarning) {
            own.push(finding);
        }
    }
    dangers
}

/// The grants of a difference as a statement.
fn statement(idx: usize, difference: &Difference) -> Statement {
    let list = |key: &str, negated: bool, entries: &[String]| List {
        key: text(key),
        negated,
        entries: entries.iter().map(|entry| text(entry)).collect(),
        ..List::default()
    };
    let resources = match difference.except.as_slice() {
        [] => list("Resource", false, &difference.resources),
        except => list("NotResource", true, except),
    };
    let operators = difference.conditions.iter().map(|it| Operator {
        name: text(&it.operator),
        keys: vec![Key {
            name: text(&it.key),
            values: it
                .values
                .iter()
                .map(|value| Scalar { text: text(value), kind: ScalarKind::String })
                .collect(),
            ..Key::default()
        }],
        ..Operator::default()
    });
    let operators: Vec<_> = operators.collect();
    // A pattern with exceptions would say too much.
    let actions =
        if difference.except_actions.is_empty() { difference.actions.clone() } else { difference.expanded() };
    Statement {
        idx,
        effect: Some(text("Allow")),
        actions: Some(list("Action", false, &actions)),
        resources: Some(resources),
        condition: (!operators.is_empty()).then(|| ConditionBlock { operators, ..ConditionBlock::default() }),
        ..Statement::default()
    }
}

fn text(value: &str) -> Text {
    Text { value: value.to_owned(), ..Text::default() }
}
