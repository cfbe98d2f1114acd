//! Actions and their access levels.

use core::fmt;
use core::hash::{Hash, Hasher};

use super::{Authorization, Call, ConditionKey, ResourceType, Service};

/// An action of a service.
#[derive(Clone, Copy)]
pub struct Action {
    pub(super) service: &'static Service,
    pub(super) id: usize,
}

impl Action {
    /// The service.
    #[must_use]
    pub fn service(self) -> &'static Service {
        self.service
    }

    /// Its name as AWS writes it, without the service's prefix.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.service.facts.actions.get(self.id)
    }

    /// What it does with what it is about.
    #[must_use]
    pub fn access_level(self) -> AccessLevel {
        // Every action has one; the tables are as long as each other.
        self.service.facts.levels.get(self.id).copied().unwrap_or(AccessLevel::Write)
    }

    /// What its requests can be about.
    ///
    /// With none, only `*` in the element `Resource` matches a request. With several, an ARN of any of
    /// them can match: the reference marks some as required, but these are often alternatives, so that
    /// the mark is not among the facts.
    #[must_use]
    pub fn resource_types(self) -> impl ExactSizeIterator<Item = ResourceType> + Clone {
        let Self { service, id } = self;
        service.facts.on.get(id).iter().map(move |id| ResourceType { service, id: usize::from(*id) })
    }

    /// The condition keys that a request of it can have, sorted by name, ignoring case: those of all
    /// its requests and those of each of its resource types.
    ///
    /// Global keys are among them only where AWS states them for the service, such as
    /// `aws:ResourceTag/${TagKey}`.
    pub fn condition_keys(self) -> impl Iterator<Item = ConditionKey> + Clone {
        self.service.condition_keys().filter(move |key| self.has(*key))
    }

    /// The condition keys that a request of it can have when it is about a resource of that type,
    /// sorted by name, ignoring case.
    ///
    /// A request to launch an instance has the tags that the instance is to get
    /// (`aws:RequestTag/${TagKey}`) and none that it has (`aws:ResourceTag/${TagKey}`), while on the
    /// subnet it is the other way round.
    pub fn condition_keys_on(self, resource: ResourceType) -> impl Iterator<Item = ConditionKey> + Clone {
        self.service
            .condition_keys()
            .filter(move |key| self.has_generally(*key) || self.has_on(*key, resource))
    }

    /// The condition key that a policy means by a name, in any case, if a request of the action can
    /// have it.
    #[must_use]
    pub fn condition_key(self, name: &str) -> Option<ConditionKey> {
        self.service.condition_keys().find(|key| key.is_meant_by(name) && self.has(*key))
    }

    /// The condition keys that AWS states with the action, whatever a request is about.
    #[must_use]
    pub fn general_condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        ConditionKey::each(self.service, self.service.facts.action_keys.get(self.id))
    }

    /// The condition keys that AWS states with the action and the resource type together.
    #[must_use]
    pub fn stated_condition_keys(
        self,
        resource: ResourceType,
    ) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        ConditionKey::each(self.service, self.stated(resource))
    }

    /// The call of its API that has its name, if that authorizes further actions.
    #[must_use]
    pub fn call(self) -> Option<Call> {
        self.service.call(self.name())
    }

    /// The further actions that the call of its name authorizes: without them the call, or what some
    /// of its parameters ask for, is denied.
    pub fn authorizes(self) -> impl Iterator<Item = Authorization> + Clone {
        self.call().into_iter().flat_map(Call::authorizes)
    }

    /// Whether a request of it can have the condition key.
    pub(crate) fn has(self, key: ConditionKey) -> bool {
        self.has_generally(key) || self.resource_types().any(|resource| self.has_on(key, resource))
    }

    fn has_generally(self, key: ConditionKey) -> bool {
        key.is_in(self.service.facts.action_keys.get(self.id))
    }

    fn has_on(self, key: ConditionKey, resource: ResourceType) -> bool {
        let stated = self.stated(resource);
        let is_all = self.service.facts.has_complete_keys && !stated.is_empty();
        key.is_in(stated) || !is_all && key.is_in(self.service.facts.resource_keys.get(resource.id))
    }

    fn stated(self, resource: ResourceType) -> &'static [u16] {
        let facts = self.service.facts;
        let on = facts.on.range(self.id);
        let place = facts.on.get(self.id).iter().zip(on).find(|(id, _)| usize::from(**id) == resource.id);
        place.map_or(&[], |(_, place)| facts.keys_on.get(place))
    }
}

impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && core::ptr::eq(self.service, other.service)
    }
}

impl Eq for Action {}

impl Hash for Action {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.id, self.service.prefix).hash(state);
    }
}

/// In full, as a policy has it.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.service.prefix, self.name())
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Action({self})")
    }
}

/// What an action does, in AWS's own classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "AWS has five")]
pub enum AccessLevel {
    /// It lists what there is, and says little about it.
    List,
    /// It reads what there is.
    Read,
    /// It creates, changes or removes.
    Write,
    /// It changes tags and nothing else.
    Tagging,
    /// It grants or takes permissions.
    PermissionsManagement,
}

impl AccessLevel {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::List, Self::Read, Self::Write, Self::Tagging, Self::PermissionsManagement];
}

/// As AWS's documentation writes it.
impl fmt::Display for AccessLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::List => "List",
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Tagging => "Tagging",
            Self::PermissionsManagement => "Permissions management",
        })
    }
}
