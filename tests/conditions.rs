//! Conditions, one case a line: the findings, and above all the absence of findings.

#![cfg(feature = "check")]
#![allow(clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Options, check};

/// The codes of the findings of a statement, without those that do not concern conditions.
fn codes(effect: &str, actions: &str, condition: &str) -> String {
    let text = format!(
        r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "{effect}", {actions}, "Resource": "*", "Condition": {condition}}}}}"#
    );
    let mut options = Options::default();
    options.placeholders = true;
    let findings = check(&Document::parse(&text), &options);
    let mut codes: Vec<_> = findings
        .iter()
        .filter(|finding| finding.code.group().ends_with("conditions"))
        .map(|finding| finding.code.name())
        .collect();
    codes.dedup();
    codes.join(" ")
}

fn holds(cases: &[(&str, &str)], effect: &str, actions: &str) {
    let failures: Vec<_> = cases
        .iter()
        .filter_map(|(condition, expected)| {
            let found = codes(effect, actions, condition);
            (found != *expected).then(|| format!("{condition}\n  found    {found}\n  expected {expected}"))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn operators_keys_and_values() {
    let cases = [
        // Operators and keys are not case-sensitive.
        (r#"{"bool": {"AWS:SecureTransport": true}}"#, ""),
        (r#"{"foranyvalue:stringequals": {"aws:tagkeys": "a"}}"#, ""),
        (r#"{"Bool": {"aws:SecureTransport": "True"}}"#, ""),
        (r#"{"StringEqualsIfExist": {"ec2:Region": "eu-west-1"}}"#, "INVALID_CONDITION_OPERATOR"),
        (r#"{"ForAllValue:StringEquals": {"aws:TagKeys": "a"}}"#, "INVALID_CONDITION_OPERATOR"),
        (r#"{"StringEquals": {"SecureTransport": "true"}}"#, "INVALID_CONDITION_KEY_FORMAT"),
        (r#"{"StringEquals": {"aws:RequestTag": "a"}}"#, "MISSING_TAG_KEY_IN_CONDITION"),
        (r#"{"StringEquals": {"ec2:ResourceTag/": "a"}}"#, "MISSING_TAG_KEY_IN_CONDITION"),
        (r#"{"StringEquals": {"aws:RequestTag/my key": "a"}}"#, ""),
        (r#"{"StringEquals": {"aws:RequestTag/${TagKey}": "a"}}"#, ""),
        // The keys of federated identities and of services without facts are not known.
        (r#"{"StringEqualsIfExists": {"accounts.google.com:aud": "a"}}"#, ""),
        (r#"{"StringEqualsIfExists": {"network-security-manager:Key": "a"}}"#, ""),
        (r#"{"StringEqualsIfExists": {"<SERVICE>:Key": "a"}}"#, ""),
        // Placeholders cause no finding.
        (r#"{"StringEquals": {"aws:RequestedRegion": "<REGION>"}}"#, ""),
        (r#"{"StringEquals": {"aws:RequestedRegion": "${AWS::Region}"}}"#, ""),
        (r#"{"StringEquals": {"aws:RequestedRegion": ["eu-west-1", "mars-west-1"]}}"#, "INVALID_REGION"),
        (r#"{"StringLike": {"aws:RequestedRegion": "eu-*"}}"#, ""),
        (r#"{"IpAddress": {"aws:SourceIp": "<CIDR>"}}"#, ""),
        (r#"{"IpAddress": {"aws:SourceIp": "${Cidr}"}}"#, ""),
        (r#"{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#, ""),
        (
            r#"{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}, "StringEquals": {"aws:SourceVpc": "vpc-12345678"}}"#,
            "",
        ),
        (r#"{"DateGreaterThan": {"aws:CurrentTime": "2026-02-30"}}"#, "TYPE_MISMATCH_DATE"),
        (r#"{"NumericLessThan": {"aws:EpochTime": "1700000000"}}"#, ""),
        (r#"{"StringEquals": {"aws:SecureTransport": "true"}}"#, "TYPE_MISMATCH"),
        (r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/a"}}"#, ""),
        (r#"{"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/a"}}"#, ""),
        (r#"{"ArnLike": {"aws:userid": "a:b"}}"#, "TYPE_MISMATCH"),
        (r#"{"StringEquals": {"aws:PrincipalTag/a": "${*}"}}"#, ""),
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}"#, ""),
        (r#"{"StringLikeIfExists": {"aws:TagKeys": "a"}}"#, "MISSING_QUALIFIER"),
        (r#"{"Null": {"aws:TagKeys": "false"}}"#, ""),
        (r#"{"Null": {"aws:TagKeys": "no"}}"#, "TYPE_MISMATCH_BOOLEAN"),
        (r#"{"StringNotLikeIfExists": {"aws:PrincipalTag/a": "*"}}"#, "EQUIVALENT_TO_NULL_TRUE"),
        (r#"{"NumericEquals": {"aws:MultiFactorAuthAge": ["1", "2"]}}"#, ""),
        ("{}", "EMPTY_OBJECT_CONDITION"),
        (r#"{"StringEquals": {}}"#, "EMPTY_OBJECT_CONDITION"),
    ];
    holds(&cases, "Allow", r#""Action": "ec2:CreateTags""#);
}

#[test]
fn keys_and_actions() {
    let cases = [
        (
            r#"{"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}"#,
            "MISSING_ACTION_FOR_CONDITION_KEY",
        ),
        (r#"{"StringEquals": {"ec2:CreateAction": "RunInstances"}}"#, "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        (r#"{"StringEqualsIfExists": {"ec2:CreateAction": "RunInstances"}}"#, ""),
        (r#"{"StringNotEquals": {"ec2:CreateAction": "RunInstances"}}"#, ""),
        (r#"{"Null": {"ec2:CreateAction": "true"}}"#, ""),
        (r#"{"StringEquals": {"ec2:InstanceType": "c5.large"}}"#, ""),
        (
            r#"{"StringEquals": {"kms:ViaService": "ec2.eu-west-1.amazonaws.com"}}"#,
            "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
        ),
        (
            r#"{"ArnEquals": {"ec2:SourceInstanceARN": "arn:aws:ec2:eu-west-1:123456789012:instance/i-1"}}"#,
            "",
        ),
        (
            r#"{"ArnEquals": {"lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:a"}}"#,
            "",
        ),
    ];
    // Only `ec2:CreateTags` has the key `ec2:CreateAction`, and the statement has another action too.
    let both = r#""Action": ["ec2:RunInstances", "ec2:DescribeVpcs", "ec2:CreateTags"]"#;
    for (condition, expected) in cases {
        let actions =
            if condition.contains("CreateAction") { both } else { r#""Action": "ec2:RunInstances""# };
        holds(&[(condition, expected)], "Allow", actions);
    }
    // Without facts there is no finding.
    let unknown = r#""Action": ["network-security-manager:CreateKey", "iam:PassRole"]"#;
    holds(
        &[(r#"{"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}"#, "")],
        "Allow",
        unknown,
    );
    let all = r#""Action": "*""#;
    holds(&[(r#"{"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}"#, "")], "Allow", all);
    let negated = r#""NotAction": "iam:*""#;
    holds(&[(r#"{"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}"#, "")], "Allow", negated);
}

#[test]
fn tags_of_services() {
    let unless = [
        (
            r#"{"StringNotEquals": {"aws:ResourceTag/Team": "a"}}"#,
            "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
        ),
        (r#"{"StringNotEqualsIfExists": {"aws:ResourceTag/Team": "a"}}"#, ""),
        (r#"{"StringNotEquals": {"aws:PrincipalTag/Team": "a"}}"#, ""),
    ];
    holds(&unless, "Deny", r#""Action": "pricing:*""#);
    holds(&unless[..1].iter().map(|it| (it.0, "")).collect::<Vec<_>>(), "Allow", r#""Action": "pricing:*""#);
    holds(&unless[..1].iter().map(|it| (it.0, "")).collect::<Vec<_>>(), "Deny", r#""Action": "ec2:*""#);
}

#[test]
fn rules_of_keys() {
    let attributes = r#""ForAllValues:StringEquals": {"dynamodb:Attributes": ["A"]}"#;
    let select = r#""StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}"#;
    let return_values = r#""StringEquals": {"dynamodb:ReturnValues": ["NONE", "UPDATED_OLD"]}"#;
    let both = format!("{{{attributes}, {select}}}");
    let written = format!("{{{attributes}, {return_values}}}");
    holds(&[(both.as_str(), "")], "Allow", r#""Action": ["dynamodb:GetItem", "dynamodb:Query"]"#);
    holds(&[(written.as_str(), "")], "Allow", r#""Action": "dynamodb:DeleteItem""#);
    let leading = [
        (
            r#"{"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}}"#,
            "DYNAMODB_SCAN_BYPASSES_LEADING_KEYS",
        ),
        // A request without the key does not meet the condition.
        (r#"{"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "a"}}"#, ""),
    ];
    holds(&leading, "Allow", r#""Action": "dynamodb:*""#);
    holds(&[(leading[0].0, "")], "Deny", r#""Action": "dynamodb:*""#);
    let prefix = [
        (r#"{"StringLike": {"s3:prefix": "a/*"}}"#, "S3_PREFIX_IN_NEGATIVE_CONTEXT"),
        (r#"{"StringNotLike": {"s3:prefix": "a/*"}}"#, ""),
    ];
    holds(&prefix, "Deny", r#""Action": "s3:ListBucket""#);
}
