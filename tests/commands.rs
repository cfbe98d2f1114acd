//! The calls of commands against AWS's facts: every action is one that AWS states, and every resource is
//! one that the action can be on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]
#![cfg(feature = "evaluate")]

use pcluster_iam::{Action, Commands, VERSIONS, ValueSource, action};

/// Each action of a call is known, and each resource can be of one of its types.
#[test]
fn resources_are_of_the_types_of_their_actions() {
    let mut wrong = Vec::new();
    for version in VERSIONS {
        let Some(commands) = version.commands else { continue };
        for step in commands.commands.iter().flat_map(|command| command.steps) {
            for name in step.actions {
                let Some(action) = action(name) else {
                    wrong.push(format!("{}: {name} is no action", version.id));
                    continue;
                };
                let wants_all = action.resource_types().next().is_none();
                for resource in step.resources.iter().filter(|it| !fits(commands, action, it)) {
                    let what = if wants_all { "has no resource types" } else { "cannot be on" };
                    wrong.push(format!("{}: {name} {what}: {resource}", version.id));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// True if a resource is `*` for an action without types, or can be of one of the types.
fn fits(commands: &Commands, action: Action, resource: &str) -> bool {
    let text = filled(commands, resource);
    if text == "*" {
        return action.resource_types().next().is_none();
    }
    action.resource_types().flat_map(pcluster_iam::ResourceType::arn_formats).any(|format| {
        let format = format.as_str();
        let mut pattern = String::new();
        let mut rest = format;
        while let Some((before, after)) = rest.split_once("${") {
            pattern.push_str(before);
            pattern.push('*');
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        pattern.push_str(rest);
        meet(&text, &pattern)
    })
}

/// True if some text matches both of two patterns.
fn meet(one: &str, other: &str) -> bool {
    match (one.split_at_checked(1), other.split_at_checked(1)) {
        (Some(("*", rest)), _) if meet(rest, other) => true,
        (_, Some(("*", rest))) if meet(one, rest) => true,
        (Some(("*", _)), Some((_, rest))) => meet(one, rest),
        (Some((_, rest)), Some(("*", _))) => meet(rest, other),
        (Some((a, one)), Some((b, other))) => a == b && meet(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// A template with `*` for each value that is not a text of others.
fn filled(commands: &Commands, template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("closed");
        text.push_str(before);
        let value = commands.value(name);
        match value.map(|value| (value.source, value.otherwise)) {
            Some((ValueSource::Text(inner), _) | (_, Some(inner))) => {
                text.push_str(&filled(commands, inner));
            }
            _ => text.push('*'),
        }
        rest = after;
    }
    text + rest
}
