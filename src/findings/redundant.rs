//! What grants or denies nothing that something else does not: in one list, and between statements.

use super::arn::ResourcePattern;
use super::context::Context;
use super::scope::{ActionPattern, Scope};
use super::text::listed;
use super::{Code, Finding};
use crate::document::{Statement, Text};

pub(super) fn check(cx: &mut Context<'_>) {
    if cx.is_huge() {
        return;
    }
    let mut findings = Vec::new();
    for scope in &cx.scopes {
        findings.extend(entries(scope));
        findings.extend(repeated(scope, &cx.scopes));
        findings.extend(denied(scope, &cx.scopes));
    }
    findings.into_iter().for_each(|finding| cx.report(finding));
}

/// Entries that another entry of their list covers.
fn entries(scope: &Scope<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |code, entry: &Text, wider: &Text| {
        let message = if entry.value == wider.value {
            format!("`{entry}` stands twice in the list")
        } else {
            format!("`{wider}` of the same list covers `{entry}`")
        };
        let finding = Finding::new(code, entry.span, message)
            .label(
                wider.span,
                if entry.value == wider.value { "here for the first time" } else { "this covers it" },
            )
            .help(format!("remove `{entry}`"));
        findings.push(finding.statement(scope.statement.idx).subject(&entry.value));
    };
    for (entry, wider) in covered(&scope.actions, |wide, narrow| wide.covers(*narrow)) {
        report(Code::RedundantAction, entry.text, wider.text);
    }
    for (entry, wider) in covered(&scope.resources, |wide, narrow| wide.covers(narrow)) {
        report(Code::RedundantResource, entry.text, wider.text);
    }
    findings
}

/// The entries of a list that another one covers, with that one; of entries that cover each other the
/// first is kept.
fn covered<'e, T>(entries: &'e [T], covers: impl Fn(&T, &T) -> bool) -> Vec<(&'e T, &'e T)> {
    let others = |idx: usize, entry: &'e T| {
        let covers = &covers;
        entries.iter().enumerate().find_map(move |(other_idx, other)| {
            let is_covered = other_idx != idx && covers(other, entry);
            (is_covered && (other_idx < idx || !covers(entry, other))).then_some((entry, other))
        })
    };
    entries.iter().enumerate().filter_map(|(idx, entry)| others(idx, entry)).collect()
}

/// The entries of `Action` that other statements of the same effect grant or deny already, on all
/// resources of this one; or the whole statement, if that is so of all of them.
fn repeated(scope: &Scope<'_>, scopes: &[Scope<'_>]) -> Vec<Finding> {
    if !scope.is_positive() || scope.effect.is_none() || scope.actions.is_empty() {
        return Vec::new();
    }
    let others: Vec<_> = scopes
        .iter()
        .filter(|other| other.statement.idx != scope.statement.idx)
        .filter(|other| other.effect == scope.effect && other.is_positive())
        .filter(|other| implies(scope.statement, other.statement))
        .collect();
    let found: Vec<_> = scope
        .actions
        .iter()
        .filter_map(|entry| Some((*entry, covering(scope, *entry, &others, true)?)))
        .collect();
    let does = if scope.allows() { "grants" } else { "denies" };
    if found.len() == scope.actions.len() {
        let mut by: Vec<&Scope<'_>> = Vec::new();
        for other in found.into_iter().flat_map(|(_, by)| by) {
            if by.iter().all(|known| known.statement.idx != other.statement.idx) {
                by.push(other);
            }
        }
        let names = listed(by.iter().map(|other| other.statement.name()), "and");
        let message = format!("{} {does} nothing that {names} does not", scope.statement.name());
        let finding = Finding::new(Code::RedundantStatement, scope.statement.span, message)
            .help("remove the statement");
        return vec![label(finding, &by).statement(scope.statement.idx)];
    }
    found
        .into_iter()
        .map(|(entry, by)| {
            let names = listed(by.iter().map(|other| other.statement.name()), "and");
            let message =
                format!("{names} {does} `{}` already, on every resource of this statement", entry.text);
            let finding = Finding::new(Code::GrantRepeated, entry.text.span, message)
                .help(format!("remove `{}` here", entry.text))
                .statement(scope.statement.idx)
                .subject(&entry.text.value);
            label(finding, &by)
        })
        .collect()
}

/// The entries of `Action` that the policy allows here and denies elsewhere, wholly.
fn denied(scope: &Scope<'_>, scopes: &[Scope<'_>]) -> Vec<Finding> {
    if !scope.allows() || !scope.is_positive() {
        return Vec::new();
    }
    let denials: Vec<_> = scopes
        .iter()
        .filter(|other| other.denies() && other.is_positive())
        .filter(|other| implies(scope.statement, other.statement))
        .collect();
    let found =
        scope.actions.iter().filter_map(|entry| Some((entry, covering(scope, *entry, &denials, false)?)));
    found
        .map(|(entry, by)| {
            let names = listed(by.iter().map(|other| other.statement.name()), "and");
            let message = format!("{names} denies `{}` on every resource of this statement", entry.text);
            let finding = Finding::new(Code::GrantDenied, entry.text.span, message)
                .help(format!("remove `{}` here, or make the denial narrower", entry.text))
                .statement(scope.statement.idx)
                .subject(&entry.text.value);
            label(finding, &by)
        })
        .collect()
}

fn label(finding: Finding, by: &[&Scope<'_>]) -> Finding {
    by.iter().fold(finding, |finding, other| {
        let place = other.statement.sid.as_ref().map_or(other.statement.span, |sid| sid.span);
        finding.label(place, "this statement")
    })
}

/// The statements that cover an entry on every resource of its own statement that it can match.
///
/// With `is_fair`, of two statements that cover each other the first is kept.
fn covering<'o, 'd>(
    scope: &Scope<'_>,
    entry: ActionPattern<'_>,
    others: &[&'o Scope<'d>],
    is_fair: bool,
) -> Option<Vec<&'o Scope<'d>>> {
    let can_match = |resource: &ResourcePattern<'_>| {
        !entry.is_of_known_service() || entry.expand().any(|action| resource.can_match(action))
    };
    let mut by = Vec::new();
    for resource in scope.resources.iter().filter(|resource| can_match(resource)) {
        let covers = |other: &&&'o Scope<'d>| {
            let actions = other.actions.iter().filter(|wider| wider.covers(entry));
            let mut resources = other.resources.iter().filter(|wider| wider.covers(resource));
            let is_mutual = |action: &ActionPattern<'_>, wider: &ResourcePattern<'_>| {
                entry.covers(*action) && resource.covers(wider) && implies(other.statement, scope.statement)
            };
            let is_kept = |action, wider| {
                !is_fair || other.statement.idx < scope.statement.idx || !is_mutual(action, wider)
            };
            resources.any(|wider| actions.clone().any(|action| is_kept(action, wider)))
        };
        by.push(*others.iter().find(covers)?);
    }
    by.sort_by_key(|other| other.statement.idx);
    by.dedup_by_key(|other| other.statement.idx);
    (!by.is_empty()).then_some(by)
}

/// Whether every request that meets the conditions of one statement meets those of the other.
fn implies(narrow: &Statement, wide: &Statement) -> bool {
    let _ = narrow;
    wide.conditions().next().is_none()
}
