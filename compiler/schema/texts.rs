//! Texts of the catalog: closed sets and forms, each with the words for a text that does not fit.
//!
//! The reader of the files refuses what does not fit, and the schemas of the editors state the same
//! sets and patterns. The build does not take in an engine of regular expressions, so a form has a
//! pattern for the editors and a function for the reader; `tests/rules.rs` holds the two equal.

#![allow(dead_code, reason = "the build needs a part of it, and the schemas of the editors the rest")]

use std::borrow::Cow;
use std::ops::Range;

use crate::compiler::names;
use crate::compiler::shared::grammar::{self, RULES};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// What a text can be, as far as the text alone says it.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// Anything.
    All,
    /// One of a closed set.
    OneOf(&'static TextSet),
    /// A text of a form.
    Like(&'static TextForm),
}

/// A closed set of texts.
#[derive(Debug)]
pub struct TextSet {
    pub texts: &'static [&'static str],
    /// The words for a text that is not in the set, with `{text}` for the text.
    pub message: &'static str,
    /// What to do, where a list of the set or the nearest of its texts would not say enough.
    pub help: Option<&'static str>,
    pub code: Code,
    /// What editors show beside a text of the set.
    pub about: fn(&str) -> Option<&'static str>,
}

/// A form of texts.
#[derive(Debug)]
pub struct TextForm {
    /// The form as a regular expression, of the syntax that Rust's `regex` and JavaScript share.
    pub pattern: &'static str,
    /// The part of a text that breaks the form; nothing for a text of the form.
    pub flaw: fn(&str) -> Option<Flaw>,
    /// The words for a text that is not of the form, with `{text}` for the text and `{why}` for the
    /// reason, which otherwise stands below the text.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
    pub code: Code,
    /// A text of the form.
    pub example: &'static str,
    /// A wider form, whose words come first where a text is not of that one either.
    pub within: Option<&'static TextForm>,
}

/// A part of a text that breaks its form.
#[derive(Debug)]
pub struct Flaw {
    /// The bytes of the part; nothing for the whole text with its quotes.
    pub range: Option<Range<usize>>,
    /// The reason, or nothing where the message says all.
    pub why: Cow<'static, str>,
}

impl Texts {
    /// What is wrong with a text.
    pub fn problem(self, text: &Spanned<String>) -> Option<Diagnostic> {
        match self {
            Self::All => None,
            Self::OneOf(set) => set.problem(text),
            Self::Like(form) => form.problem(text),
        }
    }

    /// The text that was probably meant by another.
    pub fn meant(self, text: &str) -> Option<&'static str> {
        match self {
            Self::OneOf(set) => nearest(text, set.texts.iter().copied()),
            Self::All | Self::Like(_) => None,
        }
    }
}

impl TextSet {
    const fn new(texts: &'static [&'static str], message: &'static str) -> Self {
        Self { texts, message, help: None, code: Code::UnknownValue, about: |_| None }
    }

    fn problem(&self, text: &Spanned<String>) -> Option<Diagnostic> {
        if self.texts.contains(&text.value.as_str()) {
            return None;
        }
        let message = self.message.replace("{text}", &text.value);
        let help = self.help.map_or_else(|| one_of(&text.value, self.texts.iter().copied()), str::to_owned);
        Some(Diagnostic::new(self.code, text.span, message).help(help))
    }
}

impl TextForm {
    /// What is wrong with a text.
    pub fn problem(&self, text: &Spanned<String>) -> Option<Diagnostic> {
        if let Some(problem) = self.within.and_then(|wider| wider.problem(text)) {
            return Some(problem);
        }
        let Flaw { range, why } = (self.flaw)(&text.value)?;
        let place = range.map_or(text.span, |range| text.inside(range));
        // The reason first: the text may hold what looks like a place for it.
        let message = self.message.replace("{why}", &why).replace("{text}", &text.value);
        let diagnostic = Diagnostic::new(self.code, place, message).help(self.help);
        Some(if self.message.contains("{why}") { diagnostic } else { diagnostic.label(why) })
    }

    /// Whether a text is of the form.
    pub fn accepts(&self, text: &str) -> bool {
        self.within.is_none_or(|wider| wider.accepts(text)) && (self.flaw)(text).is_none()
    }
}

impl Flaw {
    /// The whole text, of which the message says all.
    fn unless(fits: bool) -> Option<Self> {
        (!fits).then_some(Self { range: None, why: Cow::Borrowed("") })
    }

    /// The first character of a text, from a byte of it on, that is not allowed.
    fn first(
        text: &str,
        from: usize,
        is_allowed: impl Fn(char) -> bool,
        why: fn(char) -> &'static str,
    ) -> Option<Self> {
        let (at, c) = text.char_indices().find(|(at, c)| *at >= from && !is_allowed(*c))?;
        Some(Self { range: Some(at..at + c.len_utf8()), why: Cow::Borrowed(why(c)) })
    }

    /// All that is inside the quotes of a text.
    fn inside(text: &str, why: &'static str) -> Self {
        Self { range: Some(0..text.len()), why: Cow::Borrowed(why) }
    }
}

/// The types of parameters.
pub const PARAMETER_TYPES: TextSet = TextSet {
    code: Code::UnknownType,
    about: |name| RULES.iter().find(|rule| rule.name == name).map(|rule| rule.allowed),
    ..TextSet::new(&parameter_types(), "no parameter type is named `{text}`")
};

/// The names of the rules of values, and the two types whose values the catalog states.
const fn parameter_types() -> [&'static str; RULES.len() + 2] {
    let mut types = ["region"; RULES.len() + 2];
    let mut idx = 0;
    while idx < RULES.len() {
        types[idx] = RULES[idx].name;
        idx += 1;
    }
    types[RULES.len() + 1] = "partition";
    types
}

/// What a policy can be attached to.
pub const ATTACH_TO: TextSet =
    TextSet::new(&["user-or-group", "role"], "a policy is not attached to `{text}`");

/// What a statement can do with what it names.
pub const EFFECTS: TextSet = TextSet::new(&["Allow", "Deny"], "no effect is named `{text}`");

/// What an action can do, in AWS's own classification.
pub const ACCESS_LEVELS: TextSet = TextSet::new(
    &["list", "read", "write", "tagging", "permissions-management"],
    "`{text}` is not an access level",
);

/// The severities of findings, the most severe first.
pub const SEVERITIES: TextSet =
    TextSet::new(&["error", "security-warning", "warning", "suggestion"], "no severity is named `{text}`");

/// What an escalation gives its holder: any permission, or those of the resource that it is on.
pub const GAINS: TextSet = TextSet::new(&["anything", "resource"], "`{text}` is not what can be gained");

/// What a correction can say of the condition keys of a service.
pub const COMPLETE: TextSet = TextSet {
    help: Some("write `complete`"),
    ..TextSet::new(&["complete"], "`{text}` is not something that is known of keys")
};

/// What a variable of an ARN format can hold besides what all of them can.
pub const SEPARATORS: TextSet = TextSet {
    help: Some("write `/`, `:` or `/:`; all else it may hold anyway"),
    ..TextSet::new(&["/", ":", "/:"], "`{text}` is not what a variable may hold")
};

/// What the values of a condition key can be, besides what its type says.
pub const HOLDS: TextSet = TextSet::new(
    &["account", "kms-key", "public-address", "region", "service-principal", "vpc", "vpc-endpoint"],
    "no form of values is named `{text}`",
);

/// The types of a condition key's values, as AWS names them.
pub const KEY_TYPES: TextSet = TextSet::new(
    &[
        "ARN",
        "ArrayOfARN",
        "Binary",
        "ArrayOfBinary",
        "Bool",
        "ArrayOfBool",
        "Date",
        "ArrayOfDate",
        "IPAddress",
        "ArrayOfIPAddress",
        "Numeric",
        "ArrayOfNumeric",
        "String",
        "ArrayOfString",
    ],
    "no condition key is of the type `{text}`",
);

/// What a rule of a condition key can be.
pub const KEY_RULE_SHAPES: TextSet = TextSet::new(
    &["values", "needs", "absent", "powerless", "misplaced", "negated"],
    "no shape of a rule is named `{text}`",
);

/// A text of a policy document.
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
        Flaw::first(text, 0, |c| c.is_ascii_alphanumeric(), |_| "a Sid holds the letters A-Z, a-z and digits")
    },
    message: "`{text}` cannot be a Sid",
    help: "give the table such a name, or set `sid`, or write `sid = false` for none",
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
    pattern: "^[a-z0-9-]+:[A-Za-z0-9]+$",
    flaw: |text| Flaw::unless(has_two_parts(text, is_prefix_char, |c| c.is_ascii_alphanumeric())),
    message: "`{text}` is not one action",
    help: "write it in full and without wildcards, such as `ec2:RunInstances`",
    code: Code::MalformedAction,
    example: "ec2:RunInstances",
    within: None,
};

/// Actions in full, with `*` for any part of them.
pub const ANY_ACTION: TextForm = TextForm {
    pattern: r"^[a-z0-9*-]+:[A-Za-z0-9*]+$",
    flaw: |text| {
        let is_prefix = |c| is_prefix_char(c) || c == '*';
        Flaw::unless(has_two_parts(text, is_prefix, |c| c.is_ascii_alphanumeric() || c == '*'))
    },
    message: "`{text}` is not an action",
    help: "write it in full, with `*` for any part of it, such as `ec2:Run*`",
    code: Code::MalformedAction,
    example: "ec2:Run*",
    within: None,
};

/// A thing of a service.
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
    message: "no findings have the codes of `{text}`",
    help: "write how their codes begin, in words in upper case with `_` between them",
    code: Code::UnknownFinding,
    example: "PASS_ROLE",
    within: None,
};

/// A managed policy of AWS.
pub const MANAGED_POLICY: TextForm = TextForm {
    pattern: "^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$",
    flaw: |text| Flaw::unless(grammar::is_iam_name(text, 128, grammar::is_role_byte)),
    message: "no AWS managed policy can be named `{text}`",
    help: "write what its ARN has behind `policy/`, such as `service-role/AWSBatchServiceRole`",
    code: Code::MalformedValue,
    example: "service-role/AWSBatchServiceRole",
    within: None,
};

/// A pattern of ARNs.
pub const ARN: TextForm = TextForm {
    pattern: "^arn:([^:]*:){4}",
    flaw: |text| Flaw::unless(text.starts_with("arn:") && text.split(':').count() > 5),
    message: "`{text}` is not an ARN",
    help: "write all six parts, with `*` where any text can stand",
    code: Code::MalformedArn,
    example: "arn:*:iam::*:role/*",
    within: None,
};

/// A release of three numbers.
pub const RELEASE: TextForm = TextForm {
    pattern: r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$",
    flaw: |text| {
        let error = semver::Version::parse(text).err()?;
        Some(Flaw { range: None, why: error.to_string().into() })
    },
    message: "`{text}` is not a release: {why}",
    help: "write its three numbers, such as `2.9.1`",
    code: Code::MalformedValue,
    example: "2.9.1",
    within: None,
};

/// An address that a browser can open.
pub const ADDRESS: TextForm = TextForm {
    pattern: r"^https?://\S+$",
    flaw: |text| {
        let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
        Flaw::unless(rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)))
    },
    message: "`{text}` is not an address",
    help: "write where a reader can open it, `https://…`",
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
    &ARN,
    &RELEASE,
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
        return Some(Flaw::inside(text, "something is missing beside the colon"));
    }
    let why = |c| match c {
        '*' | '?' => "a service's prefix has no wildcard",
        _ => "a service's prefix cannot hold this",
    };
    Flaw::first(prefix, 0, |c| c.is_ascii_alphanumeric() || c == '-', why).or_else(|| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '?' | '-');
        Flaw::first(text, prefix.len() + 1, is_name, |_| "an action's name cannot hold this")
    })
}

/// Whether a text is two runs of characters, the first without a colon, with a colon between them.
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
