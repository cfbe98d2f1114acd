//! The checks of acknowledgements: their findings, statements and entries exist.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::policies::model::Acknowledgement;
use crate::compiler::kinds::policies::order::ListedStatement;
use crate::compiler::kinds::policies::written::{WrittenAcknowledgement, WrittenPolicy, WrittenStatement};
use crate::compiler::kinds::texts::value;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The acknowledgements of a statement.
pub fn check_statement(
    cx: &mut Checking<'_>,
    findings: FindingCodes<'_>,
    written: &WrittenStatement,
) -> Vec<Acknowledgement> {
    for entry in written.acknowledged.iter().filter_map(|it| it.entry.as_ref()) {
        known_entry(cx, entry, &[written]);
    }
    check(cx, findings, &written.acknowledged, &written.source)
}

/// The acknowledgements of a policy with these statements.
pub fn check_policy(
    cx: &mut Checking<'_>,
    findings: FindingCodes<'_>,
    policy: &WrittenPolicy,
    listed: &[ListedStatement<'_>],
    source: &str,
) -> Vec<Acknowledgement> {
    // A statement that could not be read may be the one that is named.
    let is_whole = policy.statements.hidden.is_empty()
        && policy.order.as_ref().map(Vec::len) == Some(listed.len())
        && !policy.broken.contains(&"statements");
    for acknowledgement in &policy.acknowledged {
        let mut statements: Vec<_> = listed.iter().map(|listed| listed.written).collect();
        if let Some(name) = &acknowledgement.statement {
            let names: Vec<_> = statements.iter().map(|statement| statement.name.value.as_str()).collect();
            if is_whole && !names.contains(&name.value.as_str()) {
                unlisted_statement(cx, name, &names);
            }
            statements.retain(|statement| statement.name.value == name.value);
        }
        if let Some(entry) = acknowledgement.entry.as_ref().filter(|_| is_whole && !statements.is_empty()) {
            known_entry(cx, entry, &statements);
        }
    }
    check(cx, findings, &policy.acknowledged, source)
}

/// The acknowledgements; notes unknown codes and duplicates.
pub fn check(
    cx: &mut Checking<'_>,
    findings: FindingCodes<'_>,
    written: &[WrittenAcknowledgement],
    source: &str,
) -> Vec<Acknowledgement> {
    for (idx, acknowledgement) in written.iter().enumerate() {
        let Some(finding) = &acknowledgement.finding else { continue };
        known_finding(cx, findings, finding);
        let first = written[..idx].iter().find(|first| is_same(first, acknowledgement));
        if let Some(first) = first.and_then(|first| first.finding.as_ref()) {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateEntry,
                    finding.span,
                    format!("`{}` is acknowledged twice", finding.value),
                )
                .other(first.span, "first here")
                .help("remove one of them, or give each an `entry`"),
            );
        }
    }
    let acknowledgement = |written: &WrittenAcknowledgement| Acknowledgement {
        finding: value(written.finding.as_ref()),
        statement: written.statement.as_ref().map(|statement| statement.value.clone()),
        entry: written.entry.as_ref().map(|entry| entry.value.clone()),
        reason: value(written.reason.as_ref()).trim().to_owned(),
        source: source.to_owned(),
    };
    written.iter().map(acknowledgement).collect()
}

fn known_finding(cx: &mut Checking<'_>, findings: FindingCodes<'_>, finding: &Spanned<String>) {
    if findings.may_have(&finding.value) {
        return;
    }
    let meant = nearest(&finding.value, findings.iter());
    cx.note(
        Diagnostic::new(
            Code::UnknownFinding,
            finding.span,
            format!("no finding is named `{}`", finding.value),
        )
        .help(match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "docs/findings.md lists all findings".to_owned(),
        })
        .of_name(),
    );
}

fn unlisted_statement(cx: &mut Checking<'_>, name: &Spanned<String>, names: &[&str]) {
    cx.note(
        Diagnostic::new(
            Code::UnknownStatement,
            name.span,
            format!("this policy has no statement `{}`", name.value),
        )
        .help(one_of(&name.value, names.iter().copied())),
    );
}

/// Notes an entry that none of the statements has, if all their entries are known.
fn known_entry(cx: &mut Checking<'_>, entry: &Spanned<String>, statements: &[&WrittenStatement]) {
    if statements.iter().any(|statement| !is_known(statement)) {
        return;
    }
    let entries: Vec<_> = statements.iter().flat_map(|statement| entries(statement)).collect();
    if entries.contains(&entry.value.as_str()) {
        return;
    }
    let statement = match statements {
        [statement] => format!("the statement `{}`", statement.name.value),
        _ => "no statement of the policy".to_owned(),
    };
    let has = if statements.len() == 1 { "has no entry" } else { "has the entry" };
    let help = match nearest(&entry.value, entries.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write an action, a resource or a condition key exactly as the statement has it".to_owned(),
    };
    cx.note(
        Diagnostic::new(Code::UnknownEntry, entry.span, format!("{statement} {has} `{}`", entry.value))
            .help(help),
    );
}

/// The strings that a finding of a statement can be about.
fn entries(statement: &WrittenStatement) -> impl Iterator<Item = &str> {
    let elements =
        [&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources];
    let listed = elements.into_iter().flatten().flat_map(|element| &element.entries);
    let conditions = statement.conditions.iter().flat_map(|condition| {
        let values = condition.values.entries.iter().map(|entry| entry.text.value.as_str());
        [condition.operator.value.as_str(), condition.key.value.as_str()].into_iter().chain(values)
    });
    listed.map(|entry| entry.text.value.as_str()).chain(conditions)
}

/// True if no entry of a statement was refused.
fn is_known(statement: &WrittenStatement) -> bool {
    let mut elements =
        [&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources]
            .into_iter()
            .flatten();
    statement.broken.is_empty() && elements.all(|element| element.is_whole)
}

/// True for two acknowledgements of the same.
fn is_same(left: &WrittenAcknowledgement, right: &WrittenAcknowledgement) -> bool {
    let about = |it: &WrittenAcknowledgement| {
        [&it.finding, &it.statement, &it.entry].map(|text| text.as_ref().map(|text| text.value.clone()))
    };
    !left.is_broken && !right.is_broken && about(left) == about(right)
}
