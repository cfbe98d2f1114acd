//! Dangers of a policy: conditions, resources and denials decide, each in one case.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Finding, Options, check};

const ROLE: &str = "arn:aws:iam::123456789012:role";
const EC2: &str = r#", "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}"#;

/// The findings about dangers of a policy of these statements.
fn dangers(statements: &[String]) -> Vec<Finding> {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(", "));
    let document = Document::parse(&text);
    let mut options = Options::default();
    options.placeholders = true;
    check(&document, &options).into_iter().filter(|finding| finding.code.group() == "dangers").collect()
}

/// The codes of those findings, without the suggestions.
fn codes(statements: &[String]) -> Vec<&'static str> {
    let codes = dangers(statements).into_iter().map(|finding| finding.code.name());
    codes
        .filter(|code| !["CHANGES_EVERYTHING", "HARD_CODED_PARTITION", "MISSING_SID"].contains(code))
        .collect()
}

fn statement(effect: &str, actions: &str, resource: &str, rest: &str) -> String {
    let actions = actions.replace(' ', r#"", ""#);
    format!(
        r#"{{"Sid": "S", "Effect": "{effect}", "Action": ["{actions}"], "Resource": "{resource}"{rest}}}"#
    )
}

fn allow(actions: &str, resource: &str) -> String {
    statement("Allow", actions, resource, "")
}

fn condition(operator: &str, key: &str, value: &str) -> String {
    format!(r#", "Condition": {{"{operator}": {{"{key}": "{value}"}}}}"#)
}

#[test]
fn passing_a_role_needs_someone_to_take_it() {
    let pass = |resource: &str, rest: &str| statement("Allow", "iam:PassRole", resource, rest);
    let run = allow("ec2:RunInstances", "*");
    let all = format!("{ROLE}/*");
    let some = format!("{ROLE}/cluster-*");
    let one = format!("{ROLE}/cluster-node");
    assert_eq!(codes(&[pass(&all, EC2)]), [""; 0]);
    assert_eq!(codes(&[pass(&all, EC2), run.clone()]), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[pass(&some, EC2), run.clone()]), ["LIMITED_PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[pass(&one, ""), run.clone()]), [""; 0]);
    assert_eq!(codes(&[pass("arn:aws:iam::*:role/cluster-node", ""), run.clone()]), [""; 0]);
    // The role can be passed to another service only.
    let lambda = condition("StringEquals", "iam:PassedToService", "lambda.amazonaws.com");
    assert_eq!(codes(&[pass(&all, &lambda), run.clone()]), [""; 0]);
    let like = condition("StringLike", "iam:passedtoservice", "ec2.*");
    assert_eq!(codes(&[pass(&all, &like), run.clone()]), ["PRIVILEGE_ESCALATION"]);
    let not = condition("StringNotEquals", "iam:PassedToService", "ec2.amazonaws.com");
    // In China the same service has a second name.
    assert_eq!(
        codes(&[pass(&all, &not), run.clone()]),
        ["PASS_ROLE_WITH_STAR_IN_RESOURCE", "PRIVILEGE_ESCALATION"]
    );
    let open = condition("StringLike", "iam:PassedToService", "*");
    assert_eq!(codes(&[pass(&all, &open)]), ["PASS_ROLE_WITH_STAR_IN_RESOURCE"]);
    // A condition on the role's tags is a limit.
    let tagged = condition("StringEquals", "iam:ResourceTag/team", "hpc");
    assert_eq!(codes(&[pass(&all, &tagged), run]), ["LIMITED_PRIVILEGE_ESCALATION"], "all that has the tag");
}

#[test]
fn what_is_denied_is_not_possible() {
    let pass = statement("Allow", "iam:PassRole", &format!("{ROLE}/*"), EC2);
    let run = allow("ec2:RunInstances", "*");
    let deny = |actions: &str, resource: &str, rest: &str| statement("Deny", actions, resource, rest);
    assert_eq!(codes(&[pass.clone(), run.clone(), deny("iam:Pass*", "*", "")]), [""; 0]);
    assert_eq!(codes(&[pass.clone(), run.clone(), deny("ec2:*", "*", "")]), [""; 0]);
    let some = format!("{ROLE}/admin");
    assert_eq!(
        codes(&[pass.clone(), run.clone(), deny("iam:PassRole", &some, "")]),
        ["PRIVILEGE_ESCALATION"]
    );
    let without_mfa = condition("BoolIfExists", "aws:MultiFactorAuthPresent", "false");
    assert_eq!(codes(&[pass, run, deny("iam:PassRole", "*", &without_mfa)]), ["PRIVILEGE_ESCALATION"]);
    // Everything but roles with this boundary is denied.
    let put = allow("iam:PutRolePolicy", "*");
    let other = condition("StringNotEquals", "iam:PermissionsBoundary", "arn:aws:iam::123456789012:policy/b");
    assert_eq!(codes(std::slice::from_ref(&put)), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[put.clone(), deny("iam:PutRolePolicy", "*", &other)]), [""; 0]);
    let none = condition("ArnNotLike", "iam:PermissionsBoundary", "*");
    assert_eq!(codes(&[put, deny("iam:PutRolePolicy", "*", &none)]), ["PRIVILEGE_ESCALATION"]);
    // A denial of the requests through one service leaves all others allowed.
    let grant = allow("kms:CreateGrant", "*");
    let through = |operator: &str| condition(operator, "kms:ViaService", "ec2.us-east-1.amazonaws.com");
    let kept = |rest: &str| {
        let found = dangers(&[grant.clone(), deny("kms:CreateGrant", "*", rest)]);
        let codes = found.into_iter().map(|finding| finding.code.name());
        codes.filter(|code| *code != "MISSING_SID").collect::<Vec<_>>()
    };
    assert_eq!(kept(&through("StringEquals")), ["PRIVILEGE_ESCALATION", "CHANGES_EVERYTHING"]);
    assert_eq!(kept(&through("StringNotEquals")), ["CHANGES_EVERYTHING"]);
    // Everything but passing to another service is denied.
    let function = allow("iam:PassRole lambda:CreateFunction lambda:InvokeFunction", "*");
    let elsewhere = condition("StringNotEquals", "iam:PassedToService", "ec2.amazonaws.com");
    let kept = codes(&[function, deny("iam:PassRole", "*", &elsewhere)]);
    assert!(!kept.contains(&"PRIVILEGE_ESCALATION"), "{kept:?}");
}

#[test]
fn who_writes_permissions_has_them() {
    let attach =
        |rest: &str| statement("Allow", "iam:AttachRolePolicy", &format!("{ROLE}/cluster-node"), rest);
    assert_eq!(codes(&[attach("")]), ["PRIVILEGE_ESCALATION"], "a single role, and any policy");
    let policy = condition("ArnEquals", "iam:PolicyARN", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    assert_eq!(codes(&[attach(&policy)]), [""; 0]);
    for pattern in ["*", "arn:aws:iam::aws:policy/*", "arn:aws:iam::aws:policy/AdministratorAccess"] {
        let administrator = condition("ArnLike", "iam:PolicyARN", pattern);
        assert_eq!(codes(&[attach(&administrator)]), ["PRIVILEGE_ESCALATION"], "{pattern}");
        let no_limit = condition("ArnLike", "iam:PermissionsBoundary", pattern);
        assert_eq!(codes(&[attach(&no_limit)]), ["PRIVILEGE_ESCALATION"], "{pattern}");
    }
    // A role without a boundary also meets the condition.
    let boundary = condition("StringEqualsIfExists", "iam:PermissionsBoundary", "arn:aws:iam::1:policy/b");
    assert_eq!(codes(&[attach(&boundary)]), ["PRIVILEGE_ESCALATION"]);
    let linked = allow("iam:PutRolePolicy", &format!("{ROLE}/aws-service-role/fsx.amazonaws.com/*"));
    assert_eq!(codes(&[linked]), [""; 0], "AWS alone changes service-linked roles");
    let own = allow("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/${aws:username}");
    assert_eq!(codes(&[own]), [""; 0], "the holder's own key");
}

#[test]
fn a_command_needs_a_document() {
    let instances = allow("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*");
    let document = |name: &str| allow("ssm:SendCommand", &format!("arn:aws:ssm:*::document/{name}"));
    assert_eq!(codes(&[instances.clone(), document("AWSEC2-CreateVssSnapshot")]), [""; 0]);
    assert_eq!(codes(&[instances.clone(), document("AWS-RunShellScript")]), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[instances, document("*")]), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[document("*")]), [""; 0]);
    assert_eq!(codes(&[allow("ssm:SendCommand", "*")]), ["PRIVILEGE_ESCALATION"]);
}

#[test]
fn one_statement_has_one_finding() {
    let many = allow("iam:PutRolePolicy iam:PutUserPolicy iam:CreatePolicyVersion iam:AttachUserPolicy", "*");
    let findings = dangers(&[many]);
    let escalation = findings.iter().find(|it| it.code.name() == "PRIVILEGE_ESCALATION").expect("one");
    assert!(escalation.message.contains("in 4 ways, such as"), "{}", escalation.message);
    assert_eq!(escalation.details.len(), 4);
    assert!(escalation.labels.len() == 3, "the other entries");
    let both = [allow("iam:PassRole", "*"), allow("ec2:RunInstances", "*")];
    let findings = dangers(&both);
    let escalation = findings.iter().find(|it| it.code.name() == "PRIVILEGE_ESCALATION").expect("one");
    assert_eq!(escalation.statement, Some(0));
    assert!(escalation.labels.iter().any(|(_, text)| text == "grants `ec2:RunInstances`"));
}

#[test]
fn who_may_do_everything_is_an_administrator() {
    let all = |rest: &str| statement("Allow", "*", "*", rest);
    let family =
        ["CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE", "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"];
    let mut found = codes(&[all(""), allow("iam:PutRolePolicy", "*")]);
    found.sort_unstable();
    assert_eq!(found, ["ADMINISTRATOR_ACCESS", family[0], family[1]]);
    // The same holds for a service that the catalog does not have.
    let not =
        r#"{"Sid": "S", "Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}"#;
    assert_eq!(codes(&[not.to_owned()]), ["PRIVILEGE_ESCALATION"]);
    let bucket = allow("*", "arn:aws:s3:::example-data");
    assert_eq!(codes(&[bucket]), [""; 0]);
}

/// A reader gets a line that can be read, however many ways there are.
#[test]
fn the_help_of_many_ways_is_short() {
    let statement = r#"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}"#.to_owned();
    let findings = dangers(&[statement]);
    let escalation = findings.iter().find(|finding| finding.code.name() == "PRIVILEGE_ESCALATION");
    let help = &escalation.expect("it has many ways").help;
    assert!(help.iter().any(|line| line.ends_with(" more without wildcards")), "{help:?}");
    assert!(help.iter().all(|line| line.len() < 600), "{help:?}");
}

#[test]
fn names_that_all_accounts_share() {
    let get = |resource: &str, rest: &str| statement("Allow", "s3:GetObject", resource, rest);
    assert_eq!(codes(&[get("arn:aws:s3:::example-*/data/*", "")]), ["SHARED_NAME_PATTERN"]);
    assert_eq!(codes(&[get("arn:aws:s3:::example-<NAME>/data/*", "")]), [""; 0]);
    assert_eq!(codes(&[get("arn:aws:s3:::example/data-*", "")]), [""; 0]);
    let owner = condition("StringEquals", "aws:ResourceAccount", "123456789012");
    assert_eq!(codes(&[get("arn:aws:s3:::example-*/*", &owner)]), [""; 0]);
    let deny = statement("Deny", "s3:GetObject", "arn:aws:s3:::example-*/*", "");
    assert_eq!(codes(&[deny]), [""; 0]);
    let unused = allow("sqs:SendMessage", "arn:aws:s3:::example-*/*");
    assert_eq!(codes(&[unused]), [""; 0], "no action can use it, which is another finding");
}

#[test]
fn calls_that_need_more() {
    let create = "arn:aws:lambda:eu-west-1:123456789012:function:jobs";
    let pass = |service: &str| {
        let to = condition("StringEquals", "iam:PassedToService", service);
        statement("Allow", "iam:PassRole", &format!("{ROLE}/jobs"), &to)
    };
    let function = allow("lambda:CreateFunction", create);
    assert_eq!(codes(std::slice::from_ref(&function)), ["MISSING_FURTHER_ACTION"]);
    assert_eq!(codes(&[function.clone(), pass("lambda.amazonaws.com")]), [""; 0]);
    assert_eq!(codes(&[function, pass("ec2.amazonaws.com")]), ["MISSING_FURTHER_ACTION"]);
    assert_eq!(codes(&[allow("lambda:Create*", create)]), [""; 0], "nobody said which calls are meant");
    // The launched instances have tags.
    let instances = "arn:aws:ec2:eu-west-1:123456789012:instance/*";
    let tagged = condition("StringEquals", "aws:RequestTag/team", "hpc");
    let run = statement("Allow", "ec2:RunInstances", instances, &tagged);
    assert_eq!(codes(std::slice::from_ref(&run)), ["MISSING_FURTHER_ACTION"]);
    assert_eq!(codes(&[run, allow("ec2:CreateTags", instances)]), [""; 0]);
    assert_eq!(codes(&[allow("ec2:RunInstances", instances)]), [""; 0]);
}

#[test]
fn changes_of_everything() {
    let found = |statement: String| {
        let findings = dangers(&[statement]);
        findings.into_iter().find(|finding| finding.code.name() == "CHANGES_EVERYTHING")
    };
    let many = found(allow("sqs:*", "*")).expect("most of its actions change a queue");
    assert!(many.help.iter().any(|line| line.contains("arn:${Partition}:sqs:")), "{:?}", many.help);
    assert_eq!(found(allow("sqs:ListQueues sqs:GetQueueUrl", "*")), None);
    assert_eq!(found(allow("iam:PassRole", "*")), None, "it has findings of its own");
    let tagged = condition("StringEquals", "aws:ResourceTag/team", "hpc");
    assert_eq!(found(statement("Allow", "ec2:TerminateInstances", "*", &tagged)), None);
    assert_eq!(found(statement("Deny", "sqs:*", "*", "")), None);
    let never = condition("ForAnyValue:StringNotEquals", "aws:TagKeys", "team");
    assert_eq!(found(statement("Allow", "sqs:SendMessage", "*", &never)), None, "it is never granted");
    assert_eq!(found(allow("ec2:TerminateInstances", "arn:aws:ec2:*:*:instance/*")), None);
}

#[test]
fn partitions() {
    let found = |resources: &[&str], partition: Option<&str>| {
        let statements = resources.iter().map(|resource| {
            format!(
                r#"{{"Sid": "S", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "{resource}"}}"#
            )
        });
        let statements = statements.collect::<Vec<_>>().join(", ");
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
        let mut options = Options::default();
        options.placeholders = true;
        options.partition = pcluster_iam::PARTITIONS.iter().copied().find(|it| Some(it.id) == partition);
        let findings = check(&Document::parse(&text), &options);
        let codes = findings.into_iter().map(|finding| finding.code.name());
        codes.filter(|code| code.contains("PARTITION")).collect::<Vec<_>>()
    };
    let queue = "arn:aws:sqs:eu-west-1:123456789012:jobs";
    assert_eq!(found(&[queue], None), [""; 0]);
    assert_eq!(found(&[queue], Some("aws")), [""; 0]);
    assert_eq!(found(&[queue, queue], Some("aws-cn")), ["OTHER_PARTITION"; 2]);
    assert_eq!(found(&["arn:aws-*:sqs:*:123456789012:jobs"], Some("aws-cn")), [""; 0]);
    assert_eq!(found(&["arn:aws:sqs:${AWS::Region}:123456789012:jobs"], None), ["HARD_CODED_PARTITION"]);
    assert_eq!(found(&["arn:<PARTITION>:sqs:<REGION>:123456789012:jobs"], None), [""; 0]);
    assert_eq!(
        found(&["arn:aws:sqs:eu-west-1:<ACCOUNT>:jobs"], None),
        [""; 0],
        "the region says the partition"
    );
    assert_eq!(found(&[queue, "arn:aws-cn:sqs:cn-north-1:123456789012:jobs"], None), ["PARTITIONS_MIXED"]);
}

#[test]
fn a_condition_that_limits_nothing_is_none() {
    let pass = |rest: &str| codes(&[statement("Allow", "iam:PassRole", "*", rest)]);
    let star = ["PASS_ROLE_WITH_STAR_IN_RESOURCE"];
    assert_eq!(pass(&condition("StringLikeIfExists", "iam:PassedToService", "batch.*")), star);
    assert_eq!(pass(&condition("ForAllValues:StringLike", "iam:PassedToService", "batch.*")), star);
    assert_eq!(pass(&condition("Null", "iam:PassedToService", "false")), star);
    assert_eq!(pass(&condition("StringLike", "iam:PassedToService", "*.amazonaws.com")), star);
    assert_eq!(pass(&condition("StringLike", "iam:PassedToService", "*amazon*")), star);
    assert_eq!(pass(&condition("StringLike", "iam:PassedToService", "*.ec2.amazonaws.com")), [""; 0]);
    let link = |resource: &str, rest: &str| {
        codes(&[statement("Allow", "iam:CreateServiceLinkedRole", resource, rest)])
    };
    let star = ["CREATE_SLR_WITH_STAR_IN_RESOURCE"];
    let linked = |end: &str| format!("{ROLE}/aws-service-role/{end}");
    assert_eq!(link("*", &condition("Null", "iam:AWSServiceName", "false")), star);
    assert_eq!(link("*", &condition("StringLike", "iam:AWSServiceName", "*.amazonaws.com")), star);
    assert_eq!(link(&linked("*"), ""), star);
    assert_eq!(link(&linked("*/AWSServiceRoleFor*"), ""), star);
    assert_eq!(link(&linked("batch.amazonaws.com/*"), ""), [""; 0]);
    assert_eq!(
        link(&linked("*"), &condition("StringEquals", "iam:AWSServiceName", "fsx.amazonaws.com")),
        [""; 0]
    );
}

#[test]
fn a_condition_that_leaves_some_resources_limits() {
    let templates = |rest: &str| {
        let actions = "ec2:ModifyLaunchTemplate ec2:CreateLaunchTemplateVersion";
        codes(&[statement("Allow", actions, "arn:aws:ec2:*:*:launch-template/*", rest)])
    };
    let limited = ["LIMITED_PRIVILEGE_ESCALATION"];
    assert_eq!(templates(""), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(templates(&condition("StringLike", "aws:ResourceTag/owner", "*")), limited);
    assert_eq!(templates(&condition("Null", "aws:ResourceTag/owner", "false")), limited);
    assert_eq!(
        templates(&condition("StringLikeIfExists", "aws:ResourceTag/owner", "*")),
        ["PRIVILEGE_ESCALATION"]
    );
    assert_eq!(
        templates(&condition("StringEquals", "ec2:ManagedResourceOperator", "eks.amazonaws.com")),
        limited
    );
    let through = condition("ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com");
    assert_eq!(templates(&through), limited);
    let all = condition("ForAllValues:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com");
    assert_eq!(templates(&all), ["PRIVILEGE_ESCALATION"], "a call by the holder has no such key");
}

#[test]
fn what_nobody_can_change_is_no_gain() {
    let version = |resource: &str| codes(&[allow("iam:CreatePolicyVersion", resource)]);
    assert_eq!(version("arn:aws:iam::aws:policy/service-role/*"), [""; 0]);
    assert_eq!(version("arn:aws-cn:iam::aws:policy/*"), [""; 0]);
    assert_eq!(version("arn:aws:iam::*:policy/*"), ["PRIVILEGE_ESCALATION"]);
    let not = |resource: &str| {
        format!(r#"{{"Sid": "S", "Effect": "Allow", "Action": "iam:*", "NotResource": {resource}}}"#)
    };
    assert_eq!(codes(&[not(r#""*""#)]), [""; 0], "no resource is left");
    let roles = [not(&format!(r#""{ROLE}/*""#))];
    let escalation = "PRIVILEGE_ESCALATION";
    assert_eq!(codes(&roles), [escalation], "users, groups and policies are left, and no role");
    let nothing = r#"{"Sid": "S", "Effect": "Allow", "NotAction": "*", "Resource": "*"}"#;
    assert_eq!(codes(&[nothing.to_owned()]), [""; 0]);
}

#[test]
fn whoever_writes_the_policy_of_a_resource_may_use_it() {
    let secret = "arn:aws:secretsmanager:*:123456789012:secret";
    let put = |resource: &str| codes(&[allow("secretsmanager:PutResourcePolicy", resource)]);
    assert_eq!(put("*"), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(put(&format!("{secret}:*")), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(put(&format!("{secret}:jobs/*")), ["LIMITED_PRIVILEGE_ESCALATION"]);
    assert_eq!(put(&format!("{secret}:jobs/key-AbCdEf")), [""; 0]);
    assert_eq!(codes(&[allow("sqs:Set*", "*")]), ["PRIVILEGE_ESCALATION"]);
    assert_eq!(codes(&[allow("sqs:*", "*")]), [""; 0], "it has all permissions of the queues anyway");
}

#[test]
fn a_condition_can_say_what_is_changed() {
    let found = |actions: &str, rest: &str| {
        let findings = dangers(&[statement("Allow", actions, "*", rest)]);
        findings.iter().any(|finding| finding.code.name() == "CHANGES_EVERYTHING")
    };
    let namespace = condition("StringEquals", "cloudwatch:namespace", "jobs");
    assert!(!found("cloudwatch:PutMetricData", &namespace));
    assert!(!found("events:PutEvents", &condition("StringEquals", "events:source", "jobs")));
    assert!(!found("ec2:CreateVolume", &condition("StringEquals", "aws:RequestTag/team", "hpc")));
    assert!(!found("dynamodb:PutItem", &condition("ForAnyValue:StringEquals", "dynamodb:LeadingKeys", "a")));
    assert!(found("ec2:CreateVolume", &condition("StringEquals", "aws:RequestedRegion", "eu-west-1")));
    assert!(found("ec2:CreateVolume", &condition("StringEquals", "ec2:Region", "eu-west-1")));
    assert!(found("ec2:CreateVolume", &condition("StringEqualsIfExists", "aws:RequestTag/team", "hpc")));
    assert!(found("ec2:CreateVolume", &condition("StringNotEquals", "aws:RequestTag/team", "hpc")));
    let deny = statement("Deny", "sqs:DeleteQueue", "*", "");
    let denied = dangers(&[allow("sqs:DeleteQueue", "*"), deny]);
    assert!(denied.iter().all(|finding| finding.code.name() != "CHANGES_EVERYTHING"), "{denied:?}");
}
