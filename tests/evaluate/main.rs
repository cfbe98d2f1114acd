//! Decisions about requests: the rules of the IAM User Guide, one by one.

#![cfg(feature = "evaluate")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

#[cfg(feature = "compare")]
mod comparisons;
mod foreign;
mod hostile;
mod operators;
mod oracle;
mod patterns;
mod random;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Extent, Layer, NearMissKind, Outcome, Policies};

fn policies(layers: &[(Layer, &str)]) -> Policies {
    let mut policies = Policies::new();
    for (layer, statements) in layers {
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
        policies
            .add(*layer, "policy.json", &Document::parse(&text))
            .unwrap_or_else(|error| panic!("{error}"));
    }
    policies
}

const ALLOW_ALL: &str = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
const DENY_S3: &str = r#"{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}"#;
const ALLOW_S3: &str = r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#;

#[test]
fn each_layer_has_to_allow() {
    use Outcome::{Allowed, ExplicitlyDenied, ImplicitlyDenied};
    let (root, account) = (Layer::ServiceControl { level: 0 }, Layer::ServiceControl { level: 1 });
    let cases: &[(&[(Layer, &str)], Outcome)] = &[
        (&[], ImplicitlyDenied),
        (&[(Layer::Boundary, ALLOW_ALL)], ImplicitlyDenied),
        (&[(Layer::Identity, ALLOW_ALL)], Allowed),
        (&[(Layer::Identity, DENY_S3), (Layer::Identity, ALLOW_ALL)], ExplicitlyDenied),
        (&[(Layer::Identity, ALLOW_ALL), (Layer::Boundary, ALLOW_S3)], Allowed),
        (&[(Layer::Identity, ALLOW_ALL), (Layer::Boundary, DENY_S3)], ExplicitlyDenied),
        (&[(Layer::Identity, ALLOW_S3), (Layer::Session, ALLOW_ALL), (root, ALLOW_S3)], Allowed),
        (&[(Layer::Identity, ALLOW_ALL), (root, ALLOW_ALL), (account, ALLOW_S3)], Allowed),
        (&[(Layer::Identity, ALLOW_ALL), (root, ALLOW_S3), (account, DENY_S3)], ExplicitlyDenied),
    ];
    let sqs = r#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#;
    for (layers, expected) in cases {
        let found = policies(layers).decide("s3:GetObject", "arn:aws:s3:::a/b", &Context::new());
        assert_eq!(found, *expected, "{layers:?}");
        for layer in [Layer::Boundary, Layer::Session, root, account] {
            if !layers.iter().any(|(other, _)| *other == layer) && *expected == Allowed {
                let limited: Vec<_> = layers.iter().copied().chain([(layer, sqs)]).collect();
                let found = policies(&limited).decide("s3:GetObject", "arn:aws:s3:::a/b", &Context::new());
                assert_eq!(found, ImplicitlyDenied, "{limited:?}");
            }
        }
    }
}

/// The decisions of `docs/evaluation.md` about resources and variables.
#[test]
fn resources_match_field_by_field() {
    let object = "arn:aws:s3:::bucket/key";
    let group = "arn:aws:logs:us-east-1:123456789012:log-group:/x/y";
    let cases = [
        // A `*` at the end of the region or the account reaches past the colons behind it.
        ("2012-10-17", "arn:aws:logs:*:*:/x/*", group, true),
        ("2012-10-17", "arn:aws:logs:us-east-1:*:/x/*", group, true),
        ("2012-10-17", "arn:aws:logs:us-east-1:123456789012:/x/*", group, false),
        ("2012-10-17", "arn:aws:logs:*:*:group:/x/*", "arn:aws:logs:r:1:log:group:/x/y", true),
        ("2012-10-17", "arn:aws:logs:*:log-group:/x/y", "arn:aws:logs:r:1:log-group:/x/y", true),
        ("2012-10-17", "arn:aws:logs:us-*-1:1:/x/*", "arn:aws:logs:us-a:1:b-1:1:/x/y", false),
        ("2012-10-17", "arn:*:us-east-1:*", "arn:aws:logs:us-east-1:1:x", false),
        // An ARN that ends early.
        ("2012-10-17", "arn:aws:logs:*", group, true),
        ("2012-10-17", "arn:aws:s3:::b*", object, true),
        ("2012-10-17", "arn:aws:lo*", group, true),
        // Case matters.
        ("2012-10-17", "arn:aws:s3:::Bucket/*", object, false),
        ("2012-10-17", "arn:aws:S3:::bucket/*", object, false),
        ("2012-10-17", "arn:AWS:s3:::bucket/*", object, false),
        // `*` crosses `/`, and `?` is one character.
        ("2012-10-17", "arn:aws:s3:::b*y", object, true),
        ("2012-10-17", "arn:aws:s3:::bucket/k?y", object, true),
        ("2012-10-17", "arn:aws:s3:::bucket/key?", object, false),
        // Variables, and the version without them.
        ("2012-10-17", "arn:aws:s3:::bucket/${aws:name}", object, true),
        ("2012-10-17", "arn:aws:s3:::bucket/${aws:none, 'key'}", object, true),
        ("2012-10-17", "arn:aws:s3:::bucket/${aws:none}", object, false),
        ("2012-10-17", "arn:aws:s3:::bucket/${*}", object, false),
        ("2012-10-17", "arn:aws:s3:::bucket/${*}", "arn:aws:s3:::bucket/*", true),
        ("2008-10-17", "arn:aws:s3:::bucket/${aws:name}", object, false),
        ("2008-10-17", "arn:aws:s3:::bucket/${aws:name}", "arn:aws:s3:::bucket/${aws:name}", true),
        // Only `*` matches a request without a resource.
        ("2012-10-17", "arn:aws:s3:::*", "*", false),
        ("2012-10-17", "*", "*", true),
    ];
    let context = Context::new().set("aws:name", "key").complete();
    for (version, pattern, resource, expected) in cases {
        for (element, expected) in [("Resource", expected), ("NotResource", !expected)] {
            let text = format!(
                r#"{{"Version": "{version}", "Statement": [
                    {{"Effect": "Allow", "Action": "made:*", "{element}": "{pattern}"}}]}}"#
            );
            let mut policies = Policies::new();
            policies.add(Layer::Identity, "policy", &Document::parse(&text)).expect("IAM accepts it");
            let found = policies.decide("MADE:up", resource, &context) == Outcome::Allowed;
            assert_eq!(found, expected, "{element} {pattern} {resource}");
        }
    }
}

#[test]
fn near_misses_name_the_part_that_fails() {
    let policies = policies(&[(
        Layer::Identity,
        r#"{"Sid": "Other", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::a/*"},
           {"Sid": "Else", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*"},
           {"Sid": "If", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::a/*",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}}}"#,
    )]);
    let context = Context::new().set("AWS:securetransport", "false");
    let decision = policies.explain("s3:GetObject", "arn:aws:s3:::a/b", &context);
    assert_eq!(decision.outcome, Outcome::ImplicitlyDenied);
    let misses: Vec<_> = decision.near_misses.iter().map(|it| (it.kind, it.statement.sid)).collect();
    let expected = [
        (NearMissKind::Condition, Some("If")),
        (NearMissKind::Resource, Some("Else")),
        (NearMissKind::Action, Some("Other")),
    ];
    assert_eq!(misses, expected);
    let decision = policies.explain("s3:GetObject", "arn:aws:s3:::a/b", &Context::new());
    assert_eq!((decision.outcome, decision.depends_on.len()), (Outcome::Depends, 1));
    assert!(decision.depends_on[0].how.contains("aws:SecureTransport"), "{decision:?}");
}

#[test]
fn patterns_are_answered_for_each_type() {
    let policies = policies(&[(
        Layer::Identity,
        r#"{"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*"}"#,
    )]);
    let answers = policies.decide_pattern("ec2:RunInstances", "*", &Context::new()).expect("an answer");
    for answer in answers {
        let kind = answer.resource_type.expect("it has types");
        let expected = if kind.name() == "instance" { Extent::Some } else { Extent::None };
        assert_eq!(answer.extent(), expected, "{}", kind.name());
    }
}
