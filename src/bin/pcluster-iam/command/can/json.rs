//! The answer for programs.

use std::collections::BTreeMap;

use pcluster_iam::ResourceType;
use pcluster_iam::evaluate::{
    Decision, Dependence, DependsOn, Extent, NearMiss, NearMissKind, PatternAnswer, StatementRef,
};
use serde_json::{Value, json};

use super::answer::{ActionAnswer, Answer, Answered};
use super::remedy;

pub(super) fn of(answer: &Answer<'_>) -> Value {
    let further = answer.further.iter().map(|it| {
        json!({
            "action": it.action,
            "on-resource": it.is_on_resource,
            "answers": it.answers.iter().map(pattern).collect::<Vec<_>>(),
        })
    });
    json!({
        "action": answer.question.action,
        "resource": answer.question.resource,
        "allowed": answer.is_yes(),
        "context-by-values": answer.question.derived(&answer.holder.policies).into_iter().collect::<BTreeMap<_, _>>(),
        "decision": match &answer.about {
            Answered::One(it) => decision(answer, it),
            Answered::Many(_) => Value::Null,
        },
        "answers": match &answer.about {
            Answered::One(_) => Vec::new(),
            Answered::Many(answers) => answers.iter().map(many).collect(),
        },
        "call-may-require": further.collect::<Vec<_>>(),
    })
}

fn decision(answer: &Answer<'_>, decision: &Decision<'_>) -> Value {
    json!({
        "outcome": decision.outcome,
        "statements": decision.deciding.iter().map(|it| statement(answer, it)).collect::<Vec<_>>(),
        "without-grant": decision.without_grant.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "near-misses": decision.near_misses.iter().map(|it| near_miss(answer, it)).collect::<Vec<_>>(),
        "depends-on": decision.depends_on.iter().map(|it| dependence(answer, it)).collect::<Vec<_>>(),
    })
}

fn statement(answer: &Answer<'_>, statement: &StatementRef<'_>) -> Value {
    let of_catalog = answer.of_catalog(statement.source, statement.sid);
    json!({
        "layer": statement.layer.to_string(),
        "source": statement.source,
        "place": answer.place(statement.source, statement.span),
        "statement": statement.idx,
        "sid": statement.sid,
        "effect": statement.effect,
        "why": of_catalog.map(|it| it.why),
        "of-catalog": of_catalog.map(|it| it.source),
    })
}

fn near_miss(answer: &Answer<'_>, miss: &NearMiss<'_>) -> Value {
    json!({
        "kind": match miss.kind {
            NearMissKind::Condition => "condition",
            NearMissKind::Resource => "resource",
            NearMissKind::Action => "action",
        },
        "statement": statement(answer, &miss.statement),
        "why": miss.why,
        "element": miss.element,
        "line": miss.line,
        "fix": remedy::change(answer, miss),
    })
}

fn dependence(answer: &Answer<'_>, dependence: &Dependence<'_>) -> Value {
    let on = match &dependence.on {
        DependsOn::Key { key, operator, values } => {
            json!({ "key": key, "operator": operator, "values": values })
        }
        DependsOn::Variable { variable } => json!({ "variable": variable }),
        DependsOn::Placeholder { placeholder } => json!({ "placeholder": placeholder }),
        _ => Value::Null,
    };
    json!({ "statement": statement(answer, &dependence.statement), "on": on, "how": dependence.how })
}

fn many(action: &ActionAnswer) -> Value {
    let mut value = pattern(&action.answer);
    if let Value::Object(members) = &mut value {
        members.insert("statements".to_owned(), json!(action.statements));
        members.insert("depends-on".to_owned(), json!(action.depends_on));
    }
    value
}

fn pattern(answer: &PatternAnswer) -> Value {
    let witnesses = answer
        .witnesses
        .iter()
        .map(|it| json!({ "outcome": it.outcome, "action": it.action, "resource": it.resource }));
    json!({
        "action": answer.action,
        "resource-type": answer.resource_type.map(ResourceType::name),
        "extent": match answer.extent() {
            Extent::All => "all",
            Extent::Some => "some",
            Extent::None => "none",
            Extent::Depends => "depends",
        },
        "witnesses": witnesses.collect::<Vec<_>>(),
    })
}
