//! The action of a request, and the actions of a statement.

use core::fmt;

use crate::iam::pattern::{CharClass, TextPattern};
use crate::service::NamePattern;
use crate::{Action, SERVICES, Service};

/// The action of a request.
///
/// ```
/// use pcluster_iam::evaluate::RequestAction;
///
/// let action = RequestAction::from("EC2:runinstances");
/// assert_eq!(action.to_string(), "ec2:RunInstances");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the catalog has an action or not")]
pub enum RequestAction<'a> {
    /// An action of which the catalog has AWS's facts.
    Known(Action),
    /// The full name of any other action.
    Named(&'a str),
}

impl<'a> From<&'a str> for RequestAction<'a> {
    fn from(name: &'a str) -> Self {
        crate::action(name).map_or(Self::Named(name), Self::Known)
    }
}

impl From<Action> for RequestAction<'_> {
    fn from(action: Action) -> Self {
        Self::Known(action)
    }
}

impl fmt::Display for RequestAction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(action) => action.fmt(f),
            Self::Named(name) => f.write_str(name),
        }
    }
}

impl<'a> RequestAction<'a> {
    /// The prefix of the service, and the name.
    pub(crate) fn parts(self) -> (&'a str, &'a str) {
        match self {
            Self::Known(action) => (action.service().prefix, action.name()),
            Self::Named(name) => name.split_once(':').unwrap_or((name, "")),
        }
    }
}

/// The entries of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(crate) struct ActionSet {
    pub(crate) entries: Box<[ActionEntry]>,
    /// True for `NotAction`.
    pub(crate) is_negated: bool,
}

/// An entry of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(crate) struct ActionEntry {
    /// The part before the colon; `*` for the entry `*`.
    pub(crate) prefix: Box<str>,
    /// The part after the colon; `*` for the entry `*`.
    pub(crate) name: Box<str>,
}

impl ActionSet {
    /// True if a statement with the set is about an action.
    pub(crate) fn has(&self, action: RequestAction<'_>) -> bool {
        self.entry(action).is_some() != self.is_negated
    }

    /// The entry that matches an action.
    pub(crate) fn entry(&self, action: RequestAction<'_>) -> Option<&ActionEntry> {
        let (prefix, name) = action.parts();
        self.entries.iter().find(|entry| {
            NamePattern::new(&entry.prefix).matches(prefix) && NamePattern::new(&entry.name).matches(name)
        })
    }
}

impl ActionEntry {
    /// True for an entry that all actions of all services match.
    pub(crate) fn is_all(&self) -> bool {
        NamePattern::new(&self.prefix).is_all() && NamePattern::new(&self.name).is_all()
    }

    /// True if the facts have an action that matches.
    #[cfg(feature = "compare")]
    pub(crate) fn is_known(&self) -> bool {
        self.is_all() || self.services().any(|service| service.matching(&self.name).next().is_some())
    }

    /// The full names of the actions that match, in lower case.
    pub(crate) fn language(&self) -> TextPattern<'static> {
        Self::names(&self.prefix, &self.name)
    }

    /// The full names that match the pattern of a prefix and that of a name, in lower case.
    pub(crate) fn names(prefix: &str, name: &str) -> TextPattern<'static> {
        let mut names = TextPattern::default();
        for text in [prefix, ":", name] {
            for c in text.chars() {
                match c {
                    '*' => names.push_run(CharClass::NO_COLON),
                    '?' => names.push_one(CharClass::NO_COLON),
                    c => names.push_str(c.to_ascii_lowercase().encode_utf8(&mut [0; 4])),
                }
            }
        }
        names
    }

    /// The services of the catalog whose prefix matches.
    pub(crate) fn services(&self) -> impl Iterator<Item = &'static Service> {
        let prefixes = NamePattern::new(&self.prefix);
        let exact = crate::service(&self.prefix);
        let has_wildcard = self.prefix.contains(['*', '?']);
        let all = SERVICES.iter().copied().filter(move |it| has_wildcard && prefixes.matches(it.prefix));
        exact.into_iter().chain(all)
    }
}

/// The entry as written.
impl fmt::Display for ActionEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() { f.write_str("*") } else { write!(f, "{}:{}", self.prefix, self.name) }
    }
}
