//! What `why` says about denials, held to the catalog and to the evaluator.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::io::Write;
use std::process::{Command, Stdio};

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::{Effect, PARAMETERS, POLICIES, Policy, Statement};
use serde_json::{Value, json};

/// A resource of an entry of the catalog: with the examples of parameters, and `x` behind each wildcard.
fn resource(entry: &str) -> String {
    let filled = PARAMETERS.iter().fold(entry.replace("?}", "}").replace("...}", "}"), |text, parameter| {
        text.replace(&format!("{{{}}}", parameter.name), parameter.example)
    });
    if filled == "*" { filled } else { filled.replace(['*', '?'], "x") }
}

/// The statements that grant single actions without conditions, each with such an action and a resource.
fn requests() -> Vec<(&'static Policy, &'static Statement, &'static str, String)> {
    let mut requests = Vec::new();
    for policy in POLICIES.iter().copied() {
        let is_plain = |it: &&Statement| {
            it.is_maintained()
                && it.effect == Effect::Allow
                && it.conditions.is_empty()
                && !it.resources.negated
        };
        for statement in policy.statements.iter().filter(is_plain) {
            let mut actions = statement.actions.maintained().map(|entry| entry.text);
            let Some(action) = actions.find(|text| !text.contains('*')) else { continue };
            let resources = statement.resources.maintained().map(|entry| resource(entry.text));
            requests.extend(resources.map(|resource| (policy, statement, action, resource)));
        }
    }
    requests
}

fn why(text: &str) -> Value {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"))
        .args(["why", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Each grant of the catalog is found by a message about a request that it allows, and the statement to add allows
/// that request.
#[test]
fn each_grant_is_found_and_each_statement_grants() {
    let requests = requests();
    assert!(requests.len() > 300, "{}", requests.len());
    let line = |action: &str, resource: &str| {
        format!(
            "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action\n"
        )
    };
    let text: String = requests.iter().map(|(_, _, action, resource)| line(action, resource)).collect();
    let answer = why(&text);
    let denials = answer["denials"].as_array().expect("an array");
    for (policy, statement, action, resource) in &requests {
        let found = denials.iter().find(|it| {
            let is_action = it["action"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(action));
            is_action && it["resource"] == json!(resource)
        });
        let denial = found.expect("the denial");
        let answer = &denial["actions"][0];
        let grants = answer["granted-by"].as_array().expect("an array");
        let is_named = |it: &Value| it["policy"] == policy.id && it["statement"] == statement.name;
        assert!(grants.iter().any(is_named), "{} {}: {action} on {resource}", policy.id, statement.name);
        assert_eq!(answer["statement"]["Resource"] == "*", resource == "*", "{action} on {resource}");
        let document = json!({ "Version": "2012-10-17", "Statement": [answer["statement"]] }).to_string();
        let mut policies = Policies::new();
        policies.add(Layer::Identity, "statement", &Document::parse(&document)).expect("a policy");
        let outcome = policies.decide(*action, resource, &Context::new());
        // A condition of the statement stays open.
        let is_granted =
            outcome == Outcome::Allowed || outcome == Outcome::Depends && document.contains("Condition");
        assert!(is_granted, "{outcome} {action} on {resource}: {document}");
    }
}

/// Where several statements grant an action under different conditions, the one is suggested whose conditions the
/// request of the commands meets.
#[test]
fn the_statement_fits_the_request_of_the_command() {
    let cases = [
        (
            "iam:PassRole",
            "arn:aws:iam::123456789012:role/parallelcluster/demo/demo-RoleHeadNode-1A",
            json!({ "iam:PassedToService": "ec2.amazonaws.com" }),
        ),
        (
            "elasticloadbalancing:CreateTargetGroup",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/demo/0a1b",
            json!({
                "aws:TagKeys": ["parallelcluster:cluster-name", "parallelcluster:version"],
                "aws:RequestTag/parallelcluster:cluster-name": "demo",
            }),
        ),
    ];
    for (action, resource, keys) in cases {
        let answer = why(&format!(
            "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action"
        ));
        let statement = &answer["denials"][0]["actions"][0]["statement"];
        let document = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
        let mut policies = Policies::new();
        policies.add(Layer::Identity, "statement", &Document::parse(&document)).expect("a policy");
        let keys = keys.as_object().expect("keys");
        let context = keys.iter().fold(Context::new(), |context, (key, values)| {
            let texts = values.as_array().cloned().unwrap_or_else(|| vec![values.clone()]);
            context.set_all(key, texts.iter().map(|it| it.as_str().expect("a text").to_owned()))
        });
        assert_eq!(policies.decide(action, resource, &context), Outcome::Allowed, "{action}: {document}");
    }
}

/// Files are read each for itself: what makes one of them JSON does not hold for the others.
#[test]
fn several_files_are_read_each_for_itself() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/denials/");
    let run = |names: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
        command.arg("why").args(names.iter().map(|name| format!("{folder}{name}")));
        let output = command.args(["--format", "json"]).output().expect("it runs");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")
    };
    let number = |answer: &Value| answer["denials"].as_array().expect("an array").len();
    let (events, log) = (run(&["stack-events-json.log"]), run(&["pcluster-3.log"]));
    let both = run(&["stack-events-json.log", "pcluster-3.log"]);
    assert_eq!(number(&both), number(&events) + number(&log));
    let last = &both["denials"][number(&both) - 1];
    assert!(last["file"].as_str().is_some_and(|file| file.ends_with("pcluster-3.log")), "{last}");
}

/// A message that names a role without its path is about roles of any path: those of the catalog among them.
#[test]
fn a_path_that_the_message_leaves_out_is_not_invented() {
    let answer = why(
        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: iam:PutRolePolicy on resource: role demo-RoleHeadNode-ABC because no identity-based policy allows the iam:PutRolePolicy action",
    );
    let denial = &answer["denials"][0];
    assert_eq!(denial["resource"], "arn:aws:iam::123456789012:role/*demo-RoleHeadNode-ABC");
    let statement = &denial["actions"][0]["statement"];
    assert_eq!(statement["Resource"], "arn:aws:iam::123456789012:role/parallelcluster/*", "{statement}");
}
