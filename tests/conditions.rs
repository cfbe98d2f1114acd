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
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}"#, "FORALLVALUES_WITHOUT_NULL_CHECK"),
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
    // The actions without tags are denied whatever the tags are.
    let denied: Vec<_> = unless[..1].iter().map(|it| (it.0, "CONDITION_ALWAYS_MET")).collect();
    holds(&denied, "Deny", r#""Action": "ec2:*""#);
    holds(&[(unless[0].0, "")], "Deny", r#""Action": "ec2:StopInstances""#);
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
        (r#"{"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "a"}}"#, "CONDITION_PARTLY_MATCHES"),
    ];
    holds(&leading, "Allow", r#""Action": "dynamodb:*""#);
    holds(&[(leading[1].0, "")], "Deny", r#""Action": "dynamodb:*""#);
    let prefix = [
        (r#"{"StringLike": {"s3:prefix": "a/*"}}"#, "S3_PREFIX_IN_NEGATIVE_CONTEXT"),
        (r#"{"StringNotLike": {"s3:prefix": "a/*"}}"#, ""),
    ];
    holds(&prefix, "Deny", r#""Action": "s3:ListBucket""#);
}

#[test]
fn keys_that_the_requests_never_have() {
    let of_objects = [
        (r#"{"StringEquals": {"ec2:InstanceType": "t3.micro"}}"#, "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        (r#"{"Null": {"ec2:InstanceType": "false"}}"#, "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        (r#"{"Null": {"ec2:InstanceType": "true"}}"#, "CONDITION_ALWAYS_MET"),
        (r#"{"StringNotLike": {"ec2:InstanceType": "t3.*"}}"#, "CONDITION_ALWAYS_MET"),
        (r#"{"StringEqualsIfExists": {"ec2:InstanceType": "t3.micro"}}"#, "CONDITION_ALWAYS_MET"),
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#, "CONDITION_ALWAYS_MET"),
        (r#"{"Null": {"ec2:InstanceType": "<BOOLEAN>"}}"#, ""),
        // Requests through an access point have the key.
        (r#"{"StringEquals": {"s3:DataAccessPointAccount": "123456789012"}}"#, ""),
    ];
    holds(&of_objects, "Allow", r#""Action": "s3:GetObject""#);
    let behind_a_wildcard = [
        (r#"{"StringEquals": {"ec2:ResourceTag/team": "blue"}}"#, "CONDITION_PARTLY_MATCHES"),
        (r#"{"StringNotEquals": {"ec2:ResourceTag/team": "blue"}}"#, ""),
        (r#"{"StringEqualsIfExists": {"ec2:ResourceTag/team": "blue"}}"#, ""),
        (r#"{"StringEquals": {"ec2:Region": "eu-west-1"}}"#, ""),
        (r#"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#, ""),
    ];
    holds(&behind_a_wildcard, "Allow", r#""Action": "ec2:Describe*""#);
    let denied = [
        (r#"{"StringEquals": {"ec2:ResourceTag/team": "blue"}}"#, ""),
        (r#"{"StringNotEquals": {"ec2:ResourceTag/team": "blue"}}"#, "CONDITION_ALWAYS_MET"),
        (r#"{"Null": {"ec2:ResourceTag/team": "true"}}"#, "CONDITION_ALWAYS_MET"),
        // An exception for those requests that have the key.
        (r#"{"StringNotEqualsIfExists": {"ec2:ResourceTag/team": "blue"}}"#, ""),
    ];
    holds(&denied, "Deny", r#""Action": "ec2:Describe*""#);
    let without_any =
        [(r#"{"StringNotEqualsIfExists": {"ec2:ResourceTag/team": "blue"}}"#, "CONDITION_ALWAYS_MET")];
    holds(&without_any, "Deny", r#""Action": ["s3:GetObject", "s3:PutObject"]"#);
}

#[test]
fn keys_of_a_request_depend_on_the_type_of_the_resource() {
    let codes = |resource: &str, condition: &str| {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": {resource}, "Condition": {condition}}}}}"#
        );
        let findings = check(&Document::parse(&text), &Options::default());
        let of_conditions = findings.iter().filter(|finding| finding.code.group() == "conditions");
        of_conditions.map(|finding| finding.code.name()).collect::<Vec<_>>().join(" ")
    };
    let (volume, subnet) = (r#""arn:aws:ec2:*:*:volume/*""#, r#""arn:aws:ec2:*:*:subnet/*""#);
    let tagged = r#"{"StringEquals": {"aws:ResourceTag/team": "blue"}}"#;
    assert_eq!(codes(volume, tagged), "UNSUPPORTED_ACTION_FOR_CONDITION_KEY");
    // In one account too: no key pair is named after the volumes of an account.
    let of_account = r#""arn:aws:ec2:*:123456789012:volume/*""#;
    assert_eq!(codes(of_account, tagged), "UNSUPPORTED_ACTION_FOR_CONDITION_KEY");
    assert_eq!(codes(subnet, tagged), "");
    assert_eq!(codes(&format!("[{volume}, {subnet}]"), tagged), "UNSUPPORTED_RESOURCE_FOR_CONDITION_KEY");
    // An instance has a type and a subnet has a VPC, but no resource has both.
    let both = r#"{"StringEquals": {"ec2:InstanceType": "t3.micro"}, "ArnEquals": {"ec2:Vpc": "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-12345678"}}"#;
    assert_eq!(codes(r#""*""#, both), "CONDITION_NEVER_MET");
}

#[test]
fn values_that_no_request_has() {
    let cases = [
        (r#"{"ArnEquals": {"aws:PrincipalArn": "123456789012"}}"#, "TYPE_MISMATCH_ARN"),
        (r#"{"StringEquals": {"aws:SourceArn": "bucket"}}"#, "TYPE_MISMATCH_ARN"),
        (r#"{"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/*", "arn:aws:*", "<ARN>"]}}"#, ""),
        (r#"{"StringEquals": {"aws:RequestedRegion": "eu-wset-1"}}"#, "INVALID_REGION"),
        (r#"{"StringLike": {"aws:RequestedRegion": "eu-wset-*"}}"#, "INVALID_REGION"),
        (r#"{"StringEquals": {"aws:CalledViaFirst": "s3.eu-wset-1.amazonaws.com"}}"#, "INVALID_REGION"),
        (r#"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-wset-1:123456789012:a"}}"#, "INVALID_REGION"),
        // A wildcard that is none is one fault, whatever the value should be.
        (r#"{"StringEquals": {"aws:RequestedRegion": "eu-*"}}"#, "INVALID_REGION"),
        (r#"{"StringEquals": {"aws:SourceVpc": "vpc-*"}}"#, "INVALID_VPC_FORMAT"),
        (
            r#"{"StringEquals": {"aws:CalledViaFirst": "s3.*.amazonaws.com"}}"#,
            "INVALID_SERVICE_PRINCIPAL_FORMAT",
        ),
        (r#"{"StringLike": {"aws:CalledViaFirst": "s3.*.amazonaws.com"}}"#, ""),
        // What is never granted cannot be granted to too many.
        (r#"{"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}}"#, "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        (r#"{"StringEquals": {"foo:bar": "a"}}"#, "INVALID_SERVICE_CONDITION_KEY"),
        (r#"{"StringEquals": {"login.example.com:sub": "a"}}"#, ""),
        (
            r#"{"StringEquals": {"aws:PrincipalTag/a": "b"}, "StringNotLike": {"aws:PrincipalTag/a": "b*"}}"#,
            "CONDITION_NEVER_MET",
        ),
        (
            r#"{"NumericLessThan": {"aws:MultiFactorAuthAge": "1"}, "NumericGreaterThan": {"aws:MultiFactorAuthAge": "5"}}"#,
            "CONDITION_NEVER_MET",
        ),
    ];
    holds(&cases, "Allow", r#""Action": "sqs:SendMessage""#);
}

#[test]
fn requests_without_the_key_or_with_one_more_value() {
    let granted = [
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#, "FORALLVALUES_WITHOUT_NULL_CHECK"),
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}, "Null": {"aws:TagKeys": "false"}}"#, ""),
        (
            r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}, "StringEquals": {"aws:RequestTag/a": "b"}}"#,
            "",
        ),
        (r#"{"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}}"#, ""),
        (r#"{"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}}"#, "SET_OPERATOR_BYPASSED"),
        (r#"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#, ""),
        (r#"{"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}"#, "MFA_KEY_MAY_BE_ABSENT"),
        (r#"{"NumericLessThan": {"aws:MultiFactorAuthAge": "60"}}"#, ""),
        (r#"{"NumericLessThanIfExists": {"aws:MultiFactorAuthAge": "60"}}"#, "MFA_KEY_MAY_BE_ABSENT"),
    ];
    holds(&granted, "Allow", r#""Action": "ec2:CreateTags""#);
    let denied = [
        (r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#, "SET_OPERATOR_BYPASSED"),
        (r#"{"ForAllValues:StringNotEquals": {"aws:TagKeys": "a"}}"#, ""),
        (r#"{"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}}"#, ""),
        (r#"{"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-a/*"}}"#, "SET_OPERATOR_BYPASSED"),
        (r#"{"Bool": {"aws:MultiFactorAuthPresent": "false"}}"#, "MFA_KEY_MAY_BE_ABSENT"),
        (r#"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#, ""),
        (r#"{"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}"#, ""),
        (r#"{"NumericGreaterThan": {"aws:MultiFactorAuthAge": "60"}}"#, "MFA_KEY_MAY_BE_ABSENT"),
    ];
    holds(&denied, "Deny", r#""Action": "ec2:CreateTags""#);
}
