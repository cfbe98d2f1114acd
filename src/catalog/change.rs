//! The differences of a policy's maintained form from its source, and its acknowledged findings.

use core::fmt;

/// A difference between the maintained form and the source, with its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Change {
    /// The direction of the difference.
    pub kind: ChangeKind,
    /// The day since which it is needed or no longer needed, such as `2020-12-19`.
    pub date: &'static str,
    /// The reason for the difference.
    pub why: &'static str,
    /// The evidence: a URL.
    pub source: &'static str,
}

/// The direction of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "there are two forms")]
pub enum ChangeKind {
    /// Only the maintained form has the entry or statement.
    Added,
    /// Only the source has the entry or statement.
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

/// An acknowledged finding, with the reason why the policy stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Acknowledgement {
    /// The code of the finding, such as `PASS_ROLE_WITH_STAR_IN_RESOURCE`.
    pub finding: &'static str,
    /// The name of the statement with the finding, if a policy acknowledges it for one of its
    /// statements.
    pub statement: Option<&'static str>,
    /// The entry with the finding, as the catalog writes it, or `None` for all findings of the code.
    pub entry: Option<&'static str>,
    /// The reason why the policy stays as it is, and the facts that a reader should know.
    pub reason: &'static str,
    /// The file of the acknowledgement, with the table if it is in a statement.
    pub source: &'static str,
}
