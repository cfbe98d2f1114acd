//! The action of a request, and the actions of a statement.

use core::fmt;

use crate::Action;
use crate::service::NamePattern;

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
    /// The prefix and the name of each entry.
    pub(super) entries: Box<[(Box<str>, Box<str>)]>,
    /// True for `NotAction`.
    pub(super) is_negated: bool,
}

impl ActionSet {
    /// True if a statement with the set is about an action.
    pub(super) fn has(&self, action: RequestAction<'_>) -> bool {
        self.entry(action).is_some() != self.is_negated
    }

    /// The entry that matches an action, as written.
    pub(super) fn entry(&self, action: RequestAction<'_>) -> Option<String> {
        let (prefix, name) = action.parts();
        let found = self.entries.iter().find(|(own_prefix, own_name)| {
            NamePattern::new(own_prefix).matches(prefix) && NamePattern::new(own_name).matches(name)
        });
        found.map(|(prefix, name)| if &**prefix == "*" { "*".to_owned() } else { format!("{prefix}:{name}") })
    }
}
