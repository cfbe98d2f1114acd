//! The checks of policies: their heads, and their statements with each other.

use std::collections::HashMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::losses;
use crate::compiler::kinds::losses::model::Loss;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::spelling::{Spellings, spellings};
use crate::compiler::kinds::policies::acknowledgements;
use crate::compiler::kinds::policies::actions::ActionServices;
use crate::compiler::kinds::policies::forms::{is_unclear, taken_by};
use crate::compiler::kinds::policies::gaps::PolicyGaps;
use crate::compiler::kinds::policies::model::{Policy, PolicyForm, Presence, Statement};
use crate::compiler::kinds::policies::order::ListedStatement;
use crate::compiler::kinds::policies::references::{Originals, VersionPolicies};
use crate::compiler::kinds::policies::statements::CheckedStatements;
use crate::compiler::kinds::policies::written::WrittenPolicy;
use crate::compiler::kinds::policies::{files, head, notes, order, uses};
use crate::compiler::kinds::promises::model::Promise;
use crate::compiler::kinds::texts::{in_release, release_range, value, values};
use crate::compiler::source::Span;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Policies whose statements were checked one by one, and not yet with each other.
#[derive(Debug)]
pub struct PolicyParts<'w> {
    statements: CheckedStatements<'w>,
    /// The order of each policy, by its id.
    orders: HashMap<String, Vec<ListedStatement<'w>>>,
    /// The notes of each policy, by its id.
    notes: HashMap<String, Vec<String>>,
    /// The losses of each policy, by its id.
    losses: HashMap<String, Vec<Loss>>,
    pub gaps: PolicyGaps,
}

/// Checks the parts of all policies. This comes first, for a policy can refer to a statement of any
/// other.
pub fn check_parts<'w>(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    services: &mut ActionServices<'_>,
    findings: FindingCodes<'_>,
    originals: &Originals<'w>,
) -> PolicyParts<'w> {
    let mut parts = PolicyParts {
        statements: CheckedStatements::default(),
        orders: HashMap::new(),
        notes: HashMap::new(),
        losses: HashMap::new(),
        gaps: PolicyGaps::default(),
    };
    for &VersionPolicies { id, policies } in &originals.versions {
        head::unique_anchors(cx, &policies.items);
        for policy in &policies.items {
            unique_statements(cx, policy);
            files::check(cx, services, policy);
            let order = order::check(cx, originals, &mut parts.gaps, id, policy);
            parts.orders.insert(policy.id(id), order);
            parts.notes.insert(policy.id(id), notes::check(cx, originals, id, policy));
            parts.losses.insert(policy.id(id), losses::check(cx, parameters, services, &policy.losses));
            parts.statements.add(cx, parameters, services, findings, policy);
        }
    }
    parts
}

/// Checks a policy of a version.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    findings: FindingCodes<'_>,
    parts: &mut PolicyParts<'_>,
    version_spellings: &Spellings<'_>,
    version: &str,
    policy: &WrittenPolicy,
) -> Policy {
    let id = policy.id(version);
    let listed = parts.orders.remove(&id).unwrap_or_default();
    let notes = parts.notes.remove(&id).unwrap_or_default();
    let losses = parts.losses.remove(&id).unwrap_or_default();
    let statements: Vec<_> = listed
        .iter()
        .filter_map(|listed| Some((parts.statements.get(listed.written)?.clone(), listed)))
        .collect();
    if listed.iter().any(|listed| listed.written.lacks_element()) {
        parts.gaps.add_lacking(&id);
    }
    let is_sound = |listed: &ListedStatement<'_>| listed.written.broken.is_empty();
    if statements.len() != policy.order.iter().flatten().count()
        || policy.statements.items.iter().any(|own| !listed.iter().any(|it| std::ptr::eq(it.written, own)))
        || !listed.iter().all(is_sound)
    {
        parts.gaps.add_incomplete(&id);
    }
    unique_sids(cx, &statements);
    statements_anchor(cx, policy, &listed, &statements);
    let source = format!("catalog/{id}/policy.toml");
    let acknowledged = acknowledgements::check_policy(cx, findings, policy, &listed, &source);
    let overrides = spellings(cx, parameters, &policy.placeholders);
    let used = uses::check(cx, parameters, &statements, version_spellings, &overrides);
    head::check_name(cx, policy);
    if let Some(range) = &policy.applies_to {
        release_range(cx, range);
    }
    Policy {
        id,
        variant: policy.variant.value.clone(),
        name: value(policy.name.as_ref()),
        title: value(policy.title.as_ref()),
        anchor: value(policy.anchor.as_ref()),
        summary: in_release(&value(policy.summary.as_ref()), version),
        attach_to: head::attach_to(policy),
        path: policy.path.as_ref().map(|path| path.value.clone()),
        managed_policies: head::managed_policies(cx, policy),
        applies_to: policy.applies_to.as_ref().map(|range| range.value.clone()),
        fits: head::fits(cx, policy),
        is_split: policy.is_split,
        schedulers: values(&policy.schedulers),
        promise: Promise::new(&policy.promise),
        beside: values(&policy.beside),
        notes,
        acknowledged,
        losses,
        source,
        parameters: used,
        statements: statements.into_iter().map(|(statement, _)| statement).collect(),
    }
}

fn unique_statements(cx: &mut Checking<'_>, policy: &WrittenPolicy) {
    for (idx, statement) in policy.statements.items.iter().enumerate() {
        let first =
            policy.statements.items[..idx].iter().find(|first| first.name.value == statement.name.value);
        if let Some(first) = first {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateStatement,
                    statement.name.span,
                    format!("two statements of this policy are named `{}`", statement.name.value),
                )
                .other(first.name.span, "the other one")
                .help("rename one of them"),
            );
        }
    }
}

fn unique_sids(cx: &mut Checking<'_>, statements: &[(Statement, &ListedStatement<'_>)]) {
    for (idx, (statement, listed)) in statements.iter().enumerate() {
        let Some(sid) = &statement.sid else { continue };
        let first = statements[..idx]
            .iter()
            .find(|(first, _)| first.sid.as_ref() == Some(sid) && can_stand_together(first, statement))
            .filter(|(first, of)| !is_unclear(of.written, first) && !is_unclear(listed.written, statement));
        if let Some((_, first)) = first {
            cx.note(
                Diagnostic::new(
                    Code::DuplicateSid,
                    sid_place(listed),
                    format!("two statements of this policy have the Sid `{sid}`"),
                )
                .other(sid_place(first), "the other one")
                .help("rename one of them or set its `sid`, or use `when` in one and `unless` in the other, with a common parameter"),
            );
        }
    }
}

/// Notes a document that could come out without a statement, which IAM refuses.
fn statements_anchor(
    cx: &mut Checking<'_>,
    policy: &WrittenPolicy,
    listed: &[ListedStatement<'_>],
    statements: &[(Statement, &ListedStatement<'_>)],
) {
    let Some(place) = policy.order_key.filter(|_| !policy.broken.contains(&"statements")) else { return };
    // A broken statement was left out, and may be the one that is always present.
    if statements.len() != listed.len() || policy.order.as_ref().map(Vec::len) != Some(listed.len()) {
        return;
    }
    for form in PolicyForm::BOTH {
        let mut there =
            statements.iter().map(|(it, _)| it).filter(|it| form.has(it.change.as_ref())).peekable();
        let (code, message, help) = if there.peek().is_none() {
            (
                Code::NothingLeft,
                format!("every statement of the policy is {}", taken_by(form)),
                "list a statement without `added` and `withdrawn`",
            )
        } else if !there.any(|statement| statement.presence.is_empty()) {
            (
                Code::NoAnchor,
                "every statement of the policy is optional, so there could be none".to_owned(),
                "list a statement without `when` and `unless`",
            )
        } else {
            continue;
        };
        cx.note(Diagnostic::new(code, place, message).help(help));
        break;
    }
}

/// The place of a statement's Sid; for a statement of another policy, the place where it is listed.
fn sid_place(listed: &ListedStatement<'_>) -> Span {
    match &listed.written.sid {
        _ if !listed.is_own => listed.place,
        Some(Some(sid)) => sid.span,
        _ => listed.written.name.span,
    }
}

/// True for two statements that can be in one document.
fn can_stand_together(left: &Statement, right: &Statement) -> bool {
    let share_a_form =
        PolicyForm::BOTH.iter().any(|form| form.has(left.change.as_ref()) && form.has(right.change.as_ref()));
    let excludes = |presence: &Presence| match *presence {
        Presence::When(parameter) => right.presence.contains(&Presence::Unless(parameter)),
        Presence::Unless(parameter) => right.presence.contains(&Presence::When(parameter)),
        _ => false,
    };
    share_a_form && !left.presence.iter().any(excludes)
}
