//! Quotas: how much of a thing AWS accepts. The catalog states them, each with its source.
//!
//! ```
//! use pcluster_iam::quota::{self, Attachment};
//!
//! assert_eq!(Attachment::Managed.quota(), quota::MANAGED_POLICY);
//! assert_eq!(quota::MANAGED_POLICY.most, 6144);
//! ```

pub use generated::*;

mod generated {
    // Generated from catalog/quotas.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/quotas.rs"));
}

/// A quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Quota {
    /// What has the quota, such as `a managed policy`.
    pub about: &'static str,
    /// The most that AWS accepts; characters without white space for the size of a policy.
    pub most: usize,
    /// The most that AWS grants on request.
    pub increased: Option<usize>,
    /// The page that states the quota.
    pub source: &'static str,
}

/// The way in which an identity-based policy is attached, and by that the quota of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "IAM has no others")]
pub enum Attachment {
    /// A policy of its own, which several identities may have.
    Managed,
    /// A part of an identity. All inline policies of an identity have their quota together.
    Inline(IdentityKind),
}

impl Attachment {
    /// All of them, the one that takes most policies first, then those that take most characters.
    pub const ALL: [Self; 4] = [
        Self::Managed,
        Self::Inline(IdentityKind::Role),
        Self::Inline(IdentityKind::Group),
        Self::Inline(IdentityKind::User),
    ];

    /// The name: `managed`, or for an inline policy the kind of its identity.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Managed => "managed",
            Self::Inline(kind) => kind.as_str(),
        }
    }

    /// The attachment of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|attachment| attachment.as_str() == name)
    }

    /// The noun of a policy that is attached in this way.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Managed => "a managed policy",
            Self::Inline(IdentityKind::Role) => "an inline policy of a role",
            Self::Inline(IdentityKind::Group) => "an inline policy of a group",
            Self::Inline(IdentityKind::User) => "an inline policy of a user",
        }
    }

    /// The quota of the size: of each managed policy, and of all inline policies of an identity together.
    #[must_use]
    pub const fn quota(self) -> Quota {
        match self {
            Self::Managed => MANAGED_POLICY,
            Self::Inline(IdentityKind::Role) => INLINE_POLICIES_OF_ROLE,
            Self::Inline(IdentityKind::Group) => INLINE_POLICIES_OF_GROUP,
            Self::Inline(IdentityKind::User) => INLINE_POLICIES_OF_USER,
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Attachment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The kind of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    #[cfg(feature = "documents")]
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
            Self::Role => "Role",
        }
    }
}
