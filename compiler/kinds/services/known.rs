//! The services for the checks of other files: lookups that allow for facts hidden by a mistake.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::{Hidden, Written};
use crate::compiler::kinds::services::model::{Service, ServiceFacts};
use crate::compiler::kinds::services::written::WrittenService;

/// The services as far as they could be read.
#[derive(Clone, Copy, Debug)]
pub struct KnownServices<'s> {
    services: &'s [Service],
    hidden: &'s Hidden,
}

/// The services with facts that may be hidden: those that could not be read, and those in whose
/// files a mistake was found. A name that such a service does not have is no mistake elsewhere.
pub fn hidden(cx: &Checking<'_>, written: &Written<WrittenService>) -> Hidden {
    let mut hidden = written.hidden.clone();
    let files = cx.files();
    let broken = written.items.iter().filter(|service| files.contains(&service.prefix.span.file));
    hidden.names.extend(broken.map(|service| service.prefix.value.clone()));
    hidden
}

impl<'s> KnownServices<'s> {
    pub fn new(services: &'s [Service], hidden: &'s Hidden) -> Self {
        Self { services, hidden }
    }

    pub fn get(self, prefix: &str) -> Option<&'s Service> {
        self.services.iter().find(|service| service.prefix == prefix)
    }

    /// The prefixes of the services.
    pub fn prefixes(self) -> impl Iterator<Item = &'s str> {
        self.services.iter().map(|service| service.prefix.as_str())
    }

    /// True if a service of that prefix may have facts that could not be read.
    pub fn may_hide(self, prefix: &str) -> bool {
        self.hidden.may_have(prefix)
    }

    /// The facts of a service, if the catalog has them and a mistake hides none of them.
    pub fn facts(self, prefix: &str) -> Option<&'s ServiceFacts> {
        let service = self.get(prefix).filter(|_| !self.may_hide(prefix))?;
        service.facts.as_of.is_some().then_some(&service.facts)
    }
}
