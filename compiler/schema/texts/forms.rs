//! The forms of strings in the catalog.

use crate::compiler::names;
use crate::compiler::schema::texts::{Flaw, TextForm};
use crate::compiler::shared::grammar;
use crate::compiler::shared::release::ReleaseNumber;
use crate::compiler::source::code::Code;

/// A string of a policy document.
pub const POLICY_TEXT: TextForm = TextForm {
    pattern: r"^[\t\n\r\x20-\xff]*[\x21-\x84\x86-\x9f\xa1-\xff][\t\n\r\x20-\xff]*$",
    flaw: |text| {
        let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{ff}');
        let (at, c) = text.char_indices().find(|(_, c)| !is_allowed(*c))?;
        Some(Flaw { range: Some(at..at + c.len_utf8()), why: c.escape_unicode().to_string().into() })
    },
    message: "IAM does not allow the character `{why}` in a policy",
    help: "use the characters U+0020 to U+00FF",
    code: Code::ForbiddenCharacter,
    example: "text",
    within: None,
};

/// A Sid.
pub const SID: TextForm = TextForm {
    pattern: "^[A-Za-z0-9]+$",
    flaw: |text| {
        Flaw::first(text, 0, |c| c.is_ascii_alphanumeric(), |_| "a Sid has only letters A-Z, a-z and digits")
    },
    message: "`{text}` cannot be a Sid",
    help: "rename the table, set `sid`, or write `sid = false` for a statement without a Sid",
    code: Code::MalformedSid,
    example: "Sid",
    within: None,
};

/// An action in full, with wildcards in its name, or all of them.
pub const ACTION_NAME: TextForm = TextForm {
    pattern: r"^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?-]+)$",
    flaw: action_flaw,
    message: "`{text}` is not an action",
    help: "write it in full, such as `ec2:RunInstances` or `s3:Get*`",
    code: Code::MalformedAction,
    example: "ec2:RunInstances",
    within: Some(&POLICY_TEXT),
};

/// One action in full.
pub const ONE_ACTION: TextForm = TextForm {
    pattern: "^[a-z0-9-]+:[A-Za-z0-9-]+$",
    flaw: |text| Flaw::unless(has_two_parts(text, is_prefix_char, is_action_char)),
    message: "`{text}` is not a single action",
    help: "write it in full and without wildcards, such as `ec2:RunInstances`",
    code: Code::MalformedAction,
    example: "ec2:RunInstances",
    within: None,
};

/// Actions in full, with `*` for any part of them.
pub const ANY_ACTION: TextForm = TextForm {
    pattern: r"^[a-z0-9*-]+:[A-Za-z0-9*-]+$",
    flaw: |text| {
        let is_prefix = |c| is_prefix_char(c) || c == '*';
        Flaw::unless(has_two_parts(text, is_prefix, |c| is_action_char(c) || c == '*'))
    },
    message: "`{text}` is not an action",
    help: "write it in full, with `*` for any part of it, such as `ec2:Run*`",
    code: Code::MalformedAction,
    example: "ec2:Run*",
    within: None,
};

/// The full name of something of a service.
pub const OF_SERVICE: TextForm = TextForm {
    pattern: r"^[^:\s]+:\S+$",
    flaw: |text| Flaw::unless(has_two_parts(text, |c| !c.is_whitespace(), |c| !c.is_whitespace())),
    message: "`{text}` is not of the form `service:name`",
    help: "write it in full, such as `ec2:RunInstances` or `ec2:instance`",
    code: Code::MalformedValue,
    example: "ec2:instance",
    within: None,
};

/// A resource type of a service.
pub const RESOURCE_TYPE: TextForm = TextForm {
    pattern: r"^[a-z0-9-]+:\S+$",
    flaw: |text| Flaw::unless(has_two_parts(text, is_prefix_char, |c| !c.is_whitespace())),
    message: "`{text}` is not a resource type",
    help: "write it as `service:type`, such as `ec2:instance`",
    ..OF_SERVICE
};

/// A condition key: a service, a colon and a name.
pub const CONDITION_KEY: TextForm = TextForm {
    message: "`{text}` is not a condition key",
    help: "write it in full, such as `iam:PassedToService`",
    code: Code::MalformedConditionKey,
    example: "aws:SourceIp",
    ..OF_SERVICE
};

/// A condition key as the name of a table.
pub const CONDITION_KEY_TABLE: TextForm =
    TextForm { help: "write it in quotes and in full, such as `[\"aws:SourceIp\"]`", ..CONDITION_KEY };

/// A condition key as a key of TOML.
pub const CONDITION_KEY_NAME: TextForm = TextForm {
    pattern: r"^[\x21-\x39\x3b-\x84\x86-\x9f\xa1-\xff]+:[\x21-\x84\x86-\x9f\xa1-\xff]+$",
    help: "write it in quotes and in full, such as `\"iam:PassedToService\"`",
    within: Some(&POLICY_TEXT),
    ..CONDITION_KEY
};

/// A condition key that is no service's own.
pub const GLOBAL_KEY: TextForm = TextForm {
    pattern: r"^aws:\S+$",
    flaw: |text| Flaw::unless(text.starts_with("aws:")),
    message: "`{text}` is not a global condition key",
    within: Some(&CONDITION_KEY),
    ..CONDITION_KEY
};

/// A prefix of a service's actions.
pub const PREFIX: TextForm = TextForm {
    pattern: "^[a-z][a-z0-9-]*$",
    flaw: |text| Flaw::unless(names::is_prefix(text)),
    message: "no service can have the prefix `{text}`",
    help: "write it as AWS does, in lower-case letters, digits and `-`",
    code: Code::UnusableName,
    example: "ec2",
    within: None,
};

/// The beginning of codes of findings.
pub const CODES: TextForm = TextForm {
    pattern: "^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$",
    flaw: |text| {
        let is_word = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        };
        Flaw::unless(text.split('_').all(is_word))
    },
    message: "`{text}` cannot be the beginning of a finding's code",
    help: "write words in upper case with `_` between them, such as `PASS_ROLE`",
    code: Code::UnknownFinding,
    example: "PASS_ROLE",
    within: None,
};

/// A managed policy of AWS.
pub const MANAGED_POLICY: TextForm = TextForm {
    pattern: "^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$",
    flaw: |text| Flaw::unless(grammar::NAME_OF_POLICY.accepts(text)),
    message: "no AWS managed policy can be named `{text}`",
    help: "write the part of its ARN after `policy/`, such as `service-role/AWSBatchServiceRole`",
    code: Code::MalformedValue,
    example: "service-role/AWSBatchServiceRole",
    within: None,
};

/// The path of a role, which can depend on the cluster.
pub const ROLE_PATH: TextForm = TextForm {
    pattern: r"^/((\{cluster-name\}|[A-Za-z0-9+=,.@_-])+/)*$",
    flaw: |text| {
        let parts = text.strip_prefix('/').unwrap_or("//").split_inclusive('/');
        Flaw::unless(parts.map(|part| part.replace("{cluster-name}", "_")).all(|part| {
            let name = part.strip_suffix('/').unwrap_or_default();
            grammar::NAME_OR_PART.accepts(name)
        }))
    },
    message: "`{text}` is not the path of a role",
    help: "write it with a slash at both ends, such as `/parallelcluster/{cluster-name}/`",
    code: Code::MalformedValue,
    example: "/parallelcluster/{cluster-name}/",
    within: None,
};

/// A pattern of ARNs.
pub const ARN: TextForm = TextForm {
    pattern: "^arn:([^:]*:){4}",
    flaw: |text| Flaw::unless(text.starts_with("arn:") && text.split(':').count() > 5),
    message: "`{text}` is not an ARN",
    help: "write all six parts, with `*` for any text",
    code: Code::MalformedArn,
    example: "arn:*:iam::*:role/*",
    within: None,
};

/// A release of three numbers.
pub const RELEASE: TextForm = TextForm {
    pattern: r"^(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}$",
    flaw: |text| Flaw::unless(text.parse::<ReleaseNumber>().is_ok()),
    message: "`{text}` is not a release",
    help: "write its three numbers, such as `2.9.1`",
    code: Code::MalformedValue,
    example: "2.9.1",
    within: None,
};

/// A release as the name of a table.
pub const RELEASE_TABLE: TextForm =
    TextForm { help: "write its three numbers in quotes, such as `[\"2.9.1\"]`", ..RELEASE };

/// An address that a browser can open.
pub const ADDRESS: TextForm = TextForm {
    pattern: r"^https?://\S+$",
    flaw: |text| {
        let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
        Flaw::unless(rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)))
    },
    message: "`{text}` is not an address",
    help: "write an address that a reader can open, `https://…`",
    code: Code::MalformedValue,
    example: "https://example.com/",
    within: None,
};

/// Every form, for the test that holds pattern and function equal.
pub const FORMS: &[&TextForm] = &[
    &POLICY_TEXT,
    &SID,
    &ACTION_NAME,
    &ONE_ACTION,
    &ANY_ACTION,
    &OF_SERVICE,
    &RESOURCE_TYPE,
    &CONDITION_KEY,
    &CONDITION_KEY_TABLE,
    &CONDITION_KEY_NAME,
    &GLOBAL_KEY,
    &PREFIX,
    &CODES,
    &MANAGED_POLICY,
    &ROLE_PATH,
    &ARN,
    &RELEASE,
    &RELEASE_TABLE,
    &ADDRESS,
];

fn action_flaw(text: &str) -> Option<Flaw> {
    if text == "*" {
        return None;
    }
    let Some((prefix, name)) = text.split_once(':') else {
        return Some(Flaw::inside(text, "it has no colon"));
    };
    if prefix.is_empty() || name.is_empty() {
        return Some(Flaw::inside(text, "there is nothing on one side of the colon"));
    }
    let why = |c| match c {
        '*' | '?' => "a service's prefix has no wildcard",
        _ => "a service's prefix cannot contain this character",
    };
    Flaw::first(prefix, 0, |c| c.is_ascii_alphanumeric() || c == '-', why).or_else(|| {
        let is_name = |c: char| is_action_char(c) || matches!(c, '*' | '?');
        Flaw::first(text, prefix.len() + 1, is_name, |_| "an action's name cannot contain this character")
    })
}

/// True for a character that names of actions have; few have the hyphen.
pub fn is_action_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// True for a string of two runs of characters, the first without a colon, with a colon between them.
fn has_two_parts(text: &str, is_first: impl Fn(char) -> bool, is_second: impl Fn(char) -> bool) -> bool {
    text.split_once(':').is_some_and(|(first, second)| {
        !first.is_empty()
            && first.chars().all(is_first)
            && !second.is_empty()
            && second.chars().all(is_second)
    })
}

fn is_prefix_char(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}
