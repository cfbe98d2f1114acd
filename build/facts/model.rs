//! The facts of a service as they were checked.
//!
//! INVARIANT: every name that one list has of another is there, each list is sorted and has nothing
//! twice, and actions, resource types, keys and calls are sorted ignoring case, which their names
//! differ in more than.

use super::super::rules::ACCESS_LEVELS;

/// A resource type, by its place in [`Facts::resources`].
pub(crate) type ResourceId = usize;

/// A condition key, by its place in [`Facts::keys`].
pub(crate) type KeyId = usize;

#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The day on which AWS stated them; nothing where no facts are known.
    pub(crate) as_of: Option<String>,
    pub(crate) actions: Vec<Action>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) keys: Vec<Key>,
    pub(crate) calls: Vec<Call>,
    /// Whether the keys that are stated with an action and a resource type are all that there are.
    pub(crate) has_complete_keys: bool,
    /// The keys that are spelt in another way than AWS states them.
    pub(crate) spellings: Vec<(KeyId, String)>,
    /// The variables of its ARN formats that may hold more than others, with what they hold.
    pub(crate) variables: Vec<(String, String)>,
}

#[derive(Debug)]
pub(crate) struct Action {
    pub(crate) name: String,
    pub(crate) level: Level,
    /// The keys that its requests have, whatever they are about.
    pub(crate) keys: Vec<KeyId>,
    /// What its requests can be about; nothing if only `*` matches.
    pub(crate) on: Vec<On>,
}

/// A resource type of an action, with the keys that are stated for the two together.
#[derive(Debug)]
pub(crate) struct On {
    pub(crate) resource: ResourceId,
    pub(crate) keys: Vec<KeyId>,
}

/// What an action does, by its place among the access levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level(pub(crate) usize);

impl Level {
    /// The name of the table that holds its actions.
    pub(crate) fn name(self) -> &'static str {
        ACCESS_LEVELS[self.0]
    }
}

#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) name: String,
    pub(crate) arns: Vec<String>,
    pub(crate) keys: Vec<KeyId>,
}

#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) types: Vec<KeyType>,
}

/// The type of a key's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyType {
    /// A place in [`KeyType::VALUES`].
    pub(crate) value: usize,
    pub(crate) is_array: bool,
}

impl KeyType {
    /// AWS's names of the types of single values.
    pub(crate) const VALUES: [&'static str; 7] =
        ["ARN", "Binary", "Bool", "Date", "IPAddress", "Numeric", "String"];

    /// The type of that name, such as `ArrayOfString`.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let single = name.strip_prefix("ArrayOf");
        let value = Self::VALUES.iter().position(|value| *value == single.unwrap_or(name))?;
        Some(Self { value, is_array: single.is_some() })
    }
}

/// A call of the service's API.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// What it authorizes besides the action of its own name.
    pub(crate) authorizes: Vec<Authorized>,
}

#[derive(Debug)]
pub(crate) struct Authorized {
    /// In full.
    pub(crate) action: String,
    /// The condition keys that are known then, with their values.
    pub(crate) context: Vec<(String, Vec<String>)>,
}

/// What is corrected, and to what.
#[derive(Debug)]
pub(crate) struct Correction {
    pub(crate) kind: CorrectionKind,
    /// In full, such as `iam:PassRole`.
    pub(crate) subject: String,
    pub(crate) stated: Vec<String>,
    pub(crate) corrected: Vec<String>,
    pub(crate) reason: String,
    pub(crate) source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CorrectionKind {
    AccessLevel,
    ResourceTypes,
    ArnFormats,
    ConditionKey,
    CompleteKeys,
    Variable,
}

/// The names of the variables in an ARN format.
pub(crate) fn variables(arn: &str) -> impl Iterator<Item = &str> {
    arn.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
