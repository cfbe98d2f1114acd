//! The facts of a service as they were checked.
//!
//! INVARIANT: every name that one list has of another is there, each list is sorted and has nothing
//! twice, and actions, resource types, keys and calls are sorted ignoring case, which their names
//! differ in more than.

use crate::compiler::schema::rules::ACCESS_LEVELS;

/// A resource type, by its place in [`Facts::resources`].
pub type ResourceId = usize;

/// A condition key, by its place in [`Facts::keys`].
pub type KeyId = usize;

#[derive(Debug, Default)]
pub struct Facts {
    /// The day on which AWS stated them; nothing where no facts are known.
    pub as_of: Option<String>,
    pub actions: Vec<Action>,
    pub resources: Vec<Resource>,
    pub keys: Vec<Key>,
    pub calls: Vec<Call>,
    /// Whether the keys that are stated with an action and a resource type are all that there are.
    pub has_complete_keys: bool,
    /// The keys that are spelt in another way than AWS states them.
    pub spellings: Vec<(KeyId, String)>,
    /// The variables of its ARN formats that may hold more than others, with what they hold.
    pub variables: Vec<(String, String)>,
}

#[derive(Debug)]
pub struct Action {
    pub name: String,
    pub level: Level,
    /// The keys that its requests have, whatever they are about.
    pub keys: Vec<KeyId>,
    /// What its requests can be about; nothing if only `*` matches.
    pub on: Vec<On>,
}

/// A resource type of an action, with the keys that are stated for the two together.
#[derive(Debug)]
pub struct On {
    pub resource: ResourceId,
    pub keys: Vec<KeyId>,
}

/// What an action does, by its place among the access levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level(pub usize);

impl Level {
    /// The name of the table that holds its actions.
    pub fn name(self) -> &'static str {
        ACCESS_LEVELS[self.0]
    }
}

#[derive(Debug)]
pub struct Resource {
    pub name: String,
    pub arns: Vec<String>,
    pub keys: Vec<KeyId>,
}

#[derive(Debug)]
pub struct Key {
    pub name: String,
    pub types: Vec<KeyType>,
}

/// The type of a key's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyType {
    /// A place in [`KeyType::VALUES`].
    pub value: usize,
    pub is_array: bool,
}

impl KeyType {
    /// AWS's names of the types of single values.
    pub const VALUES: [&'static str; 7] = ["ARN", "Binary", "Bool", "Date", "IPAddress", "Numeric", "String"];

    /// The type of that name, such as `ArrayOfString`.
    pub fn of(name: &str) -> Option<Self> {
        let single = name.strip_prefix("ArrayOf");
        let value = Self::VALUES.iter().position(|value| *value == single.unwrap_or(name))?;
        Some(Self { value, is_array: single.is_some() })
    }
}

/// A call of the service's API.
#[derive(Debug)]
pub struct Call {
    pub name: String,
    /// What it authorizes besides the action of its own name.
    pub authorizes: Vec<Authorized>,
}

#[derive(Debug)]
pub struct Authorized {
    /// In full.
    pub action: String,
    /// The condition keys that are known then, with their values.
    pub context: Vec<(String, Vec<String>)>,
}

/// What is corrected, and to what.
#[derive(Debug)]
pub struct Correction {
    pub kind: CorrectionKind,
    /// In full, such as `iam:PassRole`.
    pub subject: String,
    pub stated: Vec<String>,
    pub corrected: Vec<String>,
    pub reason: String,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    AccessLevel,
    ResourceTypes,
    ArnFormats,
    ConditionKey,
    CompleteKeys,
    Variable,
}

/// The names of the variables in an ARN format.
pub fn variables(arn: &str) -> impl Iterator<Item = &str> {
    arn.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
