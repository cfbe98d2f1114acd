//! The rules of the values that a parameter can take.
//!
//! The compiler of the catalog includes this file too, so that defaults and examples in the catalog
//! follow the same rules as the values that a caller gives.

mod arns;
mod parts;

pub use arns::*;
pub use parts::*;

/// A type of parameter whose values are strings of a certain form.
#[derive(Debug)]
pub struct Rule {
    /// The type's name in `catalog/parameters.toml`; the Rust type is the same in upper camel case.
    pub name: &'static str,
    /// The form of a value: a phrase that follows "expected".
    pub allowed: &'static str,
    /// True for a value that follows the rule.
    pub accepts: fn(&str) -> bool,
    /// True if the values are whole ARNs, which contain a partition.
    pub is_arn: bool,
    /// A value of the fewest characters; `{partition}` and `{region}` stand for those of an ARN.
    pub shortest: &'static str,
    /// A value of the most characters, and for another number another value.
    pub longest: fn(Place<'_>, usize) -> String,
}

/// The partition and the region of a whole ARN. A rule accepts regions that do not exist yet, so that an
/// ARN is of the fewest or the most characters in a place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    pub partition: &'p str,
    pub region: &'p str,
}

impl Place<'_> {
    fn arn(self, service: &str, kind: &str, id: &str) -> String {
        format!("arn:{}:{service}:{}:000000000000:{kind}{id}", self.partition, self.region)
    }
}

impl Rule {
    /// A value of the fewest characters in a place.
    pub fn shortest_at(&self, place: Place<'_>) -> String {
        self.shortest.replace("{partition}", place.partition).replace("{region}", place.region)
    }

    /// True if a value can have a blank before its last character.
    pub fn allows_blanks(&self) -> bool {
        let mut value = (self.longest)(Place { partition: "aws", region: "us-east-1" }, 0);
        let last = value.pop().unwrap_or_default();
        value.pop();
        (self.accepts)(&format!("{value} {last}"))
    }

    /// The rule of a type.
    pub fn named(type_name: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.name == type_name)
    }
}

/// All rules, for lookups by name in the compiler of the catalog.
pub const RULES: &[&Rule] = &[
    &ACCOUNT_ID,
    &BUCKET_ARN,
    &BUCKET_NAME,
    &BUCKET_NAME_PATTERN,
    &CAPACITY_RESERVATION_ARN,
    &CLUSTER_NAME,
    &CODEBUILD_PROJECT_ARN,
    &COMPONENT_NUMBER,
    &COMPUTE_ENVIRONMENT_NAME,
    &ECR_REPOSITORY_ARN,
    &ECS_CLUSTER_NAME,
    &FILE_SYSTEM_ID,
    &FLAG,
    &HOSTED_ZONE_ID_PATTERN,
    &IAM_PATH,
    &IMAGE_ID,
    &IMAGE_ID_PATTERN,
    &IMAGE_NAME_PATTERN,
    &JOB_DEFINITION_ARN,
    &JOB_DEFINITION_NAME,
    &JOB_QUEUE_ARN,
    &JOB_QUEUE_NAME,
    &KEY_PAIR_NAME,
    &KEY_PAIR_NAME_PATTERN,
    &OBJECT_KEY,
    &OBJECT_PATTERN,
    &POLICY_ARN,
    &POOL_NAME_PATTERN,
    &QUEUE_NAME,
    &RESOURCE_GROUP_ARN,
    &ROLE_ARN,
    &ROLE_ARN_PATTERN,
    &ROLE_NAME,
    &ROLE_NAME_PATTERN,
    &SECRET_ARN,
    &SECRET_NAME_PATTERN,
    &SSM_PARAMETER_ARN,
    &STACK_ARN,
    &STACK_NAME,
    &SUBNET_ID,
    &SUBNET_ID_PATTERN,
    &UUID_PATTERN,
];

pub const ACCOUNT_ID: Rule = Rule {
    name: "account-id",
    allowed: "an AWS account id of 12 digits",
    accepts: is_account_id,
    is_arn: false,
    shortest: "000000000000",
    longest: |_, n| numbered("", 12, n),
};

pub const BUCKET_ARN: Rule = Rule {
    name: "bucket-arn",
    allowed: "the ARN of an S3 bucket, such as `arn:aws:s3:::my-bucket`",
    accepts: |text| arn(text, "s3").is_some_and(|(account, id)| account.is_empty() && is_bucket_name(id)),
    is_arn: true,
    shortest: "arn:{partition}:s3:::aaa",
    longest: |at, n| format!("arn:{}:s3:::{}", at.partition, numbered("a", 63, n)),
};

pub const BUCKET_NAME: Rule = Rule {
    name: "bucket-name",
    allowed: "an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, \
              with a letter or digit at both ends, no `..`, no IP address \
              and none of the prefixes and suffixes that S3 reserves",
    accepts: is_bucket_name,
    is_arn: false,
    shortest: "aaa",
    longest: |_, n| numbered("a", 63, n),
};

pub const BUCKET_NAME_PATTERN: Rule = Rule {
    name: "bucket-name-pattern",
    allowed: "an S3 bucket name of up to 63 lower-case letters, digits, `.` and `-` \
              or the wildcards `*` and `?`",
    accepts: |text| {
        let is_allowed = |byte: u8| is_bucket_byte(byte) || is_wildcard(byte);
        (1..=63).contains(&text.len()) && all(text, is_allowed) && !text.contains("..")
    },
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 63, n),
};

pub const CLUSTER_NAME: Rule = Rule {
    name: "cluster-name",
    allowed: "a cluster name of 1 to 60 letters, digits and `-`, a letter first",
    accepts: |text| text.len() <= 60 && is_hyphenated(text),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 60, n),
};

pub const ECS_CLUSTER_NAME: Rule = Rule {
    name: "ecs-cluster-name",
    allowed: "an ECS cluster name of 1 to 255 letters, digits, `-` and `_`",
    accepts: |text| (1..=255).contains(&text.len()) && all(text, is_word_or_hyphen),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const FLAG: Rule = Rule {
    name: "flag",
    allowed: "`true` or `false`",
    accepts: |text| matches!(text, "true" | "false"),
    is_arn: false,
    shortest: "true",
    longest: |_, _| "true".to_owned(),
};

pub const IMAGE_ID: Rule = Rule {
    name: "image-id",
    allowed: "the id of an Amazon machine image: `ami-` and 8 or 17 digits or letters a to f",
    accepts: |text| is_ec2_id(text, "ami-"),
    is_arn: false,
    shortest: "ami-00000000",
    longest: |_, n| numbered("ami-", 21, n),
};

pub const JOB_DEFINITION_NAME: Rule = Rule {
    name: "job-definition-name",
    allowed: "a Batch job definition name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    accepts: is_batch_name,
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const JOB_QUEUE_NAME: Rule = Rule {
    name: "job-queue-name",
    allowed: "a Batch job queue name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    accepts: is_batch_name,
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const KEY_PAIR_NAME: Rule = Rule {
    name: "key-pair-name",
    allowed: "the name of an EC2 key pair: up to 255 ASCII characters, \
              except those with a meaning in a policy: `\"\\*?$<>{}`",
    accepts: |text| {
        let is_allowed = |byte: u8| matches!(byte, b' '..=b'~') && !b"\"\\*?$<>{}".contains(&byte);
        (1..=255).contains(&text.len()) && all(text, is_allowed) && text.trim() == text
    },
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const POLICY_ARN: Rule = Rule {
    name: "policy-arn",
    allowed: "the ARN of a managed policy, such as `arn:aws:iam::123456789012:policy/name`",
    accepts: |text| {
        arn(text, "iam").is_some_and(|(account, id)| {
            (is_account_id(account) || account == "aws")
                && id.strip_prefix("policy/").is_some_and(|name| is_iam_name(name, 128, is_role_byte))
        })
    },
    is_arn: true,
    shortest: "arn:{partition}:iam::aws:policy/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:policy/{}", at.partition, with_path(128, n)),
};

pub const ROLE_ARN: Rule = Rule {
    name: "role-arn",
    allowed: "the ARN of a role, such as `arn:aws:iam::123456789012:role/name`",
    accepts: |text| {
        arn(text, "iam").is_some_and(|(account, id)| {
            is_account_id(account)
                && id.strip_prefix("role/").is_some_and(|name| is_iam_name(name, 64, is_role_byte))
        })
    },
    is_arn: true,
    shortest: "arn:{partition}:iam::000000000000:role/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:role/{}", at.partition, with_path(64, n)),
};

pub const ROLE_NAME: Rule = Rule {
    name: "role-name",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-`, \
              after an optional path such as `division/team/` of up to 512 characters",
    accepts: |text| is_iam_name(text, 64, is_role_byte),
    is_arn: false,
    shortest: "a",
    longest: |_, n| with_path(64, n),
};

pub const ROLE_NAME_PATTERN: Rule = Rule {
    name: "role-name-pattern",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-` or the wildcards `*` and `?`, \
              after an optional path such as `division/team/` of up to 512 characters",
    accepts: |text| is_iam_name(text, 64, |byte| is_role_byte(byte) || is_wildcard(byte)),
    is_arn: false,
    shortest: "a",
    longest: |_, n| with_path(64, n),
};

pub const SECRET_NAME_PATTERN: Rule = Rule {
    name: "secret-name-pattern",
    allowed: "the name of an AWS Secrets Manager secret and the six characters that its ARN adds, \
              of letters, digits and `/_+=.@-`, or the wildcards `*` and `?`",
    accepts: |text| {
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte) || is_wildcard(byte);
        (1..=519).contains(&text.len()) && all(text, is_allowed)
    },
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 519, n),
};

pub const STACK_NAME: Rule = Rule {
    name: "stack-name",
    allowed: "a CloudFormation stack name of 1 to 128 letters, digits and `-`, a letter first",
    accepts: |text| text.len() <= 128 && is_hyphenated(text),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const SUBNET_ID: Rule = Rule {
    name: "subnet-id",
    allowed: "the id of a subnet: `subnet-` and 8 or 17 digits or letters a to f",
    accepts: |text| is_ec2_id(text, "subnet-"),
    is_arn: false,
    shortest: "subnet-00000000",
    longest: |_, n| numbered("subnet-", 24, n),
};

/// A text of that many characters that ends with a number.
fn numbered(before: &str, length: usize, n: usize) -> String {
    let width = length.saturating_sub(before.len());
    let n =
        u32::try_from(width).ok().and_then(|width| 10_usize.checked_pow(width)).map_or(n, |most| n % most);
    format!("{before}{n:0>width$}")
}

/// A name of that many characters after the longest path.
fn with_path(length: usize, n: usize) -> String {
    format!("{}/{}", numbered("a", 510, n), numbered("a", length, n))
}

/// The partition in an ARN, or `None` if the string is no ARN.
pub fn partition_of(text: &str) -> Option<&str> {
    text.strip_prefix("arn:")?.split_once(':').map(|(partition, _)| partition)
}

/// True if `text` is a region of a partition whose regions begin with one of `prefixes`: a prefix, a
/// word and a number, as in `us-gov-west-1`.
pub fn is_region<'p>(text: &str, mut prefixes: impl Iterator<Item = &'p str>) -> bool {
    prefixes.any(|prefix| {
        text.strip_prefix(prefix)
            .and_then(|rest| rest.strip_prefix('-'))
            .and_then(|rest| rest.split_once('-'))
            .is_some_and(|(word, number)| {
                !word.is_empty()
                    && all(word, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                    && !number.is_empty()
                    && all(number, |byte| byte.is_ascii_digit())
            })
    })
}

pub fn is_account_id(text: &str) -> bool {
    text.len() == 12 && all(text, |byte| byte.is_ascii_digit())
}

/// The account and the resource of an ARN of a service whose ARNs have no region.
fn arn<'t>(text: &'t str, service: &str) -> Option<(&'t str, &'t str)> {
    let mut parts = text.splitn(6, ':');
    let (prefix, partition, named) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let is_partition =
        partition.starts_with("aws") && all(partition, |byte| byte.is_ascii_lowercase() || byte == b'-');
    (prefix == "arn" && is_partition && named == service && region.is_empty()).then_some((account, resource))
}

fn is_ec2_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|id| {
        matches!(id.len(), 8 | 17) && all(id, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

fn is_bucket_name(text: &str) -> bool {
    const RESERVED_PREFIXES: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];
    const RESERVED_SUFFIXES: [&str; 5] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
    let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    (3..=63).contains(&text.len())
        && all(text, is_bucket_byte)
        && is_edge(bytes.first())
        && is_edge(bytes.last())
        && !text.contains("..")
        && text.parse::<core::net::Ipv4Addr>().is_err()
        && !RESERVED_PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        && !RESERVED_SUFFIXES.iter().any(|suffix| text.ends_with(suffix))
}

fn is_bucket_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
}

fn is_batch_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        && all(text, is_word_or_hyphen)
}

/// True if `text` is a name of up to `most` characters after an optional path, as in an ARN:
/// `path/to/name`. IAM counts the slash before the path as a part of the path.
pub fn is_iam_name(text: &str, most: usize, is_allowed: impl Fn(u8) -> bool) -> bool {
    let (path, name) = text.rsplit_once('/').unwrap_or(("", text));
    (1..=most).contains(&name.len())
        && all(name, &is_allowed)
        && path.len() <= 510
        && (name.len() == text.len()
            || path.split('/').all(|part| !part.is_empty() && all(part, &is_allowed)))
}

pub fn is_role_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte)
}

fn is_wildcard(byte: u8) -> bool {
    matches!(byte, b'*' | b'?')
}

fn is_hyphenated(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && all(text, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_word_or_hyphen(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn all(text: &str, is_allowed: impl Fn(u8) -> bool) -> bool {
    text.bytes().all(is_allowed)
}
