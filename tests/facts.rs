//! What AWS states about its services, through the library: every action of the policies is there,
//! lookups and patterns mean what IAM means, and the corrections hold.

#![cfg(feature = "facts")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::{
    AccessLevel, Action, ArnFormat, ArnPart, CORRECTIONS, Call, ConditionKey, CorrectionKind, POLICIES,
    ResourceType, SERVICES, ValueType, action, expand, service,
};
use proptest::prelude::*;

fn known(name: &str) -> Action {
    action(name).unwrap_or_else(|| panic!("`{name}` is not known"))
}

/// The keys that a request can have on a resource type.
fn keys_on(name: &str, resource: &str) -> Vec<&'static str> {
    let action = known(name);
    let resource = action.resource_types().find(|it| it.name() == resource).expect("a resource type of it");
    action.condition_keys_on(resource).map(ConditionKey::name).collect()
}

/// A pattern as its definition reads, to hold the fast one to.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => matches(rest, text) || !text.is_empty() && matches(pattern, &text[1..]),
        ([b'?', rest @ ..], [_, text @ ..]) => matches(rest, text),
        ([one, rest @ ..], [other, text @ ..]) => one.eq_ignore_ascii_case(other) && matches(rest, text),
        _ => false,
    }
}

/// Nothing that a policy names is retired or misspelt, in either form.
#[test]
fn every_action_of_every_policy_is_known() {
    let mut n_actions = 0;
    for policy in POLICIES {
        for entry in policy.statements.iter().flat_map(|statement| statement.actions.entries) {
            assert!(expand(entry.text).next().is_some(), "{}: `{}`", policy.id, entry.text);
            n_actions += 1;
        }
    }
    assert!(n_actions > 500);
}

#[test]
fn every_service_has_facts() {
    let mut n_actions = 0;
    for service in SERVICES {
        assert!(service.as_of.is_some_and(|date| date >= "2026-08-22"), "{}", service.prefix);
        for action in service.actions() {
            let [lower, upper] = [action.name().to_lowercase(), action.name().to_uppercase()];
            assert_eq!(service.action(&lower), Some(action));
            assert_eq!(service.action(&upper), Some(action));
            assert_eq!(self::action(&action.to_string()), Some(action));
            assert_eq!(service.action(&format!("{lower}x")), None);
            n_actions += 1;
        }
        let names: Vec<_> = service.actions().map(|action| action.name().to_lowercase()).collect();
        assert!(names.is_sorted(), "{}", service.prefix);
        for resource in service.resource_types() {
            assert_eq!(service.resource_type(resource.name()), Some(resource));
        }
        for call in service.calls() {
            assert_eq!(service.call(call.name()).map(Call::name), Some(call.name()));
            assert!(call.authorizes().next().is_some(), "{call:?}");
        }
    }
    assert!(n_actions > 2_800);
    assert_eq!([service("nothing").map(|it| it.prefix), service("").map(|it| it.prefix)], [None; 2]);
    assert_eq!([action("ec2"), action("ec2:"), action("nothing:RunInstances")], [None; 3]);
}

#[test]
fn access_levels_are_those_of_aws() {
    let levels = [
        ("ec2:DescribeInstances", AccessLevel::List),
        ("s3:GetObject", AccessLevel::Read),
        ("sqs:SendMessage", AccessLevel::Write),
        ("ec2:CreateTags", AccessLevel::Tagging),
        ("iam:AttachRolePolicy", AccessLevel::PermissionsManagement),
    ];
    for (name, level) in levels {
        assert_eq!(known(name).access_level(), level, "{name}");
    }
    assert_eq!(AccessLevel::ALL.map(|level| level.to_string())[4], "Permissions management");
}

#[test]
fn patterns_expand_to_actions() {
    let names = |pattern| expand(pattern).map(|action| action.to_string()).collect::<Vec<_>>();
    assert_eq!(names("SQS:*messagevisibility"), ["sqs:ChangeMessageVisibility"]);
    assert_eq!(names("sqs:getqueueUR?"), ["sqs:GetQueueUrl"]);
    assert_eq!(names("sqs:GetQueueUrl?"), [""; 0]);
    assert_eq!(names("sqs:*").len(), service("sqs").expect("known").actions().len());
    assert_eq!(names("*").len(), SERVICES.iter().map(|service| service.actions().len()).sum::<usize>());
    for nothing in ["", "sqs", "sqs:", ":*", "nothing:*", "sqs:GetQueueUrl:x"] {
        assert_eq!(names(nothing), [""; 0], "{nothing}");
    }
}

#[test]
fn an_action_knows_what_it_is_about() {
    let types = |name| known(name).resource_types().map(ResourceType::name).collect::<Vec<_>>();
    assert_eq!(types("ec2:DescribeInstances"), [""; 0]);
    assert_eq!(types("s3:ListBucket"), ["accesspoint", "bucket"]);
    // Alternatives, although the reference marks two of them as required.
    assert_eq!(types("route53:ChangeTagsForResource"), ["healthcheck", "hostedzone"]);
    assert!(types("batch:SubmitJob").contains(&"job-queue"));
    // A fact of the newest reference, which older ones lack, and one that a correction adds.
    assert_eq!(types("sns:GetSubscriptionAttributes"), ["topic"]);
    assert_eq!(types("sns:Unsubscribe"), ["subscription", "topic"]);
}

/// The parts of every ARN format make it up again, and its fields are those of an ARN.
#[test]
fn arn_formats_have_parts() {
    for resource in SERVICES.iter().flat_map(|service| service.resource_types()) {
        assert!(resource.arn_formats().len() > 0, "{resource:?}");
        for format in resource.arn_formats() {
            let parts = format.resource_parts().map(|part| match part {
                ArnPart::Text("*") => "${*}".to_owned(),
                ArnPart::Text(text) => text.to_owned(),
                ArnPart::Variable(variable) if variable.name == "*" => "*".to_owned(),
                ArnPart::Variable(variable) => format!("${{{}}}", variable.name),
            });
            let fields = ["arn", format.partition(), format.service(), format.region(), format.account()];
            let whole = format!("{}:{}", fields.join(":"), parts.collect::<String>());
            assert_eq!(whole, format.as_str());
        }
    }
    let bucket = service("s3").and_then(|s3| s3.resource_type("bucket")).expect("known");
    let format = bucket.arn_formats().next().expect("it has one");
    assert_eq!([format.region(), format.account()], ["", ""]);
    let role = service("iam").and_then(|iam| iam.resource_type("role")).expect("known");
    let format = role.arn_formats().next().expect("it has one");
    assert_eq!([format.region(), format.account()], ["", "${Account}"]);
}

#[test]
fn variables_hold_what_their_grammar_allows() {
    let holds = |service: &str, resource: &str, name: &str| {
        let resource =
            pcluster_iam::service(service).and_then(|it| it.resource_type(resource)).expect("known");
        let variable =
            resource.arn_formats().flat_map(ArnFormat::resource_parts).find_map(|part| match part {
                ArnPart::Variable(variable) if variable.name == name => Some(variable),
                _ => None,
            });
        let variable = variable.expect("it has the variable");
        ['/', ':', 'a'].map(|c| variable.may_hold(c))
    };
    assert_eq!(holds("s3", "object", "BucketName"), [false, false, true]);
    assert_eq!(holds("s3", "object", "ObjectName"), [true, true, true]);
    assert_eq!(holds("batch", "job-definition", "JobDefinitionName"), [false, false, true]);
    assert_eq!(holds("iam", "role", "RoleNameWithPath"), [true, true, true]);
    assert_eq!(holds("logs", "log-stream", "LogGroupName"), [true, false, true]);
    assert_eq!(holds("ecr", "repository", "RepositoryName"), [true, false, true]);
    assert_eq!(holds("ssm", "parameter", "ParameterNameWithoutLeadingSlash"), [true, false, true]);
    assert_eq!(holds("secretsmanager", "Secret", "SecretId"), [true, false, true]);
    // The same name in two services.
    assert_eq!(holds("kms", "alias", "Alias"), [true, false, true]);
    assert_eq!(holds("lambda", "function alias", "Alias"), [false, false, true]);
    assert_eq!(holds("imagebuilder", "allImageBuildVersions", "*"), [true, true, true]);
}

#[test]
fn requests_have_the_keys_of_what_they_are_about() {
    let instance = keys_on("ec2:RunInstances", "instance");
    assert!(instance.contains(&"aws:RequestTag/${TagKey}") && instance.contains(&"ec2:Region"));
    assert!(!instance.contains(&"ec2:ResourceTag/${TagKey}"));
    let subnet = keys_on("ec2:RunInstances", "subnet");
    assert!(subnet.contains(&"ec2:ResourceTag/${TagKey}") && !subnet.contains(&"ec2:InstanceType"));
    // What is stated with the action is put to what is stated with the type.
    let service = keys_on("ecs:UpdateService", "service");
    assert!(service.contains(&"ecs:cluster") && service.contains(&"ecs:ResourceTag/${TagKey}"));
    let described: Vec<_> = known("ec2:DescribeInstances").condition_keys().map(ConditionKey::name).collect();
    assert_eq!(described, ["ec2:Region"]);
    let run = known("ec2:RunInstances");
    assert_eq!(
        run.condition_key("EC2:resourcetag/Owner").expect("of a subnet").name(),
        "ec2:ResourceTag/${TagKey}"
    );
    assert_eq!(run.condition_key("ec2:ResourceTag/"), None);
    assert_eq!(run.condition_key("ec2:Attribute"), None);
    for action in SERVICES.iter().flat_map(|service| service.actions()) {
        let names: Vec<_> = action.condition_keys().map(|key| key.stated_name().to_lowercase()).collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{action}");
    }
}

#[test]
fn keys_have_types() {
    let types = |name: &str| {
        let (prefix, _) = name.split_once(':').expect("a key");
        let key = service(prefix).and_then(|service| service.condition_key(name)).expect("known");
        key.types().map(|it| it.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(types("ec2:Region"), ["String"]);
    assert_eq!(types("ec2:ResourceTag/parallelcluster:node-type"), ["String"]);
    assert_eq!(types("iam:PolicyARN"), ["ARN"]);
    assert_eq!(types("elasticloadbalancing:ListenerProtocol"), ["String", "ArrayOfString"]);
    assert_eq!(types("kms:EncryptionContext:Department"), ["String"]);
    assert_eq!(types("s3:ExistingObjectTag/Owner"), ["String"]);
    for key in SERVICES.iter().flat_map(|service| service.condition_keys()) {
        let types: Vec<_> = key.types().collect();
        assert!(!types.is_empty(), "{key}");
        for key_type in types {
            assert_eq!(pcluster_iam::KeyType::named(&key_type.to_string()), Some(key_type));
        }
    }
    let tag_keys = service("ec2").and_then(|ec2| ec2.condition_key("aws:TagKeys")).expect("known");
    assert!(tag_keys.types().all(|it| it.is_array && it.value == ValueType::String));
}

#[test]
fn calls_authorize_further_actions() {
    let run: Vec<_> = known("ec2:RunInstances").authorizes().collect();
    assert_eq!(run.iter().map(|it| it.action).collect::<Vec<_>>(), ["ec2:CreateTags", "iam:PassRole"]);
    assert_eq!(
        (run[1].context[0].key, run[1].context[0].values),
        ("iam:PassedToService", &["ec2.amazonaws.com"][..])
    );
    assert_eq!(run[1].lookup(), action("iam:PassRole"));
    assert!(run[0].context.is_empty());
    // A call need not have an action of its name.
    let s3 = service("s3").expect("known");
    assert_eq!(s3.action("CopyObject"), None);
    let copy = s3.call("copyobject").expect("known");
    assert!(copy.authorizes().any(|it| it.action == "s3:PutObject"));
    assert_eq!(known("ec2:DescribeInstances").authorizes().count(), 0);
}

/// Each correction says what AWS states and what holds, and the lookups give the latter.
#[test]
fn corrections_hold() {
    for correction in CORRECTIONS {
        assert!(correction.source.starts_with("https://") && !correction.reason.is_empty());
        let corrected = correction.corrected.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let (prefix, name) = correction.subject.split_once(':').unwrap_or((correction.subject, ""));
        match correction.kind {
            CorrectionKind::AccessLevel => {
                let level = known(correction.subject).access_level().to_string();
                assert_eq!([level.to_lowercase().replace(' ', "-")], *corrected);
                assert_ne!(correction.stated, correction.corrected);
            }
            CorrectionKind::ResourceTypes => {
                let types = known(correction.subject).resource_types().map(|it| it.name().to_owned());
                assert_eq!(types.collect::<Vec<_>>(), corrected);
            }
            CorrectionKind::ArnFormats => {
                let resource = service(prefix).and_then(|it| it.resource_type(name)).expect("known");
                let formats = resource.arn_formats().map(|it| it.as_str().to_owned());
                assert_eq!(formats.collect::<Vec<_>>(), corrected);
            }
            CorrectionKind::ConditionKey => {
                let key = service(prefix).and_then(|it| it.condition_key(correction.corrected[0]));
                assert_eq!([key.expect("known").name()], correction.corrected);
            }
            CorrectionKind::Call => {
                let call = service(prefix).and_then(|it| it.call(name)).expect("known");
                let authorizes = call.authorizes().map(|it| it.action.to_owned());
                assert_eq!(authorizes.collect::<Vec<_>>(), corrected);
                assert_ne!(correction.stated, correction.corrected);
            }
            _ => assert!(correction.stated.is_empty()),
        }
    }
    let groups = known("logs:DescribeLogGroups");
    let formats: Vec<_> =
        groups.resource_types().flat_map(ResourceType::arn_formats).map(ArnFormat::resource).collect();
    assert_eq!(formats, ["log-group::log-stream:"]);
    let secret = known("secretsmanager:GetSecretValue").condition_key("secretsmanager:ResourceTag/Owner");
    assert_eq!(secret.expect("known").stated_name(), "secretsmanager:ResourceTag/tag-key");
}

proptest! {
    /// Patterns made of pieces of a name, with wildcards between them and letters that do not fit.
    #[test]
    fn patterns_mean_what_they_say(
        idx in any::<prop::sample::Index>(),
        pieces in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..8, prop::sample::select(vec!["*", "?", "**", "", "e", "Q"])),
            0..5,
        ),
    ) {
        let ec2 = service("ec2").expect("known");
        let names: Vec<_> = ec2.actions().map(Action::name).collect();
        let name = idx.get(&names);
        let mut pattern = String::new();
        for (start, length, between) in pieces {
            let start = start.index(name.len());
            pattern.extend(name.chars().skip(start).take(length));
            pattern.push_str(between);
        }
        let expected: Vec<_> =
            names.iter().copied().filter(|name| matches(pattern.as_bytes(), name.as_bytes())).collect();
        let found: Vec<_> = ec2.matching(&pattern).map(Action::name).collect();
        prop_assert_eq!(found, expected, "{}", pattern);
    }
}
