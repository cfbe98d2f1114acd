//! Answers that can be open: a part of a policy, or of a request, is not known yet.

use core::ops::Not;

/// The answer to a question about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    /// It depends on something that is not known.
    Open,
    Yes,
}

impl Truth {
    /// The answer whether all of some questions are answered yes.
    pub(crate) fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self::Yes;
        for answer in answers {
            whole = whole.min(answer);
            if whole == Self::No {
                break;
            }
        }
        whole
    }

    /// The answer whether one of some questions is answered yes.
    pub(crate) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self::No;
        for answer in answers {
            whole = whole.max(answer);
            if whole == Self::Yes {
                break;
            }
        }
        whole
    }

    /// The same answer, or the opposite one.
    pub(crate) fn negated_if(self, is_negated: bool) -> Self {
        if is_negated { !self } else { self }
    }

    /// The answer as far as it is known.
    pub(crate) fn known(self) -> Option<bool> {
        match self {
            Self::No => Some(false),
            Self::Open => None,
            Self::Yes => Some(true),
        }
    }
}

impl From<bool> for Truth {
    fn from(answer: bool) -> Self {
        if answer { Self::Yes } else { Self::No }
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Open => Self::Open,
            Self::Yes => Self::No,
        }
    }
}
