//! Grants that other statements of the policy deny completely.

use crate::finding::{Code, Finding};
use crate::iam::comparable::ComparableAction;
use crate::iam::condition::implies;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::redundancy::{Answers, label, names};

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
    let covers = Answers::default();
    let found = scope.comparable().iter().enumerate().filter_map(|(idx, action)| {
        let by = denying(scope, (idx, action), &denials, &covers)?;
        let entry = action.entry;
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

/// The denials that together cover an entry on every resource that it can match. All entries ask about the
/// same pairs of a denial and a resource.
fn denying<'s, 'd>(
    scope: &Scope<'_>,
    (idx, action): (usize, &ComparableAction<'_>),
    denials: &[&'s Scope<'d>],
    covers: &Answers<(usize, usize), bool>,
) -> Option<Vec<&'s Scope<'d>>> {
    let denials: Vec<_> =
        denials.iter().enumerate().filter(|(_, other)| other.covers_action(action)).collect();
    let mut by: Vec<&Scope<'d>> = Vec::new();
    for (resource_idx, resource) in scope.usable(idx) {
        let covers = |(denial_idx, other): &&(usize, &&'s Scope<'d>)| {
            covers.get((*denial_idx, resource_idx), || other.covers_resource(resource))
        };
        by.push(denials.iter().find(covers)?.1);
    }
    by.sort_by_key(|other| other.order());
    by.dedup_by_key(|other| other.order());
    (!by.is_empty()).then_some(by)
}
