//! A change of a document that fixes a finding.

use super::Span;

/// A change of a document that fixes a finding without a decision by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fix {
    /// Replaces a string, or the name of a member.
    Replace {
        /// The place between the quotes.
        span: Span,
        /// The string that is there.
        old: String,
        /// The string that replaces it.
        new: String,
    },
    /// Removes a string from an array.
    Remove {
        /// The place between the quotes.
        span: Span,
    },
    /// Makes a string of a template the argument of its function `Fn::Sub`.
    Substitute {
        /// The place between the quotes.
        span: Span,
    },
    /// Adds a member with a string at the beginning of an object.
    Insert {
        /// The place of the object.
        span: Span,
        /// The name of the member.
        name: &'static str,
        /// The string.
        value: &'static str,
    },
}

impl Fix {
    /// The place of the change.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Replace { span, .. }
            | Self::Remove { span }
            | Self::Substitute { span }
            | Self::Insert { span, .. } => *span,
        }
    }

    /// The change at another place.
    pub(crate) fn moved(mut self, to: impl Fn(Span) -> Span) -> Self {
        match &mut self {
            Self::Replace { span, .. }
            | Self::Remove { span }
            | Self::Substitute { span }
            | Self::Insert { span, .. } => *span = to(*span),
        }
        self
    }
}
