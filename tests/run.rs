//! Runs of commands: the smallest policies for them suffice, and nothing in them is too much.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::run::{
    Call, Caller, ConfigurationFile, Known, LeastStatement, Request, Situation, cut, least,
};
use pcluster_iam::{Command, Commands, Configuration, OptionSource, PARAMETERS, ParameterRole, VERSIONS};
use serde_json::{Value, json};

/// The calls of commands.
type CommandCalls = Vec<(&'static Command, Vec<Call>)>;

/// A run in a configuration, with the examples of all parameters but the partition, which follows.
fn situation(commands: &'static Commands, configuration: &'static Configuration) -> Situation {
    let parameters = PARAMETERS.iter().filter(|it| it.role() != ParameterRole::Partition);
    let known = Known::new().configuration(configuration);
    Situation::new(commands, &parameters.fold(known, |known, it| known.value(it.name, it.example)))
}

/// The first and the last release, with their configurations.
fn configurations() -> impl Iterator<Item = (&'static Commands, &'static Configuration)> {
    let commands =
        [VERSIONS.first(), VERSIONS.last()].into_iter().flatten().filter_map(|version| version.commands);
    commands.flat_map(|commands| commands.configurations.iter().map(move |it| (commands, *it)))
}

/// The calls of all commands that somebody makes.
fn calls(commands: &'static Commands, situation: &Situation, caller: Caller) -> CommandCalls {
    let all = commands.commands.iter();
    all.map(|command| (*command, situation.calls(command, caller).expect("all values have examples")))
        .collect()
}

fn callers(commands: &'static Commands) -> impl Iterator<Item = Caller> {
    let of_roles = commands.actors.iter().filter(|actor| !actor.as_user);
    std::iter::once(Caller::User).chain(of_roles.map(|actor| Caller::Actor(actor)))
}

fn document(statements: &[LeastStatement]) -> Document {
    let statement = |it: &LeastStatement| {
        json!({
            "Sid": it.sid,
            "Effect": if it.allows { "Allow" } else { "Deny" },
            "Action": it.actions,
            "Resource": it.resources,
            "Condition": it.conditions,
        })
    };
    let text = json!({ "Version": "2012-10-17", "Statement": statements.iter().map(statement).collect::<Vec<Value>>() });
    Document::parse(&text.to_string())
}

fn policies(statements: &[LeastStatement]) -> Policies {
    let mut policies = Policies::new();
    if !statements.is_empty() {
        policies.add(Layer::Identity, "least", &document(statements)).expect("it can be evaluated");
    }
    policies
}

fn n_allowed(calls: &CommandCalls, policies: &Policies) -> usize {
    let requests = calls.iter().flat_map(|(_, calls)| calls).flat_map(|call| &call.requests);
    requests.filter(|it| it.answer(policies, &Context::new()).decision.outcome == Outcome::Allowed).count()
}

/// True if the request is allowed for the text of its resource.
fn is_allowed(request: &Request, policies: &Policies) -> bool {
    let context = request.context(&Context::new());
    policies.decide(request.action, &request.resource, &context) == Outcome::Allowed
}

/// All calls are allowed, and without any action or any resource of a statement some are not.
#[test]
fn the_smallest_policy_is_enough_and_not_too_much() {
    let mut n_statements = 0;
    for (commands, configuration) in configurations() {
        let situation = situation(commands, configuration);
        for caller in callers(commands) {
            let calls = calls(commands, &situation, caller);
            let n_requests =
                calls.iter().flat_map(|(_, calls)| calls).map(|call| call.requests.len()).sum::<usize>();
            let statements = least(&calls);
            if statements.is_empty() {
                assert_eq!(n_requests, 0);
                continue;
            }
            assert_eq!(n_allowed(&calls, &policies(&statements)), n_requests, "{}", configuration.name);
            n_statements += statements.len();
            for (idx, statement) in statements.iter().enumerate() {
                let alone = policies(std::slice::from_ref(statement));
                let others: Vec<_> = statements
                    .iter()
                    .enumerate()
                    .filter(|(it, _)| *it != idx)
                    .map(|it| it.1.clone())
                    .collect();
                let others = policies(&others);
                let needs_it = |it: &&Request| {
                    let is_its = statement.actions.iter().any(|action| action == it.action);
                    is_its && is_allowed(it, &alone) && !is_allowed(it, &others)
                };
                let own: Vec<_> = calls
                    .iter()
                    .flat_map(|(_, calls)| calls)
                    .flat_map(|call| &call.requests)
                    .filter(needs_it)
                    .collect();
                for action in &statement.actions {
                    assert!(
                        own.iter().any(|it| it.action == action),
                        "{} has {action} in vain",
                        statement.sid
                    );
                }
                for resource in &statement.resources {
                    assert!(
                        own.iter().any(|it| it.resource == *resource),
                        "{} has {resource} in vain",
                        statement.sid
                    );
                }
            }
        }
    }
    assert!(n_statements > 0);
}

/// A policy that is cut down allows every call that the whole one allows.
#[test]
fn a_policy_that_is_cut_down_allows_the_calls_of_the_whole() {
    let mut n_policies = 0;
    for version in [VERSIONS.first(), VERSIONS.last()].into_iter().flatten() {
        let Some(commands) = version.commands else { continue };
        let Some(configuration) = commands.configurations.first() else { continue };
        let situation = situation(commands, configuration);
        let all = calls(commands, &situation, Caller::User);
        for policy in version.policies.iter().filter(|policy| !policy.commands.is_empty()) {
            // One of its commands: the last is often one that few policies allow.
            let calls: CommandCalls = all
                .iter()
                .filter(|(command, _)| policy.commands.last() == Some(&command.name))
                .cloned()
                .collect();
            let Ok(filled) = policy.fill(&policy.examples()) else { continue };
            let whole = Document::parse(&filled.to_json());
            let found =
                cut(&[(policy.id, &whole, Vec::new())], &calls, &Context::new()).expect("it is evaluated");
            let mut of_whole = Policies::new();
            of_whole.add(Layer::Identity, policy.id, &whole).expect("it can be evaluated");
            if found.statements.is_empty() {
                assert_eq!(n_allowed(&calls, &of_whole), 0, "{}", policy.id);
                continue;
            }
            assert_eq!(
                n_allowed(&calls, &policies(&found.statements)),
                n_allowed(&calls, &of_whole),
                "{}",
                policy.id
            );
            n_policies += 1;
        }
    }
    assert!(n_policies > 0);
}

/// Paths go through lists, and a setting without a value is not there.
#[test]
fn options_follow_from_a_configuration_file() {
    let Some(version) = VERSIONS.iter().rev().find(|version| version.commands.is_some()) else { return };
    let commands = version.commands.expect("it has them");
    let held = |text: &str| -> Vec<&'static str> {
        let file = ConfigurationFile::parse(text).expect("it is a configuration");
        let situation = Situation::new(commands, &Known::new().file(&file));
        situation.options().iter().map(|held| held.option.name).collect()
    };
    let n_checked = commands.options.iter().filter(|option| {
        let OptionSource::Configuration { paths, is, lacks } = option.source else { return false };
        let value = is.first().map_or("it".to_owned(), |pattern| pattern.replace('*', "it"));
        // An option without a value to compare is about an object, which lacks other settings.
        let value =
            if lacks.is_empty() || !is.is_empty() { format!("\"{value}\"") } else { "{Name: it}".to_owned() };
        for path in paths {
            let nested = |value: &str, is_list: bool| {
                path.rsplit('/').fold(value.to_owned(), |value, name| {
                    if is_list {
                        format!("{{{name}: [{value}, null]}}")
                    } else {
                        format!("{{{name}: {value}}}")
                    }
                })
            };
            for is_list in [false, true] {
                assert!(held(&nested(&value, is_list)).contains(&option.name), "{} {path}", option.name);
                assert!(!held(&nested("null", is_list)).contains(&option.name), "{} {path}", option.name);
            }
        }
        true
    });
    assert!(n_checked.count() > 0);
}
