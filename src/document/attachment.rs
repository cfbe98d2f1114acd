//! The attachment of a policy: how it is kept, and the identities that have it.

use crate::quota::IdentityKind;

/// The way in which an identity-based policy is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "IAM has two")]
pub enum AttachmentKind {
    /// A policy of its own, with an ARN, which several identities may have.
    Managed,
    /// A part of an identity.
    Inline,
}

/// A user, a group or a role that a file states.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Identity {
    /// The kind of the identity.
    pub kind: IdentityKind,
    /// The name, or the name that a template has for it.
    pub name: String,
}

/// The inline policies of an identity that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InlineTotal {
    /// The identity that has them.
    pub identity: Identity,
    /// The number of the policies.
    pub n_policies: usize,
    /// The number of their characters without white space.
    pub size: usize,
    /// True if they may become longer, so that the size is the least.
    pub may_grow: bool,
}
