//! IAM's quotas: how much of a thing AWS accepts. The catalog states them, each with its source.

use crate::document::IdentityKind;

pub(crate) use generated::{
    MANAGED_POLICY, OF_SERVICES, RESOURCE_CONTROL_POLICY, SERVICE_CONTROL_POLICY, TRUST_POLICY,
};

mod generated {
    #![allow(dead_code, reason = "generated code")]

    // Generated from catalog/quotas.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/quotas.rs"));
}

/// A quota.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quota {
    /// What has the quota.
    pub(crate) about: &'static str,
    pub(crate) most: usize,
    /// The most that AWS grants on request.
    pub(crate) increased: Option<usize>,
}

/// The quota of all inline policies of an identity.
pub(crate) const fn of_inline_policies(kind: IdentityKind) -> Quota {
    match kind {
        IdentityKind::User => generated::INLINE_POLICIES_OF_USER,
        IdentityKind::Group => generated::INLINE_POLICIES_OF_GROUP,
        IdentityKind::Role => generated::INLINE_POLICIES_OF_ROLE,
    }
}
