//! Parameter types: the strings that they accept and refuse, and their messages.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use pcluster_iam::{
    AccountId, BucketName, CapacityReservationArn, ClusterName, CodebuildProjectArn, ComponentNumber,
    ComputeEnvironmentName, EcrRepositoryArn, EcsClusterName, FileSystemId, FillProblem, HostedZoneIdPattern,
    IamPath, ImageIdPattern, ImageNamePattern, InvalidValueError, JobDefinitionArn, JobDefinitionName,
    JobQueueArn, JobQueueName, KeyPairNamePattern, Need, ObjectKey, ObjectPattern, PARAMETERS, PARTITIONS,
    POLICIES, Parameter, ParameterRole, Partition, Policy, PoolNamePattern, QueueName, Region, RegionBuf,
    ResourceGroupArn, RoleArnPattern, RoleName, RoleNameBuf, RoleNamePattern, SecretArn, SsmParameterArn,
    StackArn, StackName, SubnetIdPattern, UuidPattern, VERSIONS, Values,
};
use proptest::prelude::*;

/// A type's name, its constructor, and strings that it accepts and refuses.
type Case = (&'static str, fn(&str) -> Result<String, InvalidValueError>, Vec<String>, Vec<String>);

macro_rules! case {
    ($name:ident, [$($good:expr),* $(,)?], [$($bad:expr),* $(,)?]) => {
        (
            stringify!($name),
            |text| $name::new(text).map(|value| value.to_string()),
            vec![$($good.to_string()),*],
            vec![$($bad.to_string()),*],
        )
    };
}

fn cases() -> Vec<Case> {
    vec![
        case!(
            AccountId,
            ["123456789012", "000000000000"],
            ["", "12345678901", "1234567890123", "12345678901a", "*", "１２３４５６７８９０１２"]
        ),
        case!(
            BucketName,
            ["abc", "my.bucket-1", "a".repeat(63)],
            [
                "",
                "ab",
                "a".repeat(64),
                "Abc",
                "a_b",
                "-abc",
                "abc-",
                "a..b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "amzn-s3-demo-x",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                "abc--x-s3",
                "abc--table-s3",
                "abc*",
                "abc/batch"
            ]
        ),
        case!(
            ClusterName,
            ["a", "demo-1", "a".repeat(60)],
            ["", "1a", "-a", "a_b", "a".repeat(61), "a.b", "*"]
        ),
        case!(EcsClusterName, ["a", "-", "A_1-b", "a".repeat(255)], ["", "a".repeat(256), "a.b", "a/b", "*"]),
        case!(
            JobDefinitionName,
            ["a", "1_a-B", "a".repeat(128)],
            ["", "-a", "_a", "a".repeat(129), "a:1", "a*"]
        ),
        case!(JobQueueName, ["a", "1_a-B", "a".repeat(128)], ["", "-a", "_a", "a".repeat(129), "a:1", "a*"]),
        case!(
            RoleName,
            [
                "a",
                "my-role",
                "A+=,.@_-9",
                "a".repeat(64),
                "division/team/role",
                format!("{}/role", "p".repeat(510))
            ],
            [
                "",
                "a".repeat(65),
                "a b",
                "a*",
                "a?",
                "/role",
                "role/",
                "a//b",
                "${aws:username}",
                "a\"b",
                "a\\b",
                "a<b>",
                "r\u{f6}le",
                format!("{}/role", "p".repeat(511))
            ]
        ),
        case!(
            RoleNamePattern,
            ["parallelcluster-*", "*", "my-role", "a?c", "division/*"],
            ["", "a b", "a".repeat(65), "/role", "a\"b", "${x}"]
        ),
        case!(
            StackName,
            ["a", "parallelcluster-demo", "a".repeat(128)],
            ["", "1a", "-a", "a".repeat(129), "a_b", "a/b", "*"]
        ),
        case!(
            Region,
            [
                "eu-west-1",
                "us-gov-east-1",
                "cn-north-1",
                "us-iso-east-1",
                "us-isob-west-1",
                "eu-isoe-west-1",
                "us-isof-south-1",
                "eusc-de-east-1",
                "ap-southeast-99"
            ],
            [
                "",
                "eu",
                "eu-west",
                "eu-west-",
                "eu-west-1a",
                "eu--1",
                "xx-west-1",
                "EU-WEST-1",
                "*",
                "eu-west-*",
                "eu-west-1 ",
                "eu-w\u{eb}st-1",
                "eu-west-\u{661}"
            ]
        ),
    ]
}

/// The types that are ARNs with a region and an account.
fn arns() -> Vec<Case> {
    macro_rules! arn {
        ($name:ident, $kind:literal, [$($good:literal),*], [$($bad:literal),*]) => {
            case!(
                $name,
                [$(format!("arn:aws-cn:{}", $kind.replace("ID", $good))),*],
                [
                    "",
                    "*",
                    format!("arn:aws:{}", $kind.replace("ID", "*")),
                    format!("arn:aws:{}", $kind.replace("ID", "")),
                    format!("arn:gcp:{}", $kind.replace("ID", "a")),
                    format!("arn:aws:{}", $kind.replace("ID", "a").replace("123456789012", "*")),
                    format!("arn:aws:{}", $kind.replace("ID", "a").replace("cn-north-1", "")),
                    format!("arn:aws:{}", $kind.replace("ID", "a").replacen(':', "x:", 1)),
                    $(format!("arn:aws:{}", $kind.replace("ID", $bad))),*
                ]
            )
        };
    }
    vec![
        arn!(
            CapacityReservationArn,
            "ec2:cn-north-1:123456789012:capacity-reservation/ID",
            ["cr-0123456789abcdef0"],
            ["a/b", "a b"]
        ),
        arn!(CodebuildProjectArn, "codebuild:cn-north-1:123456789012:project/ID", ["My_build-1"], ["a:b"]),
        arn!(EcrRepositoryArn, "ecr:cn-north-1:123456789012:repository/ID", ["demo/images"], ["a:b", "${x}"]),
        arn!(
            JobDefinitionArn,
            "batch:cn-north-1:123456789012:job-definition/ID",
            ["job", "job:12"],
            ["job:", "job:a", "job:*"]
        ),
        arn!(JobQueueArn, "batch:cn-north-1:123456789012:job-queue/ID", ["queue_1"], ["a:1", "-a"]),
        arn!(ResourceGroupArn, "resource-groups:cn-north-1:123456789012:group/ID", ["my-group"], ["a\"b"]),
        arn!(SecretArn, "secretsmanager:cn-north-1:123456789012:secret:ID", ["a/b-1+=.@_"], ["a\\b", "a?"]),
        arn!(SsmParameterArn, "ssm:cn-north-1:123456789012:parameter/ID", ["path/to/it"], ["a<b>"]),
        arn!(
            StackArn,
            "cloudformation:cn-north-1:123456789012:stack/ID",
            ["demo/01234567-89ab"],
            ["demo", "demo/", "/0123", "demo/*", "a/b/c"]
        ),
        case!(
            RoleArnPattern,
            ["arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/parallelcluster/demo/*"],
            [
                "",
                "*",
                "arn:aws:iam::*:role/a",
                "arn:aws:iam::123456789012:user/a",
                "arn:aws:iam::123456789012:role/"
            ]
        ),
    ]
}

/// The types that are parts of ARNs and values of conditions.
fn parts() -> Vec<Case> {
    vec![
        case!(ComponentNumber, ["0", "12"], ["", "1234", "-1", "a", "*"]),
        case!(ComputeEnvironmentName, ["a", "1_a-B"], ["", "-a", "a:1", "a*"]),
        case!(FileSystemId, ["fs-01234567", "fs-0123456789abcdef0"], ["", "fs-", "fs-xyz", "fs-*", "*"]),
        case!(HostedZoneIdPattern, ["Z0123456789ABC", "*"], ["", "z0", "/hostedzone/Z0", "Z".repeat(33)]),
        case!(
            IamPath,
            ["parallelcluster", "teams/blue", "a".repeat(510)],
            ["", "/", "/a", "a/", "a//b", "*", "a".repeat(511), format!("{}/b", "a".repeat(510))]
        ),
        case!(
            ImageIdPattern,
            ["ami-01234567", "ami-0123456789abcdef0", "ami-*", "*"],
            ["", "ami-", "ami-0123", "01234567", "i*", "ami-0123456789abcdef0*"]
        ),
        case!(ImageNamePattern, ["my-image_1", "*"], ["", "a b", "a/b", "a".repeat(129)]),
        case!(KeyPairNamePattern, ["my key", "my-*", "*"], ["", " a", "a\"b", "${x}", "a".repeat(256)]),
        case!(
            ObjectKey,
            ["a", "cookbooks/it.tgz", "a".repeat(1024)],
            ["", "/a", "a/", "a*", "a?", "a\"b", "a\\b", "${x}", "a".repeat(1025)]
        ),
        case!(
            ObjectPattern,
            ["my-bucket/data/*", "my-bucket/read_only/", "my-bucket/*"],
            ["", "my-bucket", "my-bucket/", "*/a", "My/a", "my-bucket/${x}", "my-bucket/a\"b"]
        ),
        case!(PoolNamePattern, ["pool1", "*"], ["", "Pool", "a_b", "a".repeat(26)]),
        case!(QueueName, ["queue1", "a".repeat(25)], ["", "1a", "Queue", "a_b", "a*", "a".repeat(26)]),
        case!(
            SubnetIdPattern,
            ["subnet-01234567", "subnet-0123456789abcdef0", "subnet-0?*", "*"],
            ["", "subnet-", "subnet-0123", "01234567", "s*"]
        ),
        case!(UuidPattern, ["01234567-89ab-cdef-0123-456789abcdef", "*"], ["", "A", "a".repeat(37)]),
    ]
}

#[test]
fn types_accept_and_refuse() {
    for (name, make, accepted, refused) in cases().into_iter().chain(arns()).chain(parts()) {
        for text in accepted {
            assert_eq!(make(&text).as_deref(), Ok(text.as_str()), "{name}");
        }
        for text in refused {
            let error = make(&text).expect_err(&format!("{name} refuses {text:?}"));
            assert_eq!(error.value(), text);
            assert!(error.to_string().contains("expected "), "{error}");
        }
    }
}

#[test]
fn every_region_belongs_to_its_partition() {
    for partition in PARTITIONS {
        for region in partition.regions {
            let region = Region::new(region).expect("a known region");
            assert_eq!(region.partition().id, partition.id);
        }
        assert_eq!(Region::any(partition).as_str(), "*");
        assert_eq!(Region::any(partition).name(), None);
        assert_eq!(Partition::new(partition.id), Ok(*partition));
    }
    let error = Partition::new("aws-xx").expect_err("no such partition");
    assert!(error.to_string().contains("`aws-cn`"), "{error}");
}

#[test]
fn a_wildcard_is_asked_for_by_name() {
    assert_eq!(StackName::any().as_str(), "*");
    assert!(StackName::new("*").is_err());
}

#[test]
fn owned_twins_parse() {
    let role: RoleNameBuf = "my-role".parse().expect("a role");
    assert_eq!(role.get(), RoleName::new("my-role").expect("a role"));
    assert!("my role".parse::<RoleNameBuf>().is_err());
    let region: RegionBuf = "cn-north-1".parse().expect("a region");
    assert_eq!(region.get().partition().id, "aws-cn");
}

proptest! {
    /// A string that a type accepts is unchanged in JSON, and contains nothing with a meaning to IAM or to
    /// a placeholder.
    #[test]
    fn accepted_values_need_no_escape(text in hostile()) {
        for (name, make, ..) in cases() {
            if let Ok(value) = make(&text) {
                prop_assert_eq!(serde_json::to_string(&value).expect("a text"), format!("\"{value}\""), "{}", name);
                prop_assert!(!value.contains(['<', '{', '$', '"', '\\', ' ']), "{}: {}", name, value);
                prop_assert!(name == "RoleNamePattern" || !value.contains(['*', '?']), "{}: {}", name, value);
            }
        }
    }
}

/// Strings that are almost valid, with characters that could break out of a JSON string.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[a-z0-9\"\\\\{}<>$*?:/,+=.@_-]{0,16}",
        "[a-z]{1,8}[\"\\\\*{}\n\u{0}]?[a-z0-9]{0,8}",
        "[a-z]{2}-[a-z]{1,6}[\"*-]{1,2}[0-9]{1,2}",
        "[0-9\"*]{11,13}",
    ]
}

#[test]
fn a_role_names_one_parameter() {
    let roles = [
        ParameterRole::Partition,
        ParameterRole::Region,
        ParameterRole::AccountId,
        ParameterRole::ClusterName,
        ParameterRole::StackName,
    ];
    for role in roles {
        let parameter = Parameter::with_role(role).expect("the catalog has it");
        assert_eq!(parameter.role(), role);
        assert_eq!(PARAMETERS.iter().filter(|other| other.role() == role).count(), 1, "{role:?}");
        assert_eq!(Parameter::named(parameter.name), Some(parameter));
    }
    let locations = PARAMETERS.iter().filter(|parameter| parameter.role().is_location());
    assert_eq!(locations.count(), 2, "the partition and the region go with every policy");
    assert_eq!(Parameter::named("no-such-parameter"), None);
}

#[test]
fn the_stack_is_named_after_the_cluster_where_the_release_says_so() {
    let cluster = ClusterName::new("demo").expect("valid");
    let cluster_name = Parameter::with_role(ParameterRole::ClusterName).expect("the catalog has it");
    let stack_name = Parameter::with_role(ParameterRole::StackName).expect("the catalog has it");
    for policy in POLICIES {
        let version = policy.release().expect("the release that states it");
        assert!(version.policies.iter().any(|stated| stated.id == policy.id), "{}", policy.id);
        let stack = policy.stack_name(cluster).expect("short enough").map(|name| name.to_string());
        let expected = version.stack_name.map(|template| template.replace("{cluster-name}", "demo"));
        assert_eq!(stack, expected, "{}", policy.id);
        let origin = version.stack_name.map(|_| cluster_name);
        assert_eq!(policy.origin(stack_name), origin, "{}", policy.id);
        assert_eq!(policy.origin(cluster_name), None, "{}", policy.id);
    }
    assert!(VERSIONS.iter().any(|version| version.stack_name.is_some()));
}

#[test]
fn the_name_of_the_cluster_fills_a_policy_that_names_its_stack() {
    let cluster = ClusterName::new("demo").expect("valid");
    let stack = Parameter::with_role(ParameterRole::StackName).expect("the catalog has it");
    let cluster_name = Parameter::with_role(ParameterRole::ClusterName).expect("the catalog has it");
    let of_stack = |policy: &Policy| policy.parameter(ParameterRole::StackName).is_some();
    let others = |policy: &'static Policy| -> Values<'static> {
        let used = policy.parameters.iter().filter(|used| used.need == Need::Required);
        let others = used.map(|used| used.parameter).filter(|parameter| **parameter != *stack);
        others.map(|parameter| (parameter.name, parameter.example)).collect()
    };
    let problems = |policy: &'static Policy, values: &Values<'_>| {
        policy.fill(values).err().map(|error| error.problems().to_vec()).unwrap_or_default()
    };
    let mut n_derived = 0;
    for policy in POLICIES.iter().copied().filter(|policy| of_stack(policy)) {
        let given = others(policy).with_cluster_name(cluster);
        let Some(name) = policy.stack_name(cluster).expect("short enough") else {
            let expected = [FillProblem::Missing(stack), FillProblem::Unused(cluster_name)];
            assert_eq!(problems(policy, &given), expected, "{}", policy.id);
            continue;
        };
        n_derived += 1;
        let name = name.to_string();
        let direct = others(policy).set(stack.name, &name);
        let (derived, direct) = (policy.fill(&given).expect("filled"), policy.fill(&direct).expect("filled"));
        assert_eq!(derived.to_json(), direct.to_json(), "{}", policy.id);
        assert_eq!(derived.to_json_pretty(), direct.to_json_pretty(), "{}", policy.id);
        // The name of the stack takes precedence, and a mistake in the cluster's is reported in its place.
        let both = given.clone().set(stack.name, &name);
        assert_eq!(problems(policy, &both), [FillProblem::Unused(cluster_name)], "{}", policy.id);
        let twice = given.set(cluster_name.name, "other");
        assert_eq!(problems(policy, &twice), [FillProblem::Repeated(cluster_name)], "{}", policy.id);
        let wrong = others(policy).set(cluster_name.name, "1demo");
        let error = ClusterName::new("1demo").expect_err("a digit first");
        assert_eq!(problems(policy, &wrong), [FillProblem::Invalid(cluster_name, error)], "{}", policy.id);
    }
    assert!(n_derived > 0);
}

/// The flags of all policies, each with the policy.
fn of_flags() -> impl Iterator<Item = (&'static Policy, &'static Parameter)> {
    POLICIES.iter().copied().flat_map(|policy| {
        let flags = policy.parameters.iter().map(|used| used.parameter);
        flags.filter(|it| it.role() == ParameterRole::Flag).map(move |flag| (policy, flag))
    })
}

/// True if every statement that depends on the flag exists only with further values.
fn needs_a_partner(policy: &Policy, flag: &Parameter) -> bool {
    let mut presences = policy.statements.iter().map(|statement| statement.presence);
    presences.all(|it| {
        let is_named = it.when.contains(&flag.name) || it.unless.contains(&flag.name);
        !is_named || it.when.iter().any(|name| *name != flag.name)
    })
}

#[test]
fn a_flag_is_off_unless_it_is_given() {
    let mut n_flags = 0;
    for (policy, flag) in of_flags().filter(|(policy, flag)| !needs_a_partner(policy, flag)) {
        n_flags += 1;
        let filled = |values: Values<'static>| policy.fill(&values).map(|filled| filled.to_json());
        let off = filled(policy.examples()).expect("the examples fill it");
        assert_eq!(
            filled(policy.examples().set(flag.name, "false")).as_deref(),
            Ok(off.as_str()),
            "{}",
            policy.id
        );
        let on = filled(policy.examples().set(flag.name, "true")).expect("the flag is valid");
        assert_ne!(on, off, "{} of {}", flag.name, policy.id);
        let error = filled(policy.examples().set(flag.name, "yes")).expect_err("no boolean");
        assert!(matches!(error.problems(), [FillProblem::Invalid(it, _)] if *it == flag), "{error}");
        let error = filled(policy.examples().set(flag.name, "true").set(flag.name, "true"));
        assert!(matches!(error.expect_err("twice").problems(), [FillProblem::Repeated(_)]));
    }
    assert!(n_flags > 0);
}

/// A flag states a fact, which stays true where it changes nothing.
#[test]
fn a_flag_is_accepted_without_its_partner() {
    let mut n_flags = 0;
    for (policy, flag) in of_flags().filter(|(policy, flag)| needs_a_partner(policy, flag)) {
        n_flags += 1;
        let filled = |values: Values<'static>| policy.fill(&values).map(|filled| filled.to_json());
        let without = filled(policy.examples());
        let with = filled(policy.examples().set(flag.name, "true"));
        assert!(with.is_ok() && with == without, "{} of {}: {with:?}", flag.name, policy.id);
    }
    assert!(n_flags > 0);
}

/// A value on which only statements with further values depend is refused, and the answer names one of these.
#[test]
fn a_value_without_effect_is_refused() {
    let mut n_values = 0;
    for policy in POLICIES.iter().copied() {
        for parameter in policy.parameters.iter().map(|used| used.parameter) {
            let examples = policy.examples();
            let is_given = |name: &str| name == parameter.name || examples.get(name).next().is_some();
            let Some(needs) = policy.needed_beside(parameter, is_given) else { continue };
            n_values += 1;
            let values = examples.clone().set(parameter.name, parameter.example);
            let error = policy.fill(&values).expect_err("it has no effect");
            assert_eq!(error.problems(), [FillProblem::WithoutEffect { parameter, needs }], "{}", policy.id);
            let message = format!("`{}` has no effect without `{}`", parameter.name, needs.name);
            assert!(error.to_string().ends_with(&message), "{error}");
            let values = values.set(needs.name, needs.example);
            assert!(policy.fill(&values).is_ok(), "{} with {} in {}", parameter.name, needs.name, policy.id);
        }
    }
    assert!(n_values > 0);
}

/// The values of an account, and those without an account.
fn in_account() -> Values<'static> {
    Values::new().set("region", "eu-west-1").set("account-id", "123456789012")
}

/// A parameter, a string of another form, the value that it means, and whether it can mean nothing else.
#[test]
fn strings_of_another_form_are_understood() {
    for (name, text, value, is_certain) in [
        ("account-id", "1234-5678-9012", "123456789012", true),
        ("account-id", "1234 5678 9012", "123456789012", true),
        ("account-id", "arn:aws:iam::210987654321:root", "210987654321", true),
        ("region", "eu-west-1b", "eu-west-1", true),
        ("region", "arn:aws:sqs:eu-west-2:123456789012:q", "eu-west-2", true),
        ("partition", "arn:aws-cn:iam::123456789012:root", "aws-cn", true),
        ("ec2-role", "arn:aws:iam::123456789012:role/a/b", "a/b", true),
        ("ec2-role", "arn:aws:sts::123456789012:assumed-role/name/session", "name", true),
        ("custom-roles", "my-role", "arn:aws:iam::123456789012:role/my-role", false),
        ("custom-roles", "role/a/my-role", "arn:aws:iam::123456789012:role/a/my-role", false),
        ("permissions-boundary", "limit", "arn:aws:iam::123456789012:policy/limit", false),
        ("fsx-bucket", "arn:aws:s3:::my-data", "my-data", true),
        ("fsx-bucket", "s3://my-data/import", "my-data", true),
        ("fsx-buckets", "my-data", "arn:aws:s3:::my-data", true),
        ("fsx-buckets", "s3://my-data/import", "arn:aws:s3:::my-data", true),
        ("s3-read-objects", "s3://my-data/import/*", "my-data/import/*", true),
        (
            "directory-secret",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pw-a1B2c3",
            "pw-a1B2c3",
            true,
        ),
        (
            "munge-key-secret",
            "key-a1B2c3",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-a1B2c3",
            false,
        ),
        (
            "stack-name",
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/parallelcluster-a/1-2",
            "parallelcluster-a",
            true,
        ),
        (
            "compute-subnet",
            "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0123456789abcdef0",
            "subnet-0123456789abcdef0",
            true,
        ),
        ("hosted-zone", "/hostedzone/Z0123456789ABCDEFGHIJ", "Z0123456789ABCDEFGHIJ", true),
        ("job-definition-serial", "arn:aws:batch:eu-west-1:123456789012:job-definition/a:1", "a", true),
        ("job-queue-arn", "my-queue", "arn:aws:batch:eu-west-1:123456789012:job-queue/my-queue", false),
    ] {
        let parameter = Parameter::named(name).expect(name);
        let meant = parameter.meant(text, &in_account()).unwrap_or_else(|| panic!("{name}: {text}"));
        assert_eq!((meant.value.as_str(), meant.is_certain), (value, is_certain), "{name}: {text}");
    }
    for (name, text, values) in [
        // What the type accepts is what it says.
        ("ec2-role", "my-role", in_account()),
        ("account-id", "1234-5678-901", in_account()),
        ("region", "eu-west-1x", in_account()),
        ("region", "mars-1a", in_account()),
        ("ec2-role", "arn:aws:s3:::my-data", in_account()),
        ("custom-roles", "my-role", Values::new()),
        ("custom-roles", "my role", in_account()),
        // The six characters at the end of the ARN are not known.
        ("munge-key-secret", "key", in_account()),
    ] {
        let parameter = Parameter::named(name).expect(name);
        assert_eq!(parameter.meant(text, &values), None, "{name}: {text}");
    }
}

/// A parameter, a value, and what is odd about it.
#[test]
fn odd_values_are_noticed() {
    for (name, text, odd) in [
        ("custom-roles", "arn:aws:iam::123456789012:role/a", ""),
        (
            "custom-roles",
            "arn:aws:iam::210987654321:role/a",
            "it is in account `210987654321`, and the policy is for `123456789012`",
        ),
        (
            "custom-roles",
            "arn:aws-cn:iam::123456789012:role/a",
            "it is in partition `aws-cn`, and the policy is for `aws`",
        ),
        ("additional-policies", "arn:aws:iam::aws:policy/a", ""),
        ("munge-key-secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-a1B2c3", ""),
        (
            "munge-key-secret",
            "arn:aws:secretsmanager:eu-west-2:123456789012:secret:key-a1B2c3",
            "it is in region `eu-west-2`, and the policy is for `eu-west-1`",
        ),
        (
            "munge-key-secret",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key",
            "it lacks the hyphen and the six characters at the end of a secret's ARN",
        ),
        (
            "directory-secret",
            "my-password",
            "it lacks the hyphen and the six characters at the end of a secret's ARN",
        ),
        ("directory-secret", "my-password-??????", ""),
        ("directory-secret", "my-password*", ""),
    ] {
        let parameter = Parameter::named(name).expect(name);
        let oddities = parameter.oddities(text, &in_account());
        let said: Vec<_> = oddities.iter().map(ToString::to_string).collect();
        assert_eq!(said.join("; "), odd, "{name}: {text}");
    }
}

proptest! {
    /// Whatever is typed, what is understood is a value of the parameter's type, and understanding it again changes
    /// nothing.
    #[test]
    fn what_is_understood_is_a_value(
        parameter in proptest::sample::select(PARAMETERS.to_vec()),
        text in "(arn:aws(-cn)?:(iam|s3|batch|secretsmanager|sts)?:(eu-west-1)?:([0-9]{12})?:)?(role/|secret:|assumed-role/)?[a-zA-Z0-9 :/*._-]{0,30}",
    ) {
        if let Some(meant) = parameter.meant(&text, &in_account()) {
            prop_assert_eq!(parameter.meant(&meant.value, &in_account()), None);
            let users = POLICIES.iter().filter(|policy| policy.parameters.iter().any(|used| used.parameter == parameter));
            for policy in users.take(1) {
                let values = Values::new().set(parameter.name, &meant.value);
                let refused = policy.fill(&values).err().is_some_and(|error| {
                    error.problems().iter().any(|problem| matches!(problem, FillProblem::Invalid(..)))
                });
                prop_assert!(!refused, "{} is no {}", meant.value, parameter.type_name);
            }
        }
    }
}
