//! The catalog that the tasks work on.

use pcluster_iam::{Policy, SERVICES, Service, VERSIONS, Version};

/// A catalog: the constants of the library, or a copy of them with something changed.
#[derive(Clone, Debug)]
pub(crate) struct Catalog {
    pub(crate) versions: Vec<&'static Version>,
    pub(crate) services: Vec<&'static Service>,
}

impl Catalog {
    /// The catalog that the library was compiled with.
    pub(crate) fn compiled() -> Self {
        Self { versions: VERSIONS.to_vec(), services: SERVICES.to_vec() }
    }

    pub(crate) fn policies(&self) -> impl Iterator<Item = &'static Policy> {
        self.versions.iter().flat_map(|version| version.policies).copied()
    }

    pub(crate) fn version(&self, policy: &Policy) -> Option<&'static Version> {
        self.versions.iter().copied().find(|version| version.id == policy.version)
    }
}
