//! Entries and statements whose effect another entry or statement already has.

use std::collections::HashMap;

use crate::Action;
use crate::document::Text;
use crate::finding::{Code, Finding, Fix};
use crate::iam::action::ActionPattern;
use crate::iam::condition::implies;
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::redundancy::{label, names};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.is_huge() {
        return Vec::new();
    }
    let index = Index::new(cx.all_scopes().collect());
    let mut findings = Vec::new();
    for scope in cx.scopes.iter().filter(|scope| scope.void.is_none()) {
        let covering: Vec<_> = scope.actions.iter().map(|entry| index.covering(*entry)).collect();
        findings.extend(entries(scope, &covering));
        findings.extend(repeated(cx, scope, &covering));
    }
    findings
}

/// An index of all entries of `Action`, for finding the entries that cover another one.
struct Index<'s, 'd> {
    scopes: Vec<&'s Scope<'d>>,
    /// The places of the entries without a wildcard, by their text in lower case.
    literals: HashMap<String, Vec<Place>>,
    /// The places of the entries with a wildcard.
    wildcards: Vec<Place>,
}

/// A statement and an entry of its `Action`, by their numbers.
type Place = (usize, usize);

/// An entry that covers another one, with its statement and its number there.
type Wider<'s, 'd> = (&'s Scope<'d>, usize, ActionPattern<'d>);

impl<'s, 'd> Index<'s, 'd> {
    fn new(scopes: Vec<&'s Scope<'d>>) -> Self {
        let mut index = Self { scopes: Vec::new(), literals: HashMap::new(), wildcards: Vec::new() };
        for (scope_idx, scope) in scopes.iter().enumerate() {
            for (idx, entry) in scope.actions.iter().enumerate() {
                if entry.has_wildcard() {
                    index.wildcards.push((scope_idx, idx));
                } else {
                    let key = entry.text.value.to_ascii_lowercase();
                    index.literals.entry(key).or_default().push((scope_idx, idx));
                }
            }
        }
        index.scopes = scopes;
        index
    }

    /// The entries that cover an entry, in the document's order.
    fn covering(&self, entry: ActionPattern<'_>) -> Vec<Wider<'s, 'd>> {
        let key = (!entry.has_wildcard()).then(|| entry.text.value.to_ascii_lowercase());
        let equal = key.and_then(|key| self.literals.get(&key)).into_iter().flatten();
        let mut places: Vec<_> = equal.chain(&self.wildcards).copied().collect();
        places.sort_unstable();
        let found = places.into_iter().filter_map(|(scope_idx, idx)| {
            let scope = *self.scopes.get(scope_idx)?;
            Some((scope, idx, *scope.actions.get(idx)?))
        });
        found.filter(|(.., wider)| wider.covers(entry)).collect()
    }
}

/// The findings about entries that another entry of their list covers; of entries that cover each other, the
/// first is kept.
fn entries(scope: &Scope<'_>, covering: &[Vec<Wider<'_, '_>>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |code, entry: &Text, wider: &Text| {
        let (message, label) = if entry.value == wider.value {
            (format!("the list has `{entry}` twice"), "first given here")
        } else {
            (format!("`{wider}` of the same list covers `{entry}`"), "this covers it")
        };
        let finding = Finding::new(code, entry.span, message)
            .label(wider.span, label)
            .help(format!("remove `{entry}`"))
            .fixed_by(Fix::Remove { span: entry.span });
        findings.push(finding.statement(scope.statement.idx).subject(&entry.value));
    };
    for (idx, (entry, covering)) in scope.actions.iter().zip(covering).enumerate() {
        let wider = covering.iter().find(|(other, other_idx, wider)| {
            other.order() == scope.order() && (*other_idx < idx || *other_idx > idx && !entry.covers(*wider))
        });
        if let Some((.., wider)) = wider {
            report(Code::RedundantAction, entry.text, wider.text);
        }
    }
    for (idx, entry) in scope.resources.iter().enumerate() {
        let wider = scope.resources.iter().enumerate().find(|(other, wider)| {
            *other != idx
                && scope.entry_covers(wider, entry)
                && (*other < idx || !scope.entry_covers(entry, wider))
        });
        if let Some((_, wider)) = wider {
            report(Code::RedundantResource, entry.text, wider.text);
        }
    }
    findings
}

/// The findings about entries of `Action` that other statements with the same effect cover on all resources
/// of this one; one finding about the whole statement if they cover all entries.
fn repeated(cx: &RuleContext<'_>, scope: &Scope<'_>, covering: &[Vec<Wider<'_, '_>>]) -> Vec<Finding> {
    if !scope.is_positive() || scope.effect.is_none() || scope.actions.is_empty() {
        return Vec::new();
    }
    let is_other = |other: &Scope<'_>| {
        other.order() != scope.order()
            && other.effect == scope.effect
            && other.is_positive()
            && other.covers_principals(scope)
            && implies(scope.statement, other.statement)
    };
    let found: Vec<_> = scope
        .entries()
        .zip(covering)
        .filter_map(|((entry, actions), covering)| {
            Some((entry, everywhere(scope, (entry, actions), covering, is_other)?))
        })
        .collect();
    let does = if scope.allows() { "grants" } else { "denies" };
    if found.len() == scope.actions.len() {
        let mut by: Vec<&Scope<'_>> = Vec::new();
        for other in found.into_iter().flat_map(|(_, by)| by) {
            if by.iter().all(|known| known.order() != other.order()) {
                by.push(other);
            }
        }
        let names = names(cx, &by);
        let others = if by.len() == 1 { "does" } else { "do" };
        let message = format!("{} {does} nothing that {names} {others} not", scope.statement.name());
        let finding = Finding::new(Code::RedundantStatement, scope.statement.span, message)
            .help("remove the statement");
        return vec![label(cx, finding, &by).statement(scope.statement.idx)];
    }
    found
        .into_iter()
        .map(|(entry, by)| {
            let names = names(cx, &by);
            let does = match (by.len(), scope.allows()) {
                (1, true) => "grants",
                (_, true) => "grant",
                (1, false) => "denies",
                (_, false) => "deny",
            };
            let message =
                format!("{names} already {does} `{}` on every resource of this statement", entry.text);
            let finding = Finding::new(Code::GrantRepeated, entry.text.span, message)
                .help(format!("remove `{}` here", entry.text))
                .statement(scope.statement.idx)
                .subject(&entry.text.value);
            label(cx, finding, &by)
        })
        .collect()
}

/// The statements that cover an entry on every resource of its own statement that it can match; of two
/// statements that cover each other, the first is kept.
fn everywhere<'s, 'd>(
    scope: &Scope<'_>,
    (entry, actions): (ActionPattern<'_>, &[Action]),
    covering: &[Wider<'s, 'd>],
    is_one: impl Fn(&Scope<'_>) -> bool,
) -> Option<Vec<&'s Scope<'d>>> {
    let mut by = Vec::new();
    for resource in scope.usable(entry, actions) {
        let covers = |(other, _, action): &&Wider<'s, 'd>| {
            let is_mutual = |wider: &ResourcePattern<'_>| {
                entry.covers(*action)
                    && scope.entry_covers(resource, wider)
                    && implies(other.statement, scope.statement)
            };
            let is_first = other.order() < scope.order();
            let mut wider = other.resources.iter().filter(|wider| other.entry_covers(wider, resource));
            wider.any(|wider| is_first || !is_mutual(wider)) && is_one(other)
        };
        by.push(covering.iter().find(covers)?.0);
    }
    by.sort_by_key(|other| other.order());
    by.dedup_by_key(|other| other.order());
    (!by.is_empty()).then_some(by)
}
