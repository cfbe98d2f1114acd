//! The calls of commands: every action is one that AWS states, every resource is one that the action can be
//! on, and what is known of documented policies comes out of them.

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

/// What is known of the policies of 2.9.
#[cfg(feature = "v2_9")]
mod documented_2_9 {
    use pcluster_iam::document::Document;
    use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
    use pcluster_iam::run::{Caller, Known, Situation};
    use pcluster_iam::{Denied, VERSIONS};

    /// The region, the account and the cluster of the tests.
    const REGION: &str = "eu-west-1";
    const ACCOUNT: &str = "123456789012";
    const CLUSTER: &str = "demo";
    const STACK: &str = "parallelcluster-demo";

    /// What the documented form of a policy denies of a command of 2.9, in the form `start: dynamodb:GetItem`. In
    /// the place of the cluster's name stands `name`.
    fn denied_as_documented(variant: &str, name: &str, commands: &[&str]) -> Vec<String> {
        let version = VERSIONS.iter().find(|version| version.id == "2.9").expect("the catalog has 2.9");
        let policy = version.policies.iter().find(|policy| policy.variant() == variant).expect("it is there");
        let page = policy.documented.replace("<REGION>", REGION).replace("<AWS ACCOUNT ID>", ACCOUNT);
        let page = page.replace("<CLUSTERNAME>", name);
        let mut policies = Policies::new();
        policies.add(Layer::Identity, policy.id, &Document::parse(&page)).expect("it can be evaluated");
        let of_version = version.commands.expect("2.9 has commands");
        let slurm = of_version.configurations.iter().find(|it| it.name == "slurm").expect("Slurm");
        let values =
            [("region", REGION), ("account-id", ACCOUNT), ("cluster-name", CLUSTER), ("stack-name", STACK)];
        let known = values
            .iter()
            .fold(Known::new().configuration(slurm), |known, (name, text)| known.value(*name, *text));
        let situation = Situation::new(of_version, &known);
        let mut denied = Vec::new();
        for name in commands {
            let command = of_version.command(name).expect("the command is there");
            let calls = situation.calls(command, Caller::User).expect("all values are given");
            let fatal = calls.iter().filter(|call| call.step.denied == Denied::Fatal);
            for request in fatal.flat_map(|call| &call.requests) {
                if request.answer(&policies, &Context::new().complete()).decision.outcome != Outcome::Allowed
                {
                    denied.push(format!("{name}: {}", request.action));
                }
            }
        }
        denied.sort();
        denied.dedup();
        denied
    }

    /// The page leaves out what `list`, `start` and `stop` need, and the calls show it.
    /// <https://docs.aws.amazon.com/parallelcluster/latest/ug/iam.html>
    #[test]
    fn the_documented_policies_of_2_9_lack_what_is_known() {
        assert_eq!(
            denied_as_documented("user-minimal", STACK, &["list"]),
            ["list: cloudformation:ListStacks"]
        );
        let commands = ["start", "stop"];
        assert_eq!(
            denied_as_documented("user", STACK, &commands),
            ["start: dynamodb:GetItem", "stop: dynamodb:GetItem"]
        );
        assert!(denied_as_documented("user-minimal", STACK, &commands).is_empty());
    }

    /// `<CLUSTERNAME>` on the page is the name of the stack: with that of the cluster the commands are denied.
    #[test]
    fn the_name_on_the_page_of_2_9_is_that_of_the_stack() {
        let denied = denied_as_documented("user-minimal", CLUSTER, &["start", "stop"]);
        for action in ["start: dynamodb:GetItem", "start: dynamodb:PutItem", "stop: dynamodb:GetItem"] {
            assert!(denied.iter().any(|it| it == action), "{action} is allowed: {denied:?}");
        }
    }
}
