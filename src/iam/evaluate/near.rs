//! The statements that nearly allow a request.

use crate::iam::context::{Context, KeyState};
use crate::iam::evaluate::statement::{CompiledStatement, StatementCondition};
use crate::iam::evaluate::{Layer, Policies, RequestAction, StatementRef};
use crate::iam::resource_name::ResourceName;
use crate::iam::truth::Truth;

/// The most near misses of a decision.
const MAX_MISSES: usize = 32;

/// A statement that would allow a request, but for one part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearMiss<'p> {
    /// The part that does not match.
    pub kind: NearMissKind,
    /// The statement.
    pub statement: StatementRef<'p>,
    /// The reason, in a sentence without a period.
    pub why: String,
    /// The element of the statement to change: `Action`, `Resource`, `Condition` and so on.
    pub element: &'static str,
    /// The line to add to the element; nothing where a line has to go, or for a condition.
    pub line: Option<String>,
    /// The change that lets the statement allow the request, in a sentence without a period.
    pub fix: String,
}

/// The part of a statement that does not match a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a statement has three parts that can fail")]
pub enum NearMissKind {
    /// The action and the resource match, and a condition is not met.
    Condition,
    /// The action matches, and the resource does not.
    Resource,
    /// The resource matches, and the action, of the same service, does not.
    Action,
}

/// A request that is not allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct NearRequest<'a> {
    pub(super) action: RequestAction<'a>,
    pub(super) resource: &'a str,
    pub(super) name: ResourceName<'a>,
    pub(super) context: &'a Context,
}

/// The statements of some layers that nearly allow a request, the nearest first.
pub(super) fn misses<'p>(
    policies: &'p Policies,
    request: NearRequest<'_>,
    layers: &[Layer],
) -> Vec<NearMiss<'p>> {
    let grants = policies.statements.iter().filter(|it| !it.denies && layers.contains(&it.layer));
    let mut misses: Vec<_> = grants.flat_map(|it| of_statement(policies, it, request)).collect();
    misses.sort_by_key(|miss| miss.kind);
    misses.truncate(MAX_MISSES);
    misses
}

fn of_statement<'p>(
    policies: &'p Policies,
    statement: &'p CompiledStatement,
    request: NearRequest<'_>,
) -> Vec<NearMiss<'p>> {
    let reference = policies.reference(statement);
    let resource = statement.resources.has(request.name, request.context);
    let meets = statement.meets(request.context);
    match (statement.actions.has(request.action), resource, meets) {
        (true, Truth::No, _) => vec![resource_miss(statement, reference, request)],
        (true, _, Truth::No) => {
            let failing = statement.conditions.iter();
            let failing = failing.filter(|it| it.compiled.holds(request.context) == Truth::No);
            failing.map(|it| condition_miss(it, reference, request.context)).collect()
        }
        (false, Truth::Yes | Truth::Open, Truth::Yes | Truth::Open) => {
            action_miss(statement, reference, request).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn resource_miss<'p>(
    statement: &'p CompiledStatement,
    reference: StatementRef<'p>,
    request: NearRequest<'_>,
) -> NearMiss<'p> {
    let NearRequest { action, resource, .. } = request;
    let stated: Vec<_> =
        statement.resources.entries.iter().map(|entry| format!("`{}`", entry.text)).collect();
    let stated = stated.join(", ");
    let (element, why, line, fix) = if statement.resources.is_negated {
        let why = format!("the statement allows `{action}` on all resources but {stated}");
        ("NotResource", why, None, format!("remove the entry of `NotResource` that matches `{resource}`"))
    } else {
        let why = format!("the statement allows `{action}` on other resources: {stated}");
        ("Resource", why, Some(format!("\"{resource}\"")), format!("add `\"{resource}\"` to `Resource`"))
    };
    NearMiss { kind: NearMissKind::Resource, statement: reference, why, element, line, fix }
}

fn action_miss<'p>(
    statement: &'p CompiledStatement,
    reference: StatementRef<'p>,
    request: NearRequest<'_>,
) -> Option<NearMiss<'p>> {
    let NearRequest { action, resource, .. } = request;
    if let Some(entry) = statement.actions.entry(action).filter(|_| statement.actions.is_negated) {
        let why = format!("the statement allows all actions on `{resource}` but `{entry}`");
        let fix = format!("remove `{entry}` from `NotAction`");
        let kind = NearMissKind::Action;
        return Some(NearMiss { kind, statement: reference, why, element: "NotAction", line: None, fix });
    }
    let (prefix, _) = action.parts();
    let is_of_service = statement.actions.entries.iter().any(|own| own.prefix.eq_ignore_ascii_case(prefix));
    is_of_service.then(|| NearMiss {
        kind: NearMissKind::Action,
        statement: reference,
        why: format!("the statement allows other actions of `{prefix}` on `{resource}`"),
        element: "Action",
        line: Some(format!("\"{action}\"")),
        fix: format!("add `\"{action}\"` to `Action`"),
    })
}

fn condition_miss<'p>(
    condition: &StatementCondition,
    reference: StatementRef<'p>,
    cx: &Context,
) -> NearMiss<'p> {
    let key = &condition.key;
    let given = match condition.compiled.key.as_ref().map(|key| cx.key(key)) {
        Some(KeyState::Values(values)) => {
            let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
            format!("the request has {} for `{key}`", values.join(", "))
        }
        _ => format!("the request does not have the key `{key}`"),
    };
    NearMiss {
        kind: NearMissKind::Condition,
        statement: reference,
        why: format!("{given}, which does not meet {}", condition.described()),
        element: "Condition",
        line: None,
        fix: format!(
            "send the request with a value of `{key}` that meets the condition, or change the condition"
        ),
    }
}
