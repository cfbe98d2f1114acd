//! The rules of whole ARNs that name a region and an account.

use super::{
    Rule, all, is_account_id, is_batch_name, is_ec2_id, is_iam_name, is_role_byte, is_wildcard, numbered,
    with_path,
};

/// The most digits of a job definition's revision, which is an integer of 32 bits.
const REVISION: usize = 10;

/// The most characters of a parameter's ARN: <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html>.
const SSM_PARAMETER: usize = 1011;

pub const CAPACITY_RESERVATION_ARN: Rule = Rule {
    name: "capacity-reservation-arn",
    allowed: "the ARN of a capacity reservation, such as \
              `arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0`",
    accepts: |text| names(text, "ec2", "capacity-reservation/", |id| is_ec2_id(id, "cr-")),
    is_arn: true,
    shortest: "arn:{partition}:ec2:{region}:000000000000:capacity-reservation/cr-00000000",
    longest: |at, n| at.arn("ec2", "capacity-reservation/", &numbered("cr-", 20, n)),
};

pub const CODEBUILD_PROJECT_ARN: Rule = Rule {
    name: "codebuild-project-arn",
    allowed: "the ARN of a CodeBuild project, such as \
              `arn:aws:codebuild:eu-west-1:123456789012:project/name`",
    accepts: |text| names(text, "codebuild", "project/", |name| is_plain(name, 255)),
    is_arn: true,
    shortest: "arn:{partition}:codebuild:{region}:000000000000:project/a",
    longest: |at, n| at.arn("codebuild", "project/", &numbered("a", 255, n)),
};

pub const ECR_REPOSITORY_ARN: Rule = Rule {
    name: "ecr-repository-arn",
    allowed: "the ARN of an ECR repository, such as \
              `arn:aws:ecr:eu-west-1:123456789012:repository/name`",
    accepts: |text| names(text, "ecr", "repository/", |name| is_path(name, 256)),
    is_arn: true,
    shortest: "arn:{partition}:ecr:{region}:000000000000:repository/a",
    longest: |at, n| at.arn("ecr", "repository/", &numbered("a", 256, n)),
};

pub const JOB_DEFINITION_ARN: Rule = Rule {
    name: "job-definition-arn",
    allowed: "the ARN of a Batch job definition, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-definition/name:1`",
    accepts: |text| {
        names(text, "batch", "job-definition/", |id| {
            let (name, revision) = id.split_once(':').unwrap_or((id, "1"));
            is_batch_name(name)
                && (1..=REVISION).contains(&revision.len())
                && all(revision, |byte| byte.is_ascii_digit())
        })
    },
    is_arn: true,
    shortest: "arn:{partition}:batch:{region}:000000000000:job-definition/a",
    longest: |at, n| {
        at.arn(
            "batch",
            "job-definition/",
            &format!("{}:{}", numbered("a", 128, n), numbered("1", REVISION, n)),
        )
    },
};

pub const JOB_QUEUE_ARN: Rule = Rule {
    name: "job-queue-arn",
    allowed: "the ARN of a Batch job queue, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-queue/name`",
    accepts: |text| names(text, "batch", "job-queue/", is_batch_name),
    is_arn: true,
    shortest: "arn:{partition}:batch:{region}:000000000000:job-queue/a",
    longest: |at, n| at.arn("batch", "job-queue/", &numbered("a", 128, n)),
};

pub const RESOURCE_GROUP_ARN: Rule = Rule {
    name: "resource-group-arn",
    allowed: "the ARN of a resource group, such as \
              `arn:aws:resource-groups:eu-west-1:123456789012:group/name`",
    accepts: |text| names(text, "resource-groups", "group/", |name| is_path(name, 300)),
    is_arn: true,
    shortest: "arn:{partition}:resource-groups:{region}:000000000000:group/a",
    longest: |at, n| at.arn("resource-groups", "group/", &numbered("a", 300, n)),
};

pub const ROLE_ARN_PATTERN: Rule = Rule {
    name: "role-arn-pattern",
    allowed: "the ARN of a role, such as `arn:aws:iam::123456789012:role/name`, \
              whose path and name may contain the wildcards `*` and `?`",
    accepts: |text| {
        super::arn(text, "iam").is_some_and(|(account, id)| {
            is_account_id(account)
                && id
                    .strip_prefix("role/")
                    .is_some_and(|name| is_iam_name(name, 64, |byte| is_role_byte(byte) || is_wildcard(byte)))
        })
    },
    is_arn: true,
    shortest: "arn:{partition}:iam::000000000000:role/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:role/{}", at.partition, with_path(64, n)),
};

pub const SECRET_ARN: Rule = Rule {
    name: "secret-arn",
    allowed: "the ARN of a secret, such as \
              `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`",
    accepts: |text| names(text, "secretsmanager", "secret:", |name| is_path(name, 519)),
    is_arn: true,
    shortest: "arn:{partition}:secretsmanager:{region}:000000000000:secret:a",
    longest: |at, n| at.arn("secretsmanager", "secret:", &numbered("a", 519, n)),
};

pub const SSM_PARAMETER_ARN: Rule = Rule {
    name: "ssm-parameter-arn",
    allowed: "the ARN of a parameter of AWS Systems Manager, such as \
              `arn:aws:ssm:eu-west-1:123456789012:parameter/name`",
    accepts: |text| {
        text.len() <= SSM_PARAMETER && names(text, "ssm", "parameter/", |name| is_path(name, SSM_PARAMETER))
    },
    is_arn: true,
    shortest: "arn:{partition}:ssm:{region}:000000000000:parameter/a",
    longest: |at, n| numbered(&at.arn("ssm", "parameter/", ""), SSM_PARAMETER, n),
};

pub const STACK_ARN: Rule = Rule {
    name: "stack-arn",
    allowed: "the id of a CloudFormation stack, such as \
              `arn:aws:cloudformation:eu-west-1:123456789012:stack/name/01234567-89ab-cdef-0123-456789abcdef`",
    accepts: |text| {
        names(text, "cloudformation", "stack/", |id| {
            id.split_once('/').is_some_and(|(name, uuid)| is_plain(name, 128) && is_plain(uuid, 36))
        })
    },
    is_arn: true,
    shortest: "arn:{partition}:cloudformation:{region}:000000000000:stack/a/a",
    longest: |at, n| {
        at.arn("cloudformation", "stack/", &format!("{}/{}", numbered("a", 128, n), numbered("", 36, n)))
    },
};

/// True if `text` is the ARN of a resource of that kind, in a region and an account, whose id follows
/// its own rule.
fn names(text: &str, service: &str, kind: &str, is_id: impl Fn(&str) -> bool) -> bool {
    let mut parts = text.splitn(6, ':');
    let parts: [Option<&str>; 6] = core::array::from_fn(|_| parts.next());
    let [Some("arn"), Some(partition), Some(named), Some(region), Some(account), Some(resource)] = parts
    else {
        return false;
    };
    let is_hyphenated = |text: &str| {
        !text.is_empty()
            && all(text, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    partition.starts_with("aws")
        && is_hyphenated(partition)
        && named == service
        && is_hyphenated(region)
        && is_account_id(account)
        && resource.strip_prefix(kind).is_some_and(is_id)
}

/// A name of up to `most` letters, digits, `-`, `_` and `.`.
fn is_plain(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && all(text, |byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A name of up to `most` characters that may also contain `/` and the others of names of secrets.
fn is_path(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && all(text, |byte| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte))
}
