//! The attachment of a policy: how it is kept, and the identities that have it.

/// The way in which an identity-based policy is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "IAM has two")]
pub enum Attachment {
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

/// The kind of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "IAM has three")]
pub enum IdentityKind {
    /// A user.
    User,
    /// A group of users.
    Group,
    /// A role.
    Role,
}

impl IdentityKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::User, Self::Group, Self::Role];

    /// The noun in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Role => "role",
        }
    }

    /// The noun as in the names of the members of IAM's objects.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
            Self::Role => "Role",
        }
    }
}

/// The inline policies of an identity that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InlineTotal {
    pub(crate) identity: Identity,
    pub(crate) n_policies: usize,
    /// The number of their characters without white space.
    pub(crate) size: usize,
    /// True if they may become longer.
    pub(crate) may_grow: bool,
}
