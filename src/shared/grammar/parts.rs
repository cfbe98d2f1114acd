//! The rules of further parts of ARNs and values of conditions: ids, names and paths, and patterns of
//! them.

use super::{Rule, all, is_bucket_name, is_ec2_id, is_iam_name, is_role_byte, is_wildcard, numbered};

pub const COMPONENT_NUMBER: Rule = Rule {
    name: "component-number",
    allowed: "a number of up to 3 digits",
    accepts: |text| (1..=3).contains(&text.len()) && all(text, |byte| byte.is_ascii_digit()),
    is_arn: false,
    shortest: "0",
    longest: |_, n| numbered("", 3, n),
};

pub const COMPUTE_ENVIRONMENT_NAME: Rule = Rule {
    name: "compute-environment-name",
    allowed: "a Batch compute environment name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    accepts: super::is_batch_name,
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const FILE_SYSTEM_ID: Rule = Rule {
    name: "file-system-id",
    allowed: "the id of a file system: `fs-` and 8 or 17 digits or letters a to f",
    accepts: |text| is_ec2_id(text, "fs-"),
    is_arn: false,
    shortest: "fs-00000000",
    longest: |_, n| numbered("fs-", 20, n),
};

pub const HOSTED_ZONE_ID_PATTERN: Rule = Rule {
    name: "hosted-zone-id-pattern",
    allowed: "the id of a hosted zone of up to 32 upper-case letters and digits, \
              or the wildcards `*` and `?`",
    accepts: |text| is_pattern(text, 32, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("A", 32, n),
};

pub const IAM_PATH: Rule = Rule {
    name: "iam-path",
    allowed: "an IAM path such as `division/team`, without a slash at its ends, \
              of up to 510 letters, digits and `+=,.@_-`",
    accepts: |text| text.len() <= 510 && is_iam_name(text, 510, is_role_byte),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 510, n),
};

pub const IMAGE_ID_PATTERN: Rule = Rule {
    name: "image-id-pattern",
    allowed: "the id of an Amazon machine image: `ami-` and 8 or 17 digits or letters a to f, \
              or a pattern of it with the wildcards `*` and `?`",
    accepts: |text| is_ec2_id(text, "ami-") || is_ec2_id_pattern(text, "ami-"),
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("ami-", 21, n),
};

pub const IMAGE_NAME_PATTERN: Rule = Rule {
    name: "image-name-pattern",
    allowed: "the name of an image of up to 128 letters, digits, `-` and `_`, \
              or the wildcards `*` and `?`",
    accepts: |text| is_pattern(text, 128, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const KEY_PAIR_NAME_PATTERN: Rule = Rule {
    name: "key-pair-name-pattern",
    allowed: "the name of an EC2 key pair: up to 255 ASCII characters, \
              except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`",
    accepts: |text| is_pattern(text, 255, is_key_byte) && text.trim() == text,
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const OBJECT_KEY: Rule = Rule {
    name: "object-key",
    allowed: "the key of an S3 object: up to 1024 ASCII characters, without a slash at its ends, \
              except those with a meaning in a policy: `\"\\*?$<>{}`",
    accepts: |text| {
        (1..=1024).contains(&text.len())
            && all(text, is_key_byte)
            && !text.starts_with('/')
            && !text.ends_with('/')
    },
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 1024, n),
};

pub const OBJECT_PATTERN: Rule = Rule {
    name: "object-pattern",
    allowed: "the name of an S3 bucket, `/` and the key of an object: up to 1024 ASCII characters, \
              except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`",
    accepts: |text| {
        text.split_once('/')
            .is_some_and(|(bucket, key)| is_bucket_name(bucket) && is_pattern(key, 1024, is_key_byte))
    },
    is_arn: false,
    shortest: "aaa/*",
    longest: |_, n| format!("{}/{}", numbered("a", 63, n), numbered("a", 1024, n)),
};

pub const POOL_NAME_PATTERN: Rule = Rule {
    name: "pool-name-pattern",
    allowed: "the name of a pool of login nodes of up to 25 lower-case letters, digits and `-`, \
              or the wildcards `*` and `?`",
    accepts: |text| is_pattern(text, 25, is_queue_byte),
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 25, n),
};

pub const QUEUE_NAME: Rule = Rule {
    name: "queue-name",
    allowed: "the name of a queue of 1 to 25 lower-case letters, digits and `-`, a letter first",
    accepts: |text| {
        (1..=25).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && all(text, is_queue_byte)
    },
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 25, n),
};

pub const SUBNET_ID_PATTERN: Rule = Rule {
    name: "subnet-id-pattern",
    allowed: "the id of a subnet: `subnet-` and 8 or 17 digits or letters a to f, \
              or a pattern of it with the wildcards `*` and `?`",
    accepts: |text| is_ec2_id(text, "subnet-") || is_ec2_id_pattern(text, "subnet-"),
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("subnet-", 24, n),
};

pub const UUID_PATTERN: Rule = Rule {
    name: "uuid-pattern",
    allowed: "a UUID of lower-case digits and letters a to f in groups of 8, 4, 4, 4 and 12, \
              or a pattern of it with the wildcards `*` and `?`",
    accepts: |text| is_pattern(text, 36, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-')),
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("", 36, n),
};

/// True for a text of up to `most` bytes of which each is allowed or a wildcard.
fn is_pattern(text: &str, most: usize, is_allowed: impl Fn(u8) -> bool) -> bool {
    (1..=most).contains(&text.len()) && all(text, |byte| is_allowed(byte) || is_wildcard(byte))
}

/// True for `*`, or for the prefix and a part of an id with a wildcard.
fn is_ec2_id_pattern(text: &str, prefix: &str) -> bool {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text == "*"
        || text.strip_prefix(prefix).is_some_and(|id| is_pattern(id, 17, is_hex) && id.contains(['*', '?']))
}

fn is_queue_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_key_byte(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !b"\"\\*?$<>{}".contains(&byte)
}
