//! The answer for programs.

use pcluster_iam::run::{CallAnswer, OptionReason, RequestAnswer};
use serde_json::{Value, json};

use super::answered::Answered;

/// The answer to one command; `verdict` is the exit code.
pub(super) fn of_command(answered: &Answered<'_>) -> Value {
    json!({
        "command": answered.command.name,
        "configuration": answered.configuration.map(|it| it.name),
        "verdict": answered.verdict(),
        "not-covered": answered.command.not_covered,
        "options": answered.situation.options().iter().map(|held| option(answered, held)).collect::<Vec<_>>(),
        "calls": answered.answers.iter().map(call).collect::<Vec<_>>(),
    })
}

fn option(answered: &Answered<'_>, held: &pcluster_iam::run::HeldOption) -> Value {
    let (reason, place) = match held.reason {
        OptionReason::File(span) => ("file", answered.place.as_ref().map(|place| place.of(span))),
        OptionReason::Follows(_) => ("follows", None),
        OptionReason::Assumed => ("assumed", None),
        _ => ("stated", None),
    };
    json!({ "name": held.option.name, "reason": reason, "place": place })
}

fn call(answer: &CallAnswer<'_>) -> Value {
    let step = answer.call.step;
    json!({
        "call": step.call,
        "by": step.by.name,
        "outcome": answer.outcome(),
        "denied": step.denied,
        "effect": step.effect,
        "evidence": step.evidence,
        "measured": step.measured,
        "requests": answer.answers.iter().map(request).collect::<Vec<_>>(),
    })
}

fn request(answer: &RequestAnswer<'_>) -> Value {
    let RequestAnswer { request, decision, .. } = answer;
    let statements = decision
        .deciding
        .iter()
        .map(|it| json!({ "source": it.source, "statement": it.idx, "sid": it.sid, "effect": it.effect }));
    let misses = decision.near_misses.iter().map(|it| {
        json!({
            "source": it.statement.source,
            "statement": it.statement.idx,
            "sid": it.statement.sid,
            "why": it.why,
            "fix": it.fix,
        })
    });
    let depends_on = decision.depends_on.iter().map(|it| {
        json!({ "source": it.statement.source, "statement": it.statement.idx, "sid": it.statement.sid, "how": it.how })
    });
    json!({
        "action": request.action,
        "resource": request.resource,
        "outcome": decision.outcome,
        "but-not": answer.but_not,
        "statements": statements.collect::<Vec<_>>(),
        "near-misses": misses.collect::<Vec<_>>(),
        "depends-on": depends_on.collect::<Vec<_>>(),
    })
}
