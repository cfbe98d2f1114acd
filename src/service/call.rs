//! API calls of a service, and the actions that they authorize.

use core::fmt;

use super::{Action, Service};

/// An API call that authorizes other actions than that of its own name, or further ones.
#[derive(Clone, Copy)]
pub struct Call {
    pub(super) service: &'static Service,
    pub(super) id: usize,
}

impl Call {
    /// The service.
    #[must_use]
    pub fn service(self) -> &'static Service {
        self.service
    }

    /// The call's name, such as `CopyObject`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.service.facts.calls.names().get(self.id)
    }

    /// The actions that the call authorizes besides the action of its own name.
    ///
    /// Not every request needs all of them: `ec2:RunInstances` needs `ec2:CreateTags` only if the request
    /// has tags.
    pub fn authorizes(self) -> impl Iterator<Item = Authorization> + Clone {
        let facts = self.service.facts;
        facts.authorized.range(self.id).zip(facts.authorized.get(self.id).iter()).map(move |(place, id)| {
            let action = facts.authorized_actions.names().get(id);
            Authorization { action, context: facts.context(place) }
        })
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({}:{})", self.service.prefix, self.name())
    }
}

/// An action that a call authorizes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Authorization {
    /// The full name of the action, whose service may be missing from the catalog.
    pub action: &'static str,
    /// The condition keys whose values are known in this case, such as the service to which a role is
    /// passed.
    pub context: &'static [Context],
}

impl Authorization {
    /// The action, if the catalog has its service.
    #[must_use]
    pub fn lookup(&self) -> Option<Action> {
        super::action(self.action)
    }
}

/// A condition key and its possible values in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Context {
    /// The full name of the key.
    pub key: &'static str,
    /// The possible values.
    pub values: &'static [&'static str],
}
