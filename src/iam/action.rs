//! Entries of `Action` and `NotAction`.
//!
//! An entry is the prefix of a service, a colon and the name of an action, neither of them case-sensitive.
//! The name can have `*` and `?` anywhere, and `*` alone is every action of every service. IAM refuses a
//! wildcard in the prefix (IAM User Guide, "IAM JSON policy elements: Action").

use crate::document::Text;
use crate::iam::pattern::TextPattern;
use crate::service::NamePattern;
use crate::{Action, SERVICES, Service};

/// An entry of `Action` or `NotAction`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActionPattern<'d> {
    pub(crate) text: &'d Text,
    /// The part before the colon; `*` for the entry `*`, empty if there is no colon.
    pub(crate) prefix: &'d str,
    /// The part after the colon; `*` for the entry `*`.
    pub(crate) name: &'d str,
}

impl<'d> ActionPattern<'d> {
    pub(crate) fn new(text: &'d Text) -> Self {
        let value = text.as_str();
        let (prefix, name) = match value.split_once(':') {
            Some(parts) => parts,
            None if !value.is_empty() && value.chars().all(|c| c == '*') => ("*", "*"),
            None => ("", value),
        };
        Self { text, prefix, name }
    }

    pub(crate) fn has_wildcard(self) -> bool {
        self.text.value.contains(['*', '?'])
    }

    /// True for every action of every service.
    pub(crate) fn is_all(self) -> bool {
        self.prefix == "*" && TextPattern::of_name(self.name).is_all()
    }

    /// The service of the prefix, if the catalog has it.
    pub(crate) fn service(self) -> Option<&'static Service> {
        crate::service(self.prefix)
    }

    /// True if the entry names one service and the catalog has its facts.
    pub(crate) fn is_of_known_service(self) -> bool {
        self.service().is_some_and(|service| service.as_of.is_some())
    }

    /// The actions that match the entry, as far as the catalog has them.
    pub(crate) fn expand(self) -> impl Iterator<Item = Action> + Clone + use<'d> {
        let prefixes = NamePattern::new(self.prefix);
        let (exact, pattern) = if self.has_wildcard() {
            (None, Some(self.name))
        } else {
            (crate::action(self.text.as_str()), None)
        };
        let behind_pattern = pattern.into_iter().flat_map(move |name| {
            let services = SERVICES.iter().copied().filter(move |service| prefixes.matches(service.prefix));
            services.flat_map(move |service| service.matching(name))
        });
        exact.into_iter().chain(behind_pattern)
    }

    pub(crate) fn matches(self, action: Action) -> bool {
        NamePattern::new(self.prefix).matches(action.service().prefix)
            && NamePattern::new(self.name).matches(action.name())
    }
}
