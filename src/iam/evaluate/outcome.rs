//! The answer to a request.

use core::fmt;

use crate::iam::truth::Truth;

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "IAM has three answers, and the fourth stands for a missing one")]
pub enum Outcome {
    /// Every layer of policies allows the request, and no statement denies it.
    Allowed,
    /// A statement denies the request.
    ExplicitlyDenied,
    /// No statement of some layer allows the request.
    ImplicitlyDenied,
    /// The answer depends on values that are not known: it may be allowed.
    Depends,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::Allowed, Self::ExplicitlyDenied, Self::ImplicitlyDenied, Self::Depends];

    /// True for a request that is certainly denied.
    #[must_use]
    pub fn is_denied(self) -> bool {
        matches!(self, Self::ExplicitlyDenied | Self::ImplicitlyDenied)
    }

    /// The outcome of a request that all layers allow, and that some statement denies.
    pub(super) fn of(is_allowed: Truth, is_denied: Truth) -> Self {
        match (is_allowed, is_denied) {
            (_, Truth::Yes) => Self::ExplicitlyDenied,
            // An open denial changes the reason of a denial, not the denial.
            (Truth::No, _) => Self::ImplicitlyDenied,
            (Truth::Yes, Truth::No) => Self::Allowed,
            _ => Self::Depends,
        }
    }
}

/// The outcome in words.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Allowed => "allowed",
            Self::ExplicitlyDenied => "explicitly denied",
            Self::ImplicitlyDenied => "implicitly denied",
            Self::Depends => "depends",
        })
    }
}
