//! Needs as statements.

use std::collections::{BTreeMap, BTreeSet};

use super::LeastStatement;
use super::needs::{Conditions, Need, Use, add_uses};
use crate::catalog::Denied;

/// A statement under construction.
#[derive(Debug)]
struct Group {
    prefix: &'static str,
    actions: Vec<&'static str>,
    resources: Vec<String>,
    conditions: Conditions,
    uses: Vec<Use>,
}

/// The statements that grant exactly these needs.
pub(super) fn statements(needs: Vec<Need>) -> Vec<LeastStatement> {
    let groups = by_resources(by_action(needs));
    groups.into_iter().map(statement).collect()
}

/// A group for each action and its conditions, with all of its resources.
fn by_action(needs: Vec<Need>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for need in needs {
        let same =
            groups.iter_mut().find(|it| it.actions == [need.action] && it.conditions == need.conditions);
        match same {
            Some(group) => {
                group.resources.push(need.resource);
                add_uses(&mut group.uses, need.uses);
            }
            None => groups.push(Group {
                prefix: need.action.split_once(':').map_or(need.action, |(prefix, _)| prefix),
                actions: vec![need.action],
                resources: vec![need.resource],
                conditions: need.conditions,
                uses: need.uses,
            }),
        }
    }
    groups
}

/// The groups of a service with the same resources and conditions as one.
fn by_resources(groups: Vec<Group>) -> Vec<Group> {
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        let set = |group: &Group| group.resources.iter().cloned().collect::<BTreeSet<_>>();
        let resources = set(&group);
        let same = merged.iter_mut().find(|it| {
            it.prefix == group.prefix && it.conditions == group.conditions && set(it) == resources
        });
        match same {
            Some(known) => {
                known.actions.extend(group.actions);
                add_uses(&mut known.uses, group.uses);
            }
            None => merged.push(group),
        }
    }
    merged
}

fn statement(group: Group) -> LeastStatement {
    let mut conditions: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for ((operator, key), values) in group.conditions {
        conditions
            .entry(operator.to_owned())
            .or_default()
            .insert(key.to_owned(), values.into_iter().collect());
    }
    LeastStatement {
        sid: sid(group.prefix, &group.actions),
        allows: true,
        actions: group.actions.into_iter().map(str::to_owned).collect(),
        not_actions: false,
        resources: group.resources,
        not_resources: false,
        conditions,
        why: why(&group.uses),
        uses: group.uses,
    }
}

/// The prefix of a service and the first action as a Sid.
///
/// The prefix has the capitals of the service's name if it is the name, as for `DynamoDB`, and one otherwise:
/// `Iam`.
fn sid(prefix: &str, actions: &[&str]) -> String {
    let full_name = crate::service(prefix).map_or(prefix, |service| service.name);
    let short_name = ["AWS ", "Amazon "].iter().find_map(|owner| full_name.strip_prefix(owner));
    let name: String = letters_and_digits(short_name.unwrap_or(full_name)).collect();
    let action = actions.first().and_then(|action| action.split_once(':')).map_or("", |(_, name)| name);
    if name.eq_ignore_ascii_case(prefix) {
        name.chars().chain(letters_and_digits(action)).collect()
    } else {
        let mut letters = letters_and_digits(prefix);
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).chain(letters_and_digits(action)).collect()
    }
}

fn letters_and_digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_alphanumeric)
}

/// The use of a grant in sentences: the commands and their calls, and the failure without it.
pub(super) fn why(uses: &[Use]) -> String {
    let mut by_command: Vec<(&str, Vec<&str>)> = Vec::new();
    for used in uses {
        match by_command.iter_mut().find(|(command, _)| *command == used.command) {
            Some((_, calls)) => calls.push(used.call),
            None => by_command.push((used.command, vec![used.call])),
        }
    }
    let commands: Vec<_> = by_command.iter().map(|(command, _)| format!("`{command}`")).collect();
    let mut calls: Vec<&str> = Vec::new();
    for call in by_command.iter().flat_map(|(_, calls)| calls) {
        if !calls.contains(call) {
            calls.push(call);
        }
    }
    let calls: Vec<_> = calls.iter().map(|call| format!("`{call}`")).collect();
    let verb = if commands.len() == 1 { "calls" } else { "call" };
    let needs = format!("{} {verb} {}.", joined(&commands), joined(&calls));
    let worst = uses.iter().filter(|used| used.effect.is_some()).min_by_key(|used| rank(used.denied));
    match worst.and_then(|used| used.effect) {
        Some(effect) => format!("{needs} Without it: {}.", effect.trim_end_matches('.')),
        None => needs,
    }
}

pub(super) fn rank(denied: Denied) -> u8 {
    match denied {
        Denied::Fatal => 0,
        Denied::Unknown => 1,
        Denied::Tolerated => 2,
    }
}

/// Several things as a part of a sentence.
fn joined(things: &[String]) -> String {
    match things {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => things.concat(),
    }
}
