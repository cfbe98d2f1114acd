//! The kinds of findings, which the build script generates from `catalog/findings`.

use core::fmt;
use core::str::FromStr;

use super::{PolicyKind, Severity};

pub use generated::Code;

mod generated {
    #![allow(clippy::too_many_lines, clippy::doc_markdown, reason = "generated code")]

    // Generated from catalog/findings by build.rs.
    include!(concat!(env!("OUT_DIR"), "/findings.rs"));
}

/// The catalog's facts about a kind of finding.
#[derive(Debug)]
struct Kind {
    name: &'static str,
    group: &'static str,
    severity: Severity,
    is_of_aws: bool,
    summary: &'static str,
    explanation: &'static str,
    excludes: &'static [Code],
    fix_widens: bool,
    failing: &'static str,
    passing: &'static str,
    needs_placeholders: bool,
    partition: Option<&'static str>,
    accounts: &'static [&'static str],
    policy: Option<&'static str>,
}

impl Code {
    /// The code with a name such as `INVALID_ACTION`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The name of the code, such as `INVALID_ACTION`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.kind().name
    }

    /// The group of the code, such as `elements`: the name of its file in `catalog/findings`.
    #[must_use]
    pub const fn group(self) -> &'static str {
        self.kind().group
    }

    /// The severity of such a finding.
    #[must_use]
    pub const fn severity(self) -> Severity {
        self.kind().severity
    }

    /// True if AWS IAM Access Analyzer has the same check under the same name.
    #[must_use]
    pub const fn is_of_aws(self) -> bool {
        self.kind().is_of_aws
    }

    /// The problem, in a sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.kind().summary
    }

    /// The meaning of the problem, its consequences and its fix, in a paragraph.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        self.kind().explanation
    }

    /// The codes of the findings that are left out where such a finding is: of something without effect,
    /// nothing else is said.
    #[must_use]
    pub const fn excludes(self) -> &'static [Self] {
        self.kind().excludes
    }

    /// True if the fix of such a finding may grant more: what the policy was meant to grant, and does not.
    #[must_use]
    pub const fn fix_widens(self) -> bool {
        self.kind().fix_widens
    }

    /// A policy document that has such a finding.
    #[must_use]
    pub const fn failing(self) -> &'static str {
        self.kind().failing
    }

    /// The same document with the problem fixed.
    #[must_use]
    pub const fn passing(self) -> &'static str {
        self.kind().passing
    }

    /// True if the examples are checked with
    /// [`Options::placeholders`](super::Options::placeholders).
    #[must_use]
    pub const fn needs_placeholders(self) -> bool {
        self.kind().needs_placeholders
    }

    /// The id of the partition for which the examples are checked, if they depend on it.
    #[must_use]
    pub const fn partition(self) -> Option<&'static str> {
        self.kind().partition
    }

    /// The accounts that count as one's own where the examples are checked, if they depend on it.
    #[must_use]
    pub const fn accounts(self) -> &'static [&'static str] {
        self.kind().accounts
    }

    /// The kind of the policies in the examples, if their form does not show it.
    #[must_use]
    pub fn policy_kind(self) -> Option<PolicyKind> {
        self.kind().policy.and_then(PolicyKind::named)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no code has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCodeError {
    /// The name.
    pub name: String,
}

impl fmt::Display for UnknownCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no finding is named `{}`", self.name)
    }
}

impl core::error::Error for UnknownCodeError {}

impl FromStr for Code {
    type Err = UnknownCodeError;

    fn from_str(name: &str) -> Result<Self, UnknownCodeError> {
        Self::named(name).ok_or_else(|| UnknownCodeError { name: name.to_owned() })
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
