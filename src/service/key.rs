//! Condition keys and the types of their values.

use core::fmt;

use super::Service;
use super::table::Places;

/// A condition key that a service states.
#[derive(Clone, Copy)]
pub struct ConditionKey {
    pub(super) service: &'static Service,
    pub(super) id: usize,
}

impl ConditionKey {
    pub(super) fn each(
        service: &'static Service,
        ids: Places,
    ) -> impl ExactSizeIterator<Item = Self> + Clone {
        ids.iter().map(move |id| Self { service, id })
    }

    /// The full name. `${…}` stands for a name that a policy fills in, such as a tag's key.
    #[must_use]
    pub fn name(self) -> &'static str {
        let spelt = self.service.facts.spellings.iter().find(|(id, _)| usize::from(*id) == self.id);
        spelt.map_or_else(|| self.stated_name(), |(_, name)| name)
    }

    /// The name as AWS states it, if a correction changes its spelling.
    #[must_use]
    pub fn stated_name(self) -> &'static str {
        self.service.facts.keys.names().get(self.id)
    }

    /// The types of the key's values: a single type, except for a few keys.
    pub fn types(self) -> impl Iterator<Item = KeyType> + Clone {
        let set = self.service.facts.key_types.places().get(self.id).unwrap_or_default();
        KeyType::all()
            .enumerate()
            .filter(move |(place, _)| set >> place & 1 == 1)
            .map(|(_, key_type)| key_type)
    }

    /// True if a name in a policy refers to this key, ignoring case and with a non-empty string in place
    /// of each `${…}`.
    #[must_use]
    pub fn is_meant_by(self, name: &str) -> bool {
        fits(self.name(), name)
    }

    pub(super) fn is_in(self, ids: Places) -> bool {
        ids.contains(self.id)
    }
}

/// True if a string is a template with a non-empty string in place of each `${…}`, ignoring case.
pub(crate) fn fits(template: &str, text: &str) -> bool {
    let Some((literal, (_, template))) =
        template.split_once("${").and_then(|(literal, rest)| Some((literal, rest.split_once('}')?)))
    else {
        return template.eq_ignore_ascii_case(text);
    };
    let Some((head, rest)) = text.split_at_checked(literal.len()) else { return false };
    head.eq_ignore_ascii_case(literal)
        && rest
            .char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .chain([rest.len()])
            .any(|at| at > 0 && rest.get(at..).is_some_and(|rest| fits(template, rest)))
}

impl PartialEq for ConditionKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.service.prefix == other.service.prefix
    }
}

impl Eq for ConditionKey {}

impl fmt::Display for ConditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for ConditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConditionKey({self})")
    }
}

/// The type of a condition key's values in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct KeyType {
    /// The type of a single value.
    pub value: ValueType,
    /// True if a request can have several values: a condition then needs `ForAllValues` or
    /// `ForAnyValue`.
    pub is_array: bool,
}

impl KeyType {
    /// The type with AWS's name, such as `ArrayOfString`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let single = name.strip_prefix("ArrayOf");
        let value = ValueType::ALL.into_iter().find(|value| value.as_str() == single.unwrap_or(name))?;
        Some(Self { value, is_array: single.is_some() })
    }

    /// All types, in the order of their positions in a set.
    fn all() -> impl Iterator<Item = Self> + Clone {
        ValueType::ALL.into_iter().flat_map(|value| [false, true].map(|is_array| Self { value, is_array }))
    }
}

/// AWS's name, such as `ArrayOfString`.
impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.is_array { "ArrayOf" } else { "" }, self.value)
    }
}

/// The type of a single value of a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ValueType {
    /// An ARN.
    Arn,
    /// Bytes in Base64.
    Binary,
    /// `true` or `false`.
    Bool,
    /// A date and time.
    Date,
    /// An IP address or a range of them.
    IpAddress,
    /// A number.
    Numeric,
    /// A string.
    String,
}

impl ValueType {
    const ALL: [Self; 7] =
        [Self::Arn, Self::Binary, Self::Bool, Self::Date, Self::IpAddress, Self::Numeric, Self::String];

    /// AWS's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arn => "ARN",
            Self::Binary => "Binary",
            Self::Bool => "Bool",
            Self::Date => "Date",
            Self::IpAddress => "IPAddress",
            Self::Numeric => "Numeric",
            Self::String => "String",
        }
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
