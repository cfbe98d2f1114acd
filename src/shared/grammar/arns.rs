//! The rules of whole ARNs that name a region and an account.

use super::{Rule, all, is_account_id, is_batch_name, is_iam_name, is_role_byte, is_wildcard};

pub const CAPACITY_RESERVATION_ARN: Rule = Rule {
    name: "capacity-reservation-arn",
    allowed: "the ARN of a capacity reservation, such as \
              `arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0`",
    accepts: |text| names(text, "ec2", "capacity-reservation/", is_plain),
    is_arn: true,
};

pub const CODEBUILD_PROJECT_ARN: Rule = Rule {
    name: "codebuild-project-arn",
    allowed: "the ARN of a CodeBuild project, such as \
              `arn:aws:codebuild:eu-west-1:123456789012:project/name`",
    accepts: |text| names(text, "codebuild", "project/", is_plain),
    is_arn: true,
};

pub const ECR_REPOSITORY_ARN: Rule = Rule {
    name: "ecr-repository-arn",
    allowed: "the ARN of an ECR repository, such as \
              `arn:aws:ecr:eu-west-1:123456789012:repository/name`",
    accepts: |text| names(text, "ecr", "repository/", is_path),
    is_arn: true,
};

pub const JOB_DEFINITION_ARN: Rule = Rule {
    name: "job-definition-arn",
    allowed: "the ARN of a Batch job definition, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-definition/name:1`",
    accepts: |text| {
        names(text, "batch", "job-definition/", |id| {
            let (name, revision) = id.split_once(':').unwrap_or((id, "1"));
            is_batch_name(name) && !revision.is_empty() && all(revision, |byte| byte.is_ascii_digit())
        })
    },
    is_arn: true,
};

pub const JOB_QUEUE_ARN: Rule = Rule {
    name: "job-queue-arn",
    allowed: "the ARN of a Batch job queue, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-queue/name`",
    accepts: |text| names(text, "batch", "job-queue/", is_batch_name),
    is_arn: true,
};

pub const RESOURCE_GROUP_ARN: Rule = Rule {
    name: "resource-group-arn",
    allowed: "the ARN of a resource group, such as \
              `arn:aws:resource-groups:eu-west-1:123456789012:group/name`",
    accepts: |text| names(text, "resource-groups", "group/", is_path),
    is_arn: true,
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
};

pub const SECRET_ARN: Rule = Rule {
    name: "secret-arn",
    allowed: "the ARN of a secret, such as \
              `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`",
    accepts: |text| names(text, "secretsmanager", "secret:", is_path),
    is_arn: true,
};

pub const SSM_PARAMETER_ARN: Rule = Rule {
    name: "ssm-parameter-arn",
    allowed: "the ARN of a parameter of AWS Systems Manager, such as \
              `arn:aws:ssm:eu-west-1:123456789012:parameter/name`",
    accepts: |text| names(text, "ssm", "parameter/", is_path),
    is_arn: true,
};

pub const STACK_ARN: Rule = Rule {
    name: "stack-arn",
    allowed: "the id of a CloudFormation stack, such as \
              `arn:aws:cloudformation:eu-west-1:123456789012:stack/name/01234567-89ab-cdef-0123-456789abcdef`",
    accepts: |text| {
        names(text, "cloudformation", "stack/", |id| {
            id.split_once('/').is_some_and(|(name, uuid)| is_plain(name) && is_plain(uuid))
        })
    },
    is_arn: true,
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

/// A name of letters, digits, `-`, `_` and `.`.
fn is_plain(text: &str) -> bool {
    (1..=255).contains(&text.len())
        && all(text, |byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A name that may also contain `/` and the other characters of names of secrets.
fn is_path(text: &str) -> bool {
    (1..=1011).contains(&text.len())
        && all(text, |byte| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte))
}
