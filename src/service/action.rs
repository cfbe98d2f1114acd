//! Actions and their access levels.

use core::fmt;
use core::hash::{Hash, Hasher};

use super::table::Places;
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

    /// The action's name in AWS's spelling, without the service's prefix.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.service.facts.actions.names().get(self.id)
    }

    /// The number of the action among those of its service.
    #[cfg(feature = "evaluate")]
    pub(crate) fn place(self) -> usize {
        self.id
    }

    /// The access level: the kind of effect on resources.
    #[must_use]
    pub fn access_level(self) -> AccessLevel {
        self.service.facts.level(self.id)
    }

    /// The resource types of the action's requests.
    ///
    /// Without a type, only `*` in the element `Resource` matches a request. With several types, an ARN
    /// of any of them can match: the reference marks some types as required, but these are often
    /// alternatives, so the mark is not among the facts.
    #[must_use]
    pub fn resource_types(self) -> impl ExactSizeIterator<Item = ResourceType> + Clone {
        let Self { service, id } = self;
        service.facts.on.get(id).iter().map(move |id| ResourceType { service, id })
    }

    /// The condition keys that the action's requests can have, sorted by name, ignoring case: the keys of
    /// all its requests, and those of each of its resource types.
    ///
    /// Global keys are included only if AWS states them for the service, such as
    /// `aws:ResourceTag/${TagKey}`.
    pub fn condition_keys(self) -> impl Iterator<Item = ConditionKey> + Clone {
        self.service.condition_keys().filter(move |key| self.has(*key))
    }

    /// The condition keys that the action's requests on a resource type can have, sorted by name,
    /// ignoring case.
    ///
    /// On the instance, a request to launch it has the new tags (`aws:RequestTag/${TagKey}`) but no
    /// existing ones (`aws:ResourceTag/${TagKey}`); on the subnet it is the other way round.
    pub fn condition_keys_on(self, resource: ResourceType) -> impl Iterator<Item = ConditionKey> + Clone {
        self.service.condition_keys().filter(move |key| self.has_for(*key, resource))
    }

    /// The condition key with a name as in a policy, ignoring case, if the action's requests can have
    /// the key.
    #[must_use]
    pub fn condition_key(self, name: &str) -> Option<ConditionKey> {
        self.service.condition_keys().find(|key| key.is_meant_by(name) && self.has(*key))
    }

    /// The condition keys that AWS states for the action, regardless of the resource type.
    #[must_use]
    pub fn general_condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        ConditionKey::each(self.service, self.service.facts.action_keys.get(self.id))
    }

    /// The condition keys that AWS states for the action on a resource type.
    #[must_use]
    pub fn stated_condition_keys(
        self,
        resource: ResourceType,
    ) -> impl ExactSizeIterator<Item = ConditionKey> + Clone {
        ConditionKey::each(self.service, self.stated(resource))
    }

    /// The API call of the same name, if the call authorizes further actions.
    #[must_use]
    pub fn call(self) -> Option<Call> {
        self.service.call(self.name())
    }

    /// The further actions that the API call of the same name authorizes: without them, the call is
    /// denied, or denied with some of its parameters.
    pub fn authorizes(self) -> impl Iterator<Item = Authorization> + Clone {
        self.call().into_iter().flat_map(Call::authorizes)
    }

    /// True if the action's requests can have the condition key.
    pub(crate) fn has(self, key: ConditionKey) -> bool {
        self.has_generally(key) || self.resource_types().any(|resource| self.has_on(key, resource))
    }

    /// True if the action's requests on a resource type can have the condition key.
    pub(crate) fn has_for(self, key: ConditionKey, resource: ResourceType) -> bool {
        self.has_generally(key) || self.has_on(key, resource)
    }

    fn has_generally(self, key: ConditionKey) -> bool {
        key.is_in(self.service.facts.action_keys.get(self.id))
    }

    fn has_on(self, key: ConditionKey, resource: ResourceType) -> bool {
        let stated = self.stated(resource);
        let is_all = self.service.facts.has_complete_keys && !stated.is_empty();
        key.is_in(stated) || !is_all && key.is_in(self.service.facts.resource_keys.get(resource.id))
    }

    fn stated(self, resource: ResourceType) -> Places {
        let facts = self.service.facts;
        let on = facts.on.range(self.id);
        let place = facts.on.get(self.id).iter().zip(on).find(|(id, _)| *id == resource.id);
        place.map(|(_, place)| facts.keys_on.get(place)).unwrap_or_default()
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

/// The full name, as in a policy.
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

/// The kind of an action's effect, in AWS's classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "AWS has five, or states none")]
pub enum AccessLevel {
    /// AWS states no access level for the action.
    Unknown,
    /// The action lists resources, with few details.
    List,
    /// The action reads resources.
    Read,
    /// The action creates, changes or deletes resources.
    Write,
    /// The action only changes tags.
    Tagging,
    /// The action grants or revokes permissions.
    PermissionsManagement,
}

impl AccessLevel {
    /// All access levels.
    pub const ALL: [Self; 6] =
        [Self::List, Self::Read, Self::Write, Self::Tagging, Self::PermissionsManagement, Self::Unknown];
}

/// The name in AWS's documentation.
impl fmt::Display for AccessLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unknown => "Unknown",
            Self::List => "List",
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Tagging => "Tagging",
            Self::PermissionsManagement => "Permissions management",
        })
    }
}
