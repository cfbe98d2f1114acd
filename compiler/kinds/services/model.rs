//! A service and its facts as they were checked.
//!
//! INVARIANT: every name that one list has of another is there, each list is sorted and has nothing
//! twice, and actions, resource types, keys and calls are sorted ignoring case, which their names
//! differ in more than.

use crate::compiler::schema::texts::sets::{ACCESS_LEVELS, KEY_TYPES};

/// A resource type, by its place in [`ServiceFacts::resources`].
pub type ResourceTypeId = usize;

/// A condition key, by its place in [`ServiceFacts::keys`].
pub type ServiceKeyId = usize;

#[derive(Debug)]
pub struct Service {
    pub prefix: String,
    pub name: String,
    pub facts: ServiceFacts,
    pub review: Option<ServiceReview>,
}

/// A review of what values the variables in the ARN formats of a service may have.
#[derive(Debug)]
pub struct ServiceReview {
    pub date: String,
    /// The pages and policies that the formats were held against.
    pub against: String,
}

#[derive(Debug, Default)]
pub struct ServiceFacts {
    /// The date of AWS's statement; `None` if no facts are known.
    pub as_of: Option<String>,
    pub actions: Vec<ServiceAction>,
    pub resources: Vec<ResourceType>,
    pub keys: Vec<ServiceKey>,
    pub calls: Vec<ServiceCall>,
    /// True if the keys that are stated for an action on a resource type are complete.
    pub has_complete_keys: bool,
    /// The keys that are spelt in another way than AWS states them.
    pub spellings: Vec<(ServiceKeyId, String)>,
    /// The ARN formats that will no longer match, each with the address of the page that says so.
    pub ending: Vec<(String, String)>,
    /// The variables of its ARN formats with a pattern that each value matches, and one that none does;
    /// either may be empty.
    pub forms: Vec<(String, String, String)>,
    /// The variables of its ARN formats that may hold more than others, with what they hold.
    pub variables: Vec<(String, String)>,
}

#[derive(Debug)]
pub struct ServiceAction {
    pub name: String,
    pub level: AccessLevel,
    /// The keys of all its requests.
    pub keys: Vec<ServiceKeyId>,
    /// The resource types of its requests; empty if only `*` matches.
    pub on: Vec<ActionResource>,
}

/// A resource type of an action, with the keys that are stated for the two together.
#[derive(Debug)]
pub struct ActionResource {
    pub resource: ResourceTypeId,
    pub keys: Vec<ServiceKeyId>,
}

/// An access level, by its place among all access levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessLevel(pub usize);

impl AccessLevel {
    /// The name of the table that holds its actions.
    pub fn name(self) -> &'static str {
        ACCESS_LEVELS.texts[self.0]
    }
}

#[derive(Debug)]
pub struct ResourceType {
    pub name: String,
    pub arns: Vec<String>,
    pub keys: Vec<ServiceKeyId>,
}

#[derive(Debug)]
pub struct ServiceKey {
    pub name: String,
    pub types: Vec<KeyType>,
}

/// The type of a key's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyType {
    /// A place among the types of single values.
    pub value: usize,
    pub is_array: bool,
}

impl KeyType {
    /// The type of that name, such as `ArrayOfString`.
    pub fn of(name: &str) -> Option<Self> {
        // Each type of single values is followed by that of arrays of them.
        let place = KEY_TYPES.texts.iter().position(|known| *known == name)?;
        Some(Self { value: place / 2, is_array: place % 2 == 1 })
    }
}

/// A call of the service's API.
#[derive(Debug)]
pub struct ServiceCall {
    pub name: String,
    /// The actions that it authorizes besides the action of its own name.
    pub authorizes: Vec<AuthorizedAction>,
}

#[derive(Debug)]
pub struct AuthorizedAction {
    /// In full.
    pub action: String,
    /// The condition keys that are known then, with their values.
    pub context: Vec<(String, Vec<String>)>,
}

/// The names of the variables in an ARN format.
pub fn variables(arn: &str) -> impl Iterator<Item = &str> {
    arn.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
