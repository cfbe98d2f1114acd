//! Grants that other statements of the policy deny completely.

use crate::Action;
use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::condition::implies;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::redundancy::{label, names};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let denials: Vec<_> = cx.all_scopes().filter(|scope| scope.denies()).collect();
    if cx.is_huge() || denials.is_empty() {
        return Vec::new();
    }
    let grants = cx.scopes.iter().filter(|scope| scope.allows() && scope.is_positive());
    grants.flat_map(|scope| find(cx, scope, &denials)).collect()
}

/// The findings about entries of `Action` that are denied on every resource of their statement.
fn find(cx: &RuleContext<'_>, scope: &Scope<'_>, denials: &[&Scope<'_>]) -> Vec<Finding> {
    let applies =
        |other: &&Scope<'_>| other.covers_principals(scope) && implies(scope.statement, other.statement);
    let denials: Vec<_> = denials.iter().copied().filter(applies).collect();
    let found = scope.entries().filter_map(|(entry, actions)| {
        let by = denying(scope, entry, actions, &denials)?;
        let names = names(cx, &by);
        let verb = if by.len() == 1 { "denies" } else { "deny" };
        let message = format!("{names} {verb} `{}` on every resource of this statement", entry.text);
        let finding = Finding::new(Code::GrantDenied, entry.text.span, message)
            .help(format!("remove `{}` here, or narrow the denial", entry.text))
            .statement(scope.statement.idx)
            .subject(&entry.text.value);
        Some(label(cx, finding, &by))
    });
    found.collect()
}

/// The denials that together cover an entry on every resource that it can match.
fn denying<'s, 'd>(
    scope: &Scope<'_>,
    entry: ActionPattern<'_>,
    actions: &[Action],
    denials: &[&'s Scope<'d>],
) -> Option<Vec<&'s Scope<'d>>> {
    let denials: Vec<_> = denials.iter().filter(|other| other.covers_action(entry)).collect();
    let mut by: Vec<&Scope<'d>> = Vec::new();
    for resource in scope.usable(entry, actions) {
        by.push(denials.iter().find(|other| other.covers_resource(resource))?);
    }
    by.sort_by_key(|other| other.order());
    by.dedup_by_key(|other| other.order());
    (!by.is_empty()).then_some(by)
}
