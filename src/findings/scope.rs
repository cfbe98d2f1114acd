//! What a statement is about: its actions and resources, as IAM reads them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::arn::{Form, ResourcePattern};
use super::pattern::Pattern;
use crate::document::{Statement, Text};
use crate::service::Pattern as NamePattern;
use crate::{Action, Effect, SERVICES, Service};

/// A statement as IAM reads it.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'d> {
    pub(crate) statement: &'d Statement,
    pub(crate) effect: Option<Effect>,
    pub(crate) actions: Vec<ActionPattern<'d>>,
    /// Whether it is about all actions but those.
    pub(crate) not_action: bool,
    /// The actions behind each entry of `actions`, as far as the catalog has them.
    expanded: Vec<Rc<[Action]>>,
    pub(crate) resources: Vec<ResourcePattern<'d>>,
    /// Whether it is about all resources but those.
    pub(crate) not_resource: bool,
}

impl<'d> Scope<'d> {
    pub(crate) fn new(statement: &'d Statement, expansions: &mut Expansions<'d>) -> Self {
        let actions = statement.actions.as_ref();
        let resources = statement.resources.as_ref();
        let effect = statement.effect.as_ref().and_then(|effect| match effect.as_str() {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            _ => None,
        });
        let entries: Vec<_> = actions.iter().flat_map(|list| &list.entries).map(ActionPattern::new).collect();
        Self {
            statement,
            effect,
            expanded: entries.iter().map(|entry| expansions.of(*entry)).collect(),
            actions: entries,
            not_action: actions.is_some_and(|list| list.negated),
            resources: resources.iter().flat_map(|list| &list.entries).map(ResourcePattern::new).collect(),
            not_resource: resources.is_some_and(|list| list.negated),
        }
    }

    pub(crate) fn allows(&self) -> bool {
        self.effect == Some(Effect::Allow)
    }

    pub(crate) fn denies(&self) -> bool {
        self.effect == Some(Effect::Deny)
    }

    /// Whether it says which actions and which resources it is about, and not which it is not about.
    pub(crate) fn is_positive(&self) -> bool {
        !self.not_action && !self.not_resource
    }

    /// Whether its `Action` or `NotAction` is about an action.
    pub(crate) fn names(&self, action: Action) -> bool {
        self.actions.iter().any(|pattern| pattern.matches(action)) != self.not_action
    }

    /// Whether its `Resource` has `*`.
    pub(crate) fn is_on_everything(&self) -> bool {
        !self.not_resource && self.resources.iter().any(ResourcePattern::is_all)
    }

    /// The actions that it is about, as far as the catalog has them, each of them once.
    pub(crate) fn expand(&self) -> Vec<Action> {
        if self.not_action {
            let all = SERVICES.iter().flat_map(|service| service.actions());
            return all.filter(|action| self.names(*action)).collect();
        }
        if let [only] = self.expanded.as_slice() {
            return only.to_vec();
        }
        let mut seen = HashSet::new();
        let all = self.expanded.iter().flat_map(|actions| actions.iter()).copied();
        all.filter(|action| seen.insert(*action)).collect()
    }

    /// The entries of its `Action`, each with the actions behind it.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (ActionPattern<'d>, &[Action])> + Clone {
        self.actions.iter().copied().zip(self.expanded.iter().map(Rc::as_ref))
    }

    /// Its resources that an entry can match, with the actions behind the entry.
    pub(crate) fn usable(
        &self,
        entry: ActionPattern<'_>,
        actions: &[Action],
    ) -> impl Iterator<Item = &ResourcePattern<'d>> {
        let can_match = move |resource: &&ResourcePattern<'_>| {
            !entry.is_of_known_service() || actions.iter().any(|action| resource.can_match(*action))
        };
        self.resources.iter().filter(can_match)
    }

    /// Whether its `Action` or `NotAction` is about every action of an entry.
    pub(crate) fn covers_action(&self, entry: ActionPattern<'_>) -> bool {
        if self.not_action {
            !self.actions.iter().any(|other| other.overlaps(entry))
        } else {
            self.actions.iter().any(|other| other.covers(entry))
        }
    }

    /// Whether its `Resource` or `NotResource` is about all that matches a resource.
    pub(crate) fn covers_resource(&self, resource: &ResourcePattern<'_>) -> bool {
        if self.not_resource {
            !self.resources.iter().any(|other| other.overlaps_with(resource))
        } else {
            self.resources.iter().any(|other| other.covers(resource))
        }
    }

    /// Whether a request of an action can be about one of its resources, as far as that is known.
    pub(crate) fn can_match(&self, action: Action) -> bool {
        self.not_resource || self.resources.iter().any(|resource| resource.can_match(action))
    }

    /// Whether some resource of it may become any ARN.
    pub(crate) fn has_unknown_resource(&self) -> bool {
        self.resources.iter().any(|resource| matches!(resource.form, Form::Unknown))
    }
}

/// The actions behind the entries of a document, once for each that is written.
#[derive(Debug, Default)]
pub(crate) struct Expansions<'d>(HashMap<&'d str, Rc<[Action]>>);

impl<'d> Expansions<'d> {
    fn of(&mut self, entry: ActionPattern<'d>) -> Rc<[Action]> {
        self.0.entry(entry.text.as_str()).or_insert_with(|| entry.expand().collect()).clone()
    }
}

/// An entry of `Action` or `NotAction`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActionPattern<'d> {
    pub(crate) text: &'d Text,
    /// What precedes the colon; `*` for the entry `*`, nothing if there is no colon.
    pub(crate) prefix: &'d str,
    /// What follows the colon; `*` for the entry `*`.
    pub(crate) name: &'d str,
}

impl<'d> ActionPattern<'d> {
    pub(crate) fn new(text: &'d Text) -> Self {
        let value = text.as_str();
        let (prefix, name) = match value.split_once(':') {
            Some(parts) => parts,
            None if !value.is_empty() && value.chars().all(|c| c == '*') => ("*", "*"),
            None => ("", value),
        };
        Self { text, prefix, name }
    }

    pub(crate) fn has_wildcard(self) -> bool {
        self.text.value.contains(['*', '?'])
    }

    /// Whether it is every action of every service.
    pub(crate) fn is_all(self) -> bool {
        self.prefix == "*" && Pattern::of_name(self.name).is_all()
    }

    /// The service, if it names one that the catalog has.
    pub(crate) fn service(self) -> Option<&'static Service> {
        crate::service(self.prefix)
    }

    /// Whether the catalog has the facts of the one service that it is about.
    pub(crate) fn is_of_known_service(self) -> bool {
        self.service().is_some_and(|service| service.as_of.is_some())
    }

    /// The actions that it is about, as far as the catalog has them.
    pub(crate) fn expand(self) -> impl Iterator<Item = Action> + Clone + use<'d> {
        let prefixes = NamePattern::new(self.prefix);
        let (exact, pattern) = if self.has_wildcard() {
            (None, Some(self.name))
        } else {
            (crate::action(self.text.as_str()), None)
        };
        let behind_pattern = pattern.into_iter().flat_map(move |name| {
            let services = SERVICES.iter().copied().filter(move |service| prefixes.matches(service.prefix));
            services.flat_map(move |service| service.matching(name))
        });
        exact.into_iter().chain(behind_pattern)
    }

    pub(crate) fn matches(self, action: Action) -> bool {
        NamePattern::new(self.prefix).matches(action.service().prefix)
            && NamePattern::new(self.name).matches(action.name())
    }

    /// Whether some action may be behind both.
    pub(crate) fn overlaps(self, other: ActionPattern<'_>) -> bool {
        let overlap = |a: &str, b: &str| Pattern::of_name(a).overlaps(&Pattern::of_name(b));
        overlap(self.prefix, other.prefix) && overlap(self.name, other.name)
    }

    /// Whether it is about everything that the other is about.
    pub(crate) fn covers(self, other: ActionPattern<'_>) -> bool {
        if !self.has_wildcard() {
            return self.text.value.eq_ignore_ascii_case(&other.text.value);
        }
        if !NamePattern::new(self.prefix).matches(other.prefix) {
            return false;
        }
        if !other.has_wildcard() {
            return NamePattern::new(self.name).matches(other.name);
        }
        Pattern::of_name(self.name).covers(&Pattern::of_name(other.name))
    }
}
