//! Resource types.

use core::fmt;

use super::{ArnFormat, ConditionKey, Service};

/// A type of resources in a service's requests.
#[derive(Clone, Copy)]
pub struct ResourceType {
    pub(super) service: &'static Service,
    pub(super) id: usize,
}

impl ResourceType {
    /// The service that states the type; the ARNs may name another service.
    #[must_use]
    pub fn service(self) -> &'static Service {
        self.service
    }

    /// The place among the types of the service.
    #[cfg(any(feature = "check", feature = "evaluate"))]
    pub(crate) fn place(self) -> usize {
        self.id
    }

    /// The name in the reference, such as `instance`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.service.facts.resources.names().get(self.id)
    }

    /// The formats of the type's ARNs: a single format, except for a few types.
    #[must_use]
    pub fn arn_formats(self) -> impl ExactSizeIterator<Item = ArnFormat> + Clone {
        let Self { service, .. } = self;
        let facts = service.facts;
        facts
            .resource_arns
            .get(self.id)
            .iter()
            .map(move |id| ArnFormat { text: facts.arns.names().get(id), service })
    }

    /// The condition keys that AWS states for the type.
    ///
    /// [`Action::condition_keys_on`](super::Action::condition_keys_on) returns those that the requests of
    /// an action can have.
    #[must_use]
    pub fn condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        ConditionKey::each(self.service, self.service.facts.resource_keys.get(self.id))
    }
}

impl PartialEq for ResourceType {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && core::ptr::eq(self.service, other.service)
    }
}

impl Eq for ResourceType {}

impl fmt::Display for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResourceType({} of {})", self.name(), self.service.prefix)
    }
}
