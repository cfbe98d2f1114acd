//! The kinds of policies: what a policy is attached to decides its elements, its dangers and its size.

use crate::quota::{self, Quota};

/// The kind of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PolicyKind {
    /// A policy that grants something to a user, a group or a role.
    Identity,
    /// A service control policy, which limits the principals of an organization's accounts.
    ServiceControl,
    /// A resource control policy, which limits the access to resources of an organization's accounts.
    ResourceControl,
    /// A permissions boundary, which limits a user or a role.
    Boundary,
    /// The trust policy of a role, which says who may assume it.
    Trust,
    /// The policy of a resource, such as a bucket, which says who may use it.
    Resource,
}

impl PolicyKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Identity,
        Self::ServiceControl,
        Self::ResourceControl,
        Self::Boundary,
        Self::Trust,
        Self::Resource,
    ];

    /// The short name, such as `scp`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::ServiceControl => "scp",
            Self::ResourceControl => "rcp",
            Self::Boundary => "boundary",
            Self::Trust => "trust",
            Self::Resource => "resource",
        }
    }

    /// The kind with a short name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The quota of the size of such a policy, if it depends on nothing else: that of an identity-based policy
    /// depends on its attachment, that of a resource's on the service.
    #[must_use]
    pub const fn quota(self) -> Option<Quota> {
        match self {
            Self::Boundary => Some(quota::MANAGED_POLICY),
            Self::Trust => Some(quota::TRUST_POLICY),
            Self::ServiceControl => Some(quota::SERVICE_CONTROL_POLICY),
            Self::ResourceControl => Some(quota::RESOURCE_CONTROL_POLICY),
            Self::Identity | Self::Resource => None,
        }
    }

    /// The kind with its article, as messages name it.
    pub(crate) const fn with_article(self) -> &'static str {
        match self {
            Self::Identity => "an identity-based policy",
            Self::ServiceControl => "a service control policy",
            Self::ResourceControl => "a resource control policy",
            Self::Boundary => "a permissions boundary",
            Self::Trust => "a trust policy",
            Self::Resource => "a resource-based policy",
        }
    }

    /// True for a policy whose statements say to whom they apply.
    #[must_use]
    pub const fn has_principals(self) -> bool {
        matches!(self, Self::ResourceControl | Self::Trust | Self::Resource)
    }
}
