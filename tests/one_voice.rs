//! Findings with one voice: no two of them contradict each other, in any document.
//!
//! `PROPTEST_CASES=20000 cargo test --release --features check --test one_voice` runs it long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Code, Finding, Options, check};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150)
}

/// Entries of `Action`: those of dangers, those with a wildcard above them, and a misspelt one.
const ACTIONS: [&str; 20] = [
    "*",
    "ec2:*",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:CreateVolume",
    "ec2:Modify*",
    "ec2:ModifyLaunchTemplate",
    "ec2:RunInstances",
    "iam:*",
    "iam:Create*",
    "iam:CreatePolicyVersion",
    "iam:CreateServiceLinkedRole",
    "iam:PassRole",
    "lambda:CreateFunction",
    "lambda:InvokeFunction",
    "s3:*",
    "s3:GetObject",
    "s3:PutBucketPolicy",
    "sqs:SendMessage",
    "sqs:SetQueueAttributes",
    "sqs:Sned",
];

const RESOURCES: [&str; 13] = [
    "*",
    "arn:aws:ec2:*:*:instance/*",
    "arn:aws:ec2:*:*:launch-template/*",
    "arn:aws:ec2:eu-west-1:123456789012:volume/*",
    "arn:aws:iam::123456789012:role/*",
    "arn:aws:iam::123456789012:role/app",
    "arn:aws:iam::aws:policy/*",
    "arn:aws:lambda:*:123456789012:function:*",
    "arn:aws:s3:::example",
    "arn:aws:s3:::example-*",
    "arn:aws:s3:::example-*/*",
    "arn:aws:sqs:*:123456789012:*",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
];

const CONDITIONS: [(&str, &str, &str); 10] = [
    ("Null", "aws:ResourceTag/team", "false"),
    ("Null", "iam:PassedToService", "true"),
    ("StringEquals", "aws:RequestTag/team", "hpc"),
    ("StringEquals", "aws:ResourceTag/team", "hpc"),
    ("StringEquals", "ec2:InstanceType", "t3.micro"),
    ("StringEquals", "iam:PassedToService", "ec2.amazonaws.com"),
    ("StringEqualsIfExists", "iam:PassedToService", "ec2.amazonaws.com"),
    ("StringLike", "iam:ResourceTag/team", "*"),
    ("StringLike", "s3:prefix", "data/*"),
    ("StringNotEquals", "aws:RequestedRegion", "eu-west-1"),
];

fn entries(of: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(of), 1..4)
}

fn statement() -> impl Strategy<Value = Value> {
    let condition = prop::option::weighted(0.4, prop::sample::select(&CONDITIONS[..]));
    let flags = (prop::bool::weighted(0.2), prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    (entries(&ACTIONS), entries(&RESOURCES), condition, flags).prop_map(
        |(actions, resources, condition, flags)| {
            let (denies, not_action, not_resource) = flags;
            let mut statement = Map::new();
            statement.insert("Effect".to_owned(), json!(if denies { "Deny" } else { "Allow" }));
            statement.insert(if not_action { "NotAction" } else { "Action" }.to_owned(), json!(actions));
            statement
                .insert(if not_resource { "NotResource" } else { "Resource" }.to_owned(), json!(resources));
            if let Some((operator, key, value)) = condition {
                statement.insert("Condition".to_owned(), json!({operator: {key: value}}));
            }
            Value::Object(statement)
        },
    )
}

fn document() -> impl Strategy<Value = Value> {
    let statements = prop::collection::vec(statement(), 1..4);
    statements.prop_map(|statements| json!({"Version": "2012-10-17", "Statement": statements}))
}

fn findings(document: &Value) -> Vec<Finding> {
    check(&Document::parse(&document.to_string()), &Options::default())
}

/// The findings about the permissions that the document gives, each by its statement and its code. What is
/// not said of a statement that another one repeats does not count.
fn dangers(document: &Value) -> Vec<(Option<usize>, &'static str)> {
    let of_form = ["MISSING_SID", "OTHER_PARTITION", "HARD_CODED_PARTITION"];
    let repeated = Code::named("REDUNDANT_STATEMENT").expect("a code").excludes();
    let dangers = findings(document).into_iter().filter(|finding| finding.code.group() == "dangers");
    let dangers = dangers.filter(|finding| !repeated.contains(&finding.code));
    let all = dangers.map(|finding| (finding.statement, finding.code.name()));
    let mut all: Vec<_> = all.filter(|(_, code)| !of_form.contains(code)).collect();
    all.sort_unstable();
    all
}

/// The document without the entry that a finding is about; nothing if its list has no other entry.
fn without(document: &Value, finding: &Finding, lists: &[&str]) -> Option<Value> {
    let (statement, subject) = (finding.statement?, finding.subject.as_deref()?);
    let mut document = document.clone();
    let element = document["Statement"].get_mut(statement)?;
    let list = lists.iter().find(|list| element.get(**list).is_some())?;
    let entries = element.get_mut(*list)?.as_array_mut()?;
    entries.retain(|entry| entry != subject);
    (!entries.is_empty()).then_some(document)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), ..ProptestConfig::default() })]

    /// Where a finding says that something has no effect, no other finding is about its effect.
    #[test]
    fn no_finding_stands_where_another_excludes_it(document in document()) {
        let findings = findings(&document);
        for finding in &findings {
            let is_inside = |other: &&Finding| {
                other.statement == finding.statement
                    && finding.span.start <= other.span.start
                    && other.span.end <= finding.span.end
            };
            for other in findings.iter().filter(is_inside) {
                prop_assert!(
                    !finding.code.excludes().contains(&other.code),
                    "{} and {} in {}", finding.message, other.message, document
                );
            }
        }
    }

    /// What a finding calls without effect can be removed, and the policy is no less and no more dangerous.
    #[test]
    fn what_has_no_effect_is_no_danger(document in document()) {
        for finding in findings(&document) {
            let lists: &[&str] = match finding.code.name() {
                "ACTION_NEVER_MATCHES" | "GRANT_DENIED" => &["Action"],
                "RESOURCE_NEVER_MATCHES" => &["Resource"],
                _ => continue,
            };
            if let Some(rest) = without(&document, &finding, lists) {
                prop_assert_eq!(dangers(&document), dangers(&rest), "{} in {}", finding.message, document);
            }
        }
    }
}
