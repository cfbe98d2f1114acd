//! The explanation for programs.

use pcluster_iam::explain::{ActionsOfLevel, CommandUsage, ExplainedResource, ExplainedStatement, Grant};
use pcluster_iam::{Action, CommandOption, ResourceType};
use serde_json::{Value, json};

use super::Answer;
use super::action::ActionAnswer;
use super::policy::PolicyAnswer;
use crate::ui::grants;

pub(super) fn of(answer: &Answer<'_>) -> Value {
    match answer {
        Answer::Policies(policies) => json!({ "policies": policies.iter().map(policy).collect::<Vec<_>>() }),
        Answer::Action(it) => action(it),
    }
}

fn policy(policy: &PolicyAnswer<'_>) -> Value {
    json!({
        "name": policy.name,
        "id": policy.of_catalog.map(|it| it.id),
        "summary": policy.of_catalog.map(|it| it.summary),
        "statements": policy.statements.iter().map(statement).collect::<Vec<_>>(),
    })
}

fn statement(statement: &ExplainedStatement<'_>) -> Value {
    let of_catalog = statement.of_catalog;
    json!({
        "name": statement.name,
        "sid": statement.sid,
        "effect": statement.effect,
        "why": of_catalog.map(|it| it.why),
        "not-action": statement.not_action,
        "actions": statement.actions.iter().map(level).collect::<Vec<_>>(),
        "not-resource": statement.not_resource,
        "resources": statement.resources.iter().map(resource).collect::<Vec<_>>(),
        "conditions": statement.conditions,
        "presence": of_catalog.map(|it| it.presence),
        "source": of_catalog.map(|it| it.source),
    })
}

fn level(level: &ActionsOfLevel<'_>) -> Value {
    let entries = level.entries.iter().map(|(entry, number)| json!({ "entry": entry, "actions": number }));
    json!({ "access-level": level.level, "entries": entries.collect::<Vec<_>>() })
}

fn resource(resource: &ExplainedResource<'_>) -> Value {
    json!({ "entry": resource.entry, "words": resource.words })
}

fn action(answer: &ActionAnswer) -> Value {
    let known = answer.known;
    let types = known.into_iter().flat_map(Action::resource_types).map(ResourceType::name);
    let requires = known.into_iter().flat_map(Action::authorizes).map(|it| it.action);
    json!({
        "action": answer.name,
        "service": known.map(|it| it.service().name),
        "access-level": known.map(Action::access_level),
        "resource-types": types.collect::<Vec<_>>(),
        "may-require": requires.collect::<Vec<_>>(),
        "since": answer.since,
        "granted-by": answer.grants.iter().map(|it| grant(it, &answer.name)).collect::<Vec<_>>(),
        "commands": answer.usages.iter().map(usage).collect::<Vec<_>>(),
    })
}

fn grant(grant: &Grant, action: &str) -> Value {
    let further = json!({
        "resources": grant.in_words(action).iter().map(resource).collect::<Vec<_>>(),
        "conditions": ExplainedStatement::of_catalog(grant.statement).conditions,
        "added": grant.change(),
    });
    grants::in_json(grant, further)
}

fn usage(usage: &CommandUsage) -> Value {
    let names = |options: &[&CommandOption]| options.iter().map(|it| it.name).collect::<Vec<_>>();
    let step = usage.step;
    json!({
        "release": usage.version.id,
        "command": usage.command.name,
        "by": step.by.name,
        "call": step.call,
        "resources": step.resources,
        "when": names(step.when),
        "unless": names(step.unless),
        "denied": step.denied,
        "effect": step.effect,
        "evidence": step.evidence,
    })
}
