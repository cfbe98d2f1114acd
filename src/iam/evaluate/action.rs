//! The action of a request, and the actions of a statement.

use core::fmt;

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
    pub(super) fn parts(self) -> (&'a str, &'a str) {
        match self {
            Self::Known(action) => (action.service().prefix, action.name()),
            Self::Named(name) => name.split_once(':').unwrap_or((name, "")),
        }
    }
}

/// The entries of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(super) struct ActionSet {
    pub(super) entries: Box<[ActionEntry]>,
    /// True for `NotAction`.
    pub(super) is_negated: bool,
}

/// An entry of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(super) struct ActionEntry {
    /// The part before the colon; `*` for the entry `*`.
    pub(super) prefix: Box<str>,
    /// The part after the colon; `*` for the entry `*`.
    pub(super) name: Box<str>,
}

impl ActionSet {
    /// True if a statement with the set is about an action.
    pub(super) fn has(&self, action: RequestAction<'_>) -> bool {
        self.entry(action).is_some() != self.is_negated
    }

    /// The entry that matches an action.
    pub(super) fn entry(&self, action: RequestAction<'_>) -> Option<&ActionEntry> {
        let (prefix, name) = action.parts();
        self.entries.iter().find(|entry| {
            NamePattern::new(&entry.prefix).matches(prefix) && NamePattern::new(&entry.name).matches(name)
        })
    }
}

impl ActionEntry {
    /// True for an entry that all actions of all services match.
    pub(super) fn is_all(&self) -> bool {
        NamePattern::new(&self.prefix).is_all() && NamePattern::new(&self.name).is_all()
    }

    /// The services of the catalog whose prefix matches.
    pub(super) fn services(&self) -> impl Iterator<Item = &'static Service> {
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
