//! How the maintained form of a policy differs from its source, and the findings that are known of it.

use core::fmt;

use super::statement::Statement;

/// A difference between the maintained form and the source, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Change {
    /// The direction of the difference.
    pub kind: ChangeKind,
    /// When it was found, as `2020-12-19`.
    pub date: &'static str,
    /// What it is for.
    pub why: &'static str,
    /// Where it can be read.
    pub source: &'static str,
}

/// The direction of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "there are two forms")]
pub enum ChangeKind {
    /// The maintained form has it and the source does not.
    Added,
    /// The source has it and the maintained form does not.
    Withdrawn,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
        })
    }
}

/// One difference between the two forms of a policy, and where it is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// The statement that differs, or whose entry does.
    pub statement: &'static Statement,
    /// The entry, or nothing if it is the whole statement.
    pub entry: Option<&'static str>,
    /// What differs, and why.
    pub change: Change,
}

/// A finding that is known, and why the policy is so all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Acknowledgement {
    /// The code of the finding, such as `PASS_ROLE_WITH_STAR_IN_RESOURCE`.
    pub finding: &'static str,
    /// The name of the statement that has it, where a policy acknowledges it for one of its
    /// statements.
    pub statement: Option<&'static str>,
    /// The entry that it is about, as the catalog writes it, or nothing for all findings of the code.
    pub entry: Option<&'static str>,
    /// Why the policy is so all the same, and what its reader should know.
    pub reason: &'static str,
    /// The file that acknowledges it, with the table for that of a statement.
    pub source: &'static str,
}
