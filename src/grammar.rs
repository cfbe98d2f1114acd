//! The rules of the values that a parameter can take.
//!
//! The build script compiles this file too, so that a default or an example in the catalog is held
//! to the very rule that a caller's value is held to. It therefore knows neither the catalog nor
//! the rest of the library.

/// A type of parameter whose values are texts of one form.
#[derive(Debug)]
pub(crate) struct Rule {
    /// As `type` in `catalog/parameters.toml`; its Rust type is the same in upper camel case.
    #[allow(dead_code, reason = "the library reaches each rule through its type")]
    pub(crate) name: &'static str,
    /// What a value may be: a phrase that follows "expected".
    pub(crate) allowed: &'static str,
    /// Whether a value follows the rule.
    pub(crate) accepts: fn(&str) -> bool,
}

/// Every rule, for the build script, which finds them by name.
#[allow(dead_code, reason = "the library reaches each rule through its type")]
pub(crate) const RULES: &[&Rule] = &[
    &ACCOUNT_ID,
    &BUCKET_NAME,
    &CLUSTER_NAME,
    &ECS_CLUSTER_NAME,
    &JOB_DEFINITION_NAME,
    &JOB_QUEUE_NAME,
    &ROLE_NAME,
    &ROLE_NAME_PATTERN,
    &STACK_NAME,
];

pub(crate) const ACCOUNT_ID: Rule = Rule {
    name: "account-id",
    allowed: "an AWS account id of 12 digits",
    accepts: |text| text.len() == 12 && all(text, |byte| byte.is_ascii_digit()),
};

pub(crate) const BUCKET_NAME: Rule = Rule {
    name: "bucket-name",
    allowed: "an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, \
              with a letter or digit at both ends, no `..`, no IP address \
              and none of the prefixes and suffixes that S3 reserves",
    accepts: is_bucket_name,
};

pub(crate) const CLUSTER_NAME: Rule = Rule {
    name: "cluster-name",
    allowed: "a cluster name of 1 to 60 letters, digits and `-`, a letter first",
    accepts: |text| text.len() <= 60 && is_hyphenated(text),
};

pub(crate) const ECS_CLUSTER_NAME: Rule = Rule {
    name: "ecs-cluster-name",
    allowed: "an ECS cluster name of 1 to 255 letters, digits, `-` and `_`",
    accepts: |text| (1..=255).contains(&text.len()) && all(text, is_word_or_hyphen),
};

pub(crate) const JOB_DEFINITION_NAME: Rule = Rule {
    name: "job-definition-name",
    allowed: "a Batch job definition name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    accepts: is_batch_name,
};

pub(crate) const JOB_QUEUE_NAME: Rule = Rule {
    name: "job-queue-name",
    allowed: "a Batch job queue name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    accepts: is_batch_name,
};

pub(crate) const ROLE_NAME: Rule = Rule {
    name: "role-name",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-`, \
              after an optional path such as `division/team/` of up to 512 characters",
    accepts: |text| is_role_name(text, is_role_byte),
};

pub(crate) const ROLE_NAME_PATTERN: Rule = Rule {
    name: "role-name-pattern",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-` or the wildcards `*` and `?`, \
              after an optional path such as `division/team/` of up to 512 characters",
    accepts: |text| is_role_name(text, |byte| is_role_byte(byte) || matches!(byte, b'*' | b'?')),
};

pub(crate) const STACK_NAME: Rule = Rule {
    name: "stack-name",
    allowed: "a CloudFormation stack name of 1 to 128 letters, digits and `-`, a letter first",
    accepts: |text| text.len() <= 128 && is_hyphenated(text),
};

/// Whether `text` is a region of a partition whose regions begin with one of `prefixes`: a prefix,
/// a word and a number, as in `us-gov-west-1`.
pub(crate) fn is_region<'p>(text: &str, mut prefixes: impl Iterator<Item = &'p str>) -> bool {
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

fn is_bucket_name(text: &str) -> bool {
    const RESERVED_PREFIXES: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];
    const RESERVED_SUFFIXES: [&str; 5] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
    let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    (3..=63).contains(&text.len())
        && all(text, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
        && is_edge(bytes.first())
        && is_edge(bytes.last())
        && !text.contains("..")
        && text.parse::<core::net::Ipv4Addr>().is_err()
        && !RESERVED_PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        && !RESERVED_SUFFIXES.iter().any(|suffix| text.ends_with(suffix))
}

fn is_batch_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        && all(text, is_word_or_hyphen)
}

/// A role's name after an optional path, as both stand in an ARN: `path/to/name`, where IAM counts
/// the slash that the ARN has before the path as the path's.
fn is_role_name(text: &str, is_allowed: impl Fn(u8) -> bool) -> bool {
    let (path, name) = text.rsplit_once('/').unwrap_or(("", text));
    (1..=64).contains(&name.len())
        && all(name, &is_allowed)
        && path.len() <= 510
        && (name.len() == text.len()
            || path.split('/').all(|part| !part.is_empty() && all(part, &is_allowed)))
}

fn is_role_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte)
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
