//! Rendering allocates once, exactly the size of the document; writing, looking up AWS's facts, and deciding
//! about a request allocate nothing.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fmt;

use allocation_counter::measure;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::{POLICIES, Region, v2_9};

/// A writer that discards its input.
struct Nowhere(usize);

impl fmt::Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// Renders a text, and requires one allocation of its size.
fn rendered(name: &str, render: impl FnOnce() -> String) -> String {
    let mut text = String::new();
    let info = measure(|| text = render());
    assert_eq!((info.count_total, info.bytes_total), (1, text.len() as u64), "{name}");
    assert_eq!(text.capacity(), text.len(), "{name}");
    text
}

#[test]
fn rendering_allocates_once_and_writing_nothing() {
    let typed = v2_9::Instance {
        region: Region::new("eu-west-1").expect("a region"),
        account_id: pcluster_iam::AccountId::new("123456789012").expect("an account"),
    };
    rendered("a struct", || typed.to_json());
    rendered("a struct", || typed.to_json_pretty());
    for policy in POLICIES {
        let filled = policy.fill(&policy.examples()).expect("the examples fill it");
        let compact = rendered(policy.id, || filled.to_json());
        let pretty = rendered(policy.id, || filled.to_json_pretty());
        let mut nowhere = Nowhere(0);
        let info = measure(|| {
            filled.write_json(&mut nowhere).expect("it takes all");
            filled.write_json_pretty(&mut nowhere).expect("it takes all");
        });
        assert_eq!(info.count_total, 0, "{}", policy.id);
        assert_eq!(nowhere.0, compact.len() + pretty.len());
    }
}

/// A statement with every type of operator, variables, and wildcards that reach past a colon.
const CONDITIONED: &str = r#"{"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": ["logs:*", "iam:Get*"],
    "Resource": ["arn:aws:logs:*:123456789012:log-group:/a/*", "arn:aws:iam::*:user/${aws:username}"],
    "Condition": {
        "StringLike": {"aws:a": "${aws:username, 'nobody'}*"}, "StringEqualsIgnoreCase": {"aws:a": ["X", "ME"]},
        "NumericLessThan": {"aws:n": "10"}, "DateGreaterThan": {"aws:d": "2026-01-01T00:00:00Z"},
        "IpAddress": {"aws:i": "10.0.0.0/8"}, "Bool": {"aws:b": "true"}, "Null": {"aws:none": "true"},
        "ForAllValues:StringEquals": {"aws:t": ["x", "y"]}, "ArnLike": {"aws:r": "arn:aws:iam::*:role/*"}
    }
}]}"#;

#[test]
fn deciding_allocates_nothing() {
    let mut policies = Policies::new();
    for policy in POLICIES.iter().filter(|policy| policy.id == "2.9/user") {
        let text = policy.fill(&policy.examples()).expect("the examples fill it").to_json();
        policies.add(Layer::Identity, policy.id, &Document::parse(&text)).expect("IAM accepts it");
    }
    policies.add(Layer::Identity, "conditions", &Document::parse(CONDITIONED)).expect("IAM accepts it");
    let context = Context::new()
        .set("aws:username", "me")
        .set("aws:a", "me")
        .set("aws:n", "9")
        .set("aws:d", "2026-02-01")
        .set("aws:i", "10.1.2.3")
        .set("aws:b", "True")
        .set_all("aws:t", ["x", "y"])
        .set("aws:r", "arn:aws:iam::123456789012:role/x")
        .complete();
    let requests = [
        ("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", Outcome::Allowed),
        ("s3:GetObject", "arn:aws:s3:::somewhere/else", Outcome::ImplicitlyDenied),
        ("iam:GetUser", "arn:aws:iam::123456789012:user/me", Outcome::Allowed),
        ("logs:PutLogEvents", "arn:aws:logs:r:123456789012:log-group:/a/b:x:y", Outcome::Allowed),
        ("logs:PutLogEvents", "arn:aws:logs:r:123456789012:log-group:/b", Outcome::ImplicitlyDenied),
        ("none:Such", "*", Outcome::ImplicitlyDenied),
    ];
    for (action, resource, expected) in requests {
        let info = measure(|| {
            let found = policies.decide(action, resource, &context);
            assert_eq!(found, expected, "{action} {resource}");
        });
        assert_eq!(info.count_total, 0, "{action} {resource}");
    }
}

#[test]
fn looking_up_allocates_nothing() {
    let mut counts = [0; 6];
    let info = measure(|| {
        let action = pcluster_iam::action("EC2:runinstances").expect("a known action");
        let formats = action.resource_types().flat_map(pcluster_iam::ResourceType::arn_formats);
        counts = [
            formats.map(|format| format.resource_parts().count()).sum(),
            action.condition_keys().count(),
            action.authorizes().map(|authorized| authorized.context.len()).sum(),
            usize::from(action.condition_key("ec2:ResourceTag/Owner").is_some()),
            pcluster_iam::expand("*").map(|action| action.name().len()).sum(),
            pcluster_iam::expand("s3:*Object*").count(),
        ];
    });
    assert_eq!(info.count_total, 0);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}
