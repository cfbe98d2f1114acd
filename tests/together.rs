//! The policies that a file gives to one identity are read together.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

use pcluster_iam::document::find;
use pcluster_iam::findings::{Finding, Options};
use serde_json::{Value, json};

fn policy(effect: &str, action: &str, resource: &str) -> Value {
    let statement = json!({"Sid": "Only", "Effect": effect, "Action": action, "Resource": resource});
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

fn arn(name: &str) -> String {
    format!("arn:aws:iam::123456789012:policy/{name}")
}

/// An account's roles, each with its inline policies and its managed ones, and the managed policies.
fn account(roles: &[(&str, &[Value], &[&str])], managed: &[(&str, Value)]) -> String {
    let role = |(name, inline, attached): &(&str, &[Value], &[&str])| {
        let inline = inline.iter().enumerate();
        let inline = inline.map(|(idx, it)| json!({"PolicyName": format!("p{idx}"), "PolicyDocument": it}));
        let attached = attached.iter().map(|name| json!({"PolicyName": name, "PolicyArn": arn(name)}));
        json!({
            "RoleName": name,
            "Arn": format!("arn:aws:iam::123456789012:role/{name}"),
            "RolePolicyList": inline.collect::<Vec<_>>(),
            "AttachedManagedPolicies": attached.collect::<Vec<_>>(),
        })
    };
    let managed = managed.iter().map(|(name, document)| {
        let version = json!({"VersionId": "v1", "IsDefaultVersion": true, "Document": document});
        json!({"PolicyName": name, "Arn": arn(name), "PolicyVersionList": [version]})
    });
    let roles: Vec<_> = roles.iter().map(role).collect();
    json!({"RoleDetailList": roles, "Policies": managed.collect::<Vec<_>>()}).to_string()
}

/// The findings of all policies of a text, without suggestions about single statements.
fn found(text: &str) -> Vec<Finding> {
    let found = find(text);
    let findings = found.policies.iter().flat_map(|policy| found.check(policy, &Options::default()));
    findings.filter(|finding| finding.code.name() != "CHANGES_EVERYTHING").collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    found(text).into_iter().map(|finding| finding.code.name()).collect()
}

#[test]
fn two_policies_of_a_role_make_an_escalation() {
    let pass = policy("Allow", "iam:PassRole", "arn:aws:iam::123456789012:role/app-*");
    let run = policy("Allow", "ec2:RunInstances", "*");
    let managed = [("run", run.clone()), ("pass", pass.clone())];
    let text = account(&[("both", &[], &["run", "pass"])], &managed);
    let findings = found(&text);
    assert_eq!(codes(&text), ["LIMITED_PRIVILEGE_ESCALATION"]);
    assert_eq!(&text[findings[0].span.start..findings[0].span.end], "iam:PassRole");
    let (place, label) = &findings[0].labels[0];
    assert_eq!(
        (&text[place.start..place.end], label.as_str()),
        ("ec2:RunInstances", "grants `ec2:RunInstances`")
    );
    let apart = account(&[("a", &[], &["run"]), ("b", &[], &["pass"])], &managed);
    assert_eq!(codes(&apart), [""; 0], "nobody has both");
    let mixed = account(&[("a", &[run], &["pass"])], &managed[1..]);
    assert_eq!(codes(&mixed), ["LIMITED_PRIVILEGE_ESCALATION"], "an inline policy and a managed one");
    let denied = policy("Deny", "iam:PassRole", "*");
    let text = account(&[("a", &[denied], &["run", "pass"])], &managed);
    assert_eq!(codes(&text), [""; 0], "the denial of a third policy");
}

#[test]
fn what_another_policy_grants_is_not_missing() {
    let create =
        policy("Allow", "lambda:CreateFunction", "arn:aws:lambda:eu-west-1:123456789012:function:jobs");
    let pass = policy("Allow", "iam:PassRole", "arn:aws:iam::123456789012:role/jobs");
    assert_eq!(
        codes(&account(&[("a", std::slice::from_ref(&create), &[])], &[])),
        ["MISSING_FURTHER_ACTION"]
    );
    assert_eq!(codes(&account(&[("a", &[create.clone(), pass.clone()], &[])], &[])), [""; 0]);
    let managed = [("create", create), ("pass", pass)];
    let some = account(&[("a", &[], &["create", "pass"]), ("b", &[], &["create"])], &managed);
    assert_eq!(codes(&some), ["MISSING_FURTHER_ACTION"], "the second role lacks it");
}

#[test]
fn an_inline_policy_repeats_another_policy_of_its_role() {
    let queue = "arn:aws:sqs:eu-west-1:123456789012:jobs";
    let (all, send) = (policy("Allow", "sqs:Send*", queue), policy("Allow", "sqs:SendMessage", queue));
    let inline = account(&[("a", &[all.clone(), send.clone()], &[])], &[]);
    let findings = found(&inline);
    assert_eq!(codes(&inline), ["REDUNDANT_STATEMENT"]);
    assert!(findings[0].message.contains("of another policy"), "{}", findings[0].message);
    let managed = [("all", all.clone()), ("send", send.clone())];
    let shared = account(&[("a", &[], &["all", "send"])], &managed);
    assert_eq!(codes(&shared), [""; 0], "others may have a managed policy without the other one");
    let (equal, deny) = ([send.clone(), send.clone()], policy("Deny", "sqs:SendMessage", "*"));
    assert_eq!(codes(&account(&[("a", &equal, &[])], &[])), ["REDUNDANT_STATEMENT"], "one of two equal ones");
    assert_eq!(codes(&account(&[("a", &[send, deny], &[])], &[])), ["GRANT_DENIED"]);
}
