//! The reasons why there is no export.

use core::fmt;

use crate::quota::Quota;

/// The reason why there is no export.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportError {
    /// A statement may be longer than a managed policy, so that no division makes the policy fit.
    TooLong {
        /// The id of the policy.
        policy: &'static str,
        /// The Sid of the statement.
        statement: String,
        /// The most characters of a document with the statement alone.
        size: usize,
    },
    /// The export has more of something than the tool accepts.
    TooMany {
        /// The quota that it exceeds.
        quota: Quota,
        /// The number that it has.
        n: usize,
    },
    /// Two parts of the export have the same name.
    SameName {
        /// The name.
        name: String,
    },
    /// The writer of the format refused a part.
    Format(String),
}

impl ExportError {
    pub(super) fn from_format(error: impl fmt::Display) -> Self {
        Self::Format(error.to_string())
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { policy, statement, size } => write!(
                f,
                "statement `{statement}` of `{policy}` alone may have {size} characters with the longest values"
            ),
            Self::TooMany { quota, n } => {
                write!(f, "{}: {n}, more than the {} that are accepted", quota.about, quota.most)
            }
            Self::SameName { name } => write!(f, "two parts of the export have the name `{name}`"),
            Self::Format(message) => f.write_str(message),
        }
    }
}

impl core::error::Error for ExportError {}
