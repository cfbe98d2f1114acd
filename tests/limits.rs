//! The limits of sizes from both sides: a document that has as many characters as AWS accepts passes, and
//! one more is too long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use pcluster_iam::document::find;
use pcluster_iam::findings::Options;
use pcluster_iam::json;
use pcluster_iam::quota::{self, Attachment, IdentityKind, Quota};

/// A statement of an identity-based policy, up to the part that its length depends on.
const STATEMENT: &str = r#""Sid": "A b", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:us-east-1:123456789012:"#;

/// A document with a number of characters, in which white space does not count: between tokens, inside of a
/// string, and at the end.
fn document(size: usize) -> String {
    let text = |name: &str| {
        format!("{{\n  \"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{{ {STATEMENT}{name}\" }}] }}\n\n")
    };
    let rest = size.checked_sub(json::size(&text(""))).expect("a size that a document can have");
    let text = text(&"q".repeat(rest));
    assert_eq!(json::size(&text), size);
    text
}

/// The codes of findings about the size of a text's documents.
fn findings(text: &str) -> Vec<String> {
    let found = find(text);
    assert_eq!(found.skipped.len(), 0);
    let findings = found.policies.iter().flat_map(|policy| policy.check(&Options::default()));
    let codes = findings.map(|finding| finding.code.to_string());
    codes.filter(|code| code.contains("SIZE")).collect()
}

/// A template in which an identity has inline policies.
fn inline(kind: IdentityKind, documents: &[String]) -> String {
    let noun = match kind {
        IdentityKind::User => "User",
        IdentityKind::Group => "Group",
        IdentityKind::Role => "Role",
    };
    let policies = documents.iter().enumerate();
    let policies: Vec<_> = policies
        .map(|(idx, document)| format!(r#"{{"PolicyName": "p{idx}", "PolicyDocument": {document}}}"#))
        .collect();
    let policies = policies.join(",");
    format!(
        r#"{{"Resources": {{"It": {{"Type": "AWS::IAM::{noun}", "Properties": {{"Policies": [{policies}]}}}}}}}}"#
    )
}

#[test]
fn iam_s_own_figures() {
    let sizes = Attachment::ALL.map(|attachment| attachment.quota().most);
    assert_eq!(sizes, [6144, 10240, 5120, 2048]);
}

#[test]
fn a_managed_policy_may_have_as_many_characters_as_iam_accepts() {
    let Quota { most, .. } = quota::MANAGED_POLICY;
    let template = |size| {
        let document = document(size);
        format!(
            r#"{{"Resources": {{"It": {{"Type": "AWS::IAM::ManagedPolicy", "Properties": {{"PolicyDocument": {document}}}}}}}}}"#
        )
    };
    let expected = ["POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"];
    assert_eq!(findings(&document(most)), [""; 0]);
    assert_eq!(findings(&document(most + 1)), expected);
    assert_eq!(findings(&template(most)), [""; 0]);
    assert_eq!(findings(&template(most + 1)), expected);
}

#[test]
fn inline_policies_may_have_as_many_characters_together_as_iam_accepts() {
    for kind in IdentityKind::ALL {
        let Quota { most, .. } = Attachment::Inline(kind).quota();
        let of = |sizes: &[usize]| {
            let documents: Vec<_> = sizes.iter().map(|size| document(*size)).collect();
            findings(&inline(kind, &documents)).len()
        };
        assert_eq!(of(&[most]), 0, "{kind:?}");
        assert_eq!(of(&[most + 1]), 1, "{kind:?}");
        assert_eq!(of(&[most - 700, 300, 400]), 0, "{kind:?}");
        assert_eq!(of(&[most - 700, 301, 400]), 1, "{kind:?}");
    }
}
