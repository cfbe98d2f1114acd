//! What the build script generates from `catalog/`: a module for each version, with a struct and a
//! constant for each policy, and the tables of all of them.

#![allow(clippy::doc_markdown, clippy::wildcard_imports, clippy::too_many_lines, reason = "generated code")]

// Generated from catalog/ by build.rs.
include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// The policy of that id, such as `2.9/user`, in the versions that are compiled in.
#[must_use]
pub fn policy(id: &str) -> Option<&'static crate::Policy> {
    POLICIES.iter().copied().find(|policy| policy.id == id)
}

/// The bundle of that id, in the versions that are compiled in.
#[must_use]
pub fn bundle(id: &str) -> Option<&'static crate::Bundle> {
    VERSIONS.iter().flat_map(|version| version.bundles).copied().find(|bundle| bundle.id == id)
}

/// The service whose actions begin with that prefix, in any case.
#[must_use]
pub fn service(prefix: &str) -> Option<&'static crate::Service> {
    SERVICES.iter().copied().find(|service| service.prefix.eq_ignore_ascii_case(prefix))
}
