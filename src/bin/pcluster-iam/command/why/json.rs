//! The answer for programs.

use pcluster_iam::denial::{DenyingPolicy, Reason};
use pcluster_iam::explain::{CommandUsage, Grant};
use serde_json::{Value, json};

use super::advice;
use super::answer::{Answer, DeniedAction, ExplainedDenial};
use crate::ui::grants;

pub(super) fn of(answer: &Answer<'_>) -> Value {
    json!({
        "denials": answer.denials.iter().map(denial).collect::<Vec<_>>(),
        "by-effect": answer.by_effect.iter().map(effect).collect::<Vec<_>>(),
    })
}

fn effect(usage: &CommandUsage) -> Value {
    let step = usage.step;
    json!({
        "release": usage.version.id,
        "command": usage.command.name,
        "call": step.call,
        "actions": step.actions,
        "effect": step.effect,
        "evidence": step.evidence,
    })
}

fn denial(explained: &ExplainedDenial<'_>) -> Value {
    let denial = explained.denial;
    json!({
        "file": explained.file,
        "line": explained.line.unwrap_or(1),
        "times": explained.n_times,
        "principal": denial.principal,
        "action": denial.action,
        "call": denial.call,
        "service": denial.service,
        "resource": denial.resource_arn().or_else(|| denial.resource.clone()),
        "reason": match denial.reason {
            Reason::Unstated => "unstated",
            Reason::NotAllowed(_) => "not-allowed",
            Reason::ExplicitDeny(_) => "explicit-deny",
        },
        "policy-type": denial.reason.policy_type().map(DenyingPolicy::as_str),
        "policy": denial.policy,
        "encoded": denial.encoded,
        "remedy": advice::remedy(denial),
        "actions": explained.actions.iter().map(action).collect::<Vec<_>>(),
    })
}

fn action(denied: &DeniedAction) -> Value {
    json!({
        "action": denied.action,
        "granted-by": denied.granting.iter().map(grant).collect::<Vec<_>>(),
        "granted-elsewhere-by": denied.elsewhere.iter().map(grant).collect::<Vec<_>>(),
        "commands": denied.commands,
        "bundles": denied.bundles.iter().map(|bundle| bundle.id).collect::<Vec<_>>(),
        "statement": denied.statement,
    })
}

fn grant(grant: &Grant) -> Value {
    let resources: Vec<_> = grant.statement.resources.maintained().map(|entry| entry.text).collect();
    grants::in_json(grant, json!({ "resources": resources }))
}
