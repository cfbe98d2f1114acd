//! Calls of a service's API, and what they authorize.

use core::fmt;

use super::{Action, Service};

/// A call of a service's API that authorizes more than the action of its own name, or another one.
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

    /// Its name, such as `CopyObject`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.service.facts.calls.get(self.id)
    }

    /// The actions that it authorizes besides that of its own name, if there is such an action.
    ///
    /// Not every call authorizes all of them: a policy needs `ec2:CreateTags` for `ec2:RunInstances`
    /// only if what is launched is to be tagged.
    pub fn authorizes(self) -> impl Iterator<Item = Authorization> + Clone {
        let facts = self.service.facts;
        facts.authorized.range(self.id).zip(facts.authorized.get(self.id)).map(move |(place, id)| {
            let known = facts.contexts.iter().find(|(item, _)| usize::from(*item) == place);
            Authorization {
                action: facts.authorized_actions.get(usize::from(*id)),
                context: known.map_or(&[], |(_, context)| context),
            }
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
    /// The action in full. Its service may be one that the catalog does not have.
    pub action: &'static str,
    /// The condition keys that are known then, such as the service to which a role is passed.
    pub context: &'static [Context],
}

impl Authorization {
    /// The action, if the catalog has its service.
    #[must_use]
    pub fn lookup(&self) -> Option<Action> {
        super::action(self.action)
    }
}

/// A condition key and the values that it can have in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// The key in full.
    pub key: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
}
