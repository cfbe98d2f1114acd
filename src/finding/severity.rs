//! The severity of a finding.

use core::fmt;

/// The severity of a finding, from the least to the most severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "AWS has four")]
pub enum Severity {
    /// The policy can be made better.
    Suggestion,
    /// The policy may not have the effect that it seems to have.
    Warning,
    /// The policy grants more than anybody should have.
    SecurityWarning,
    /// AWS refuses the policy, or a part of it has no effect at all.
    Error,
}

impl Severity {
    /// All severities, the most severe first.
    pub const ALL: [Self; 4] = [Self::Error, Self::SecurityWarning, Self::Warning, Self::Suggestion];

    /// The name of the severity, such as `security-warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::SecurityWarning => "security-warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
