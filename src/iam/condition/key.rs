//! The meaning of a condition key's name.
//!
//! A key has the prefix of a service, or `aws` for global keys. Its name is not case-sensitive, and may end
//! in a name that the policy's author chooses, as in `aws:ResourceTag/Owner` (IAM User Guide, "AWS global
//! condition context keys"; Service Authorization Reference, "Condition keys for" each service).

use core::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::iam::condition::known_key;
use crate::iam::condition::known_key::{KeyFlag, KeyForm, KnownKey};
use crate::iam::piece::has_placeholder;
use crate::{Action, ConditionKey, KeyType, ResourceType, SERVICES, Service, ValueType};

/// The prefix of the global keys.
pub(crate) const GLOBAL: &str = "aws";

/// The facts about a condition key.
#[derive(Debug)]
pub(crate) struct KeyMeaning {
    name: String,
    /// The table of the key in the catalog.
    pub(crate) known: Option<&'static KnownKey>,
    /// The key in the facts of a service: the service of its prefix, or another one.
    pub(crate) stated: Option<ConditionKey>,
    /// The service of the prefix, if the catalog has its facts.
    pub(crate) service: Option<&'static Service>,
    pub(crate) is_global: bool,
    /// The types of the values, as far as they are known.
    pub(crate) types: Vec<KeyType>,
    /// The keys with the name, of each service that was asked for.
    of_services: RefCell<Vec<KeysOfService>>,
    is_listed: OnceCell<bool>,
}

type KeysOfService = (&'static Service, Rc<[ConditionKey]>);

impl KeyMeaning {
    pub(crate) fn new(name: &str) -> Self {
        let (prefix, _) = name.split_once(':').unwrap_or(("", name));
        let is_global = prefix.eq_ignore_ascii_case(GLOBAL);
        let known = known_key::known(name);
        let service = crate::service(prefix).filter(|service| service.as_of.is_some());
        let stated = service.and_then(|service| service.condition_key(name));
        // The facts of a service can also have keys of another one.
        let elsewhere = || {
            let mut services = SERVICES.iter().copied().filter(|_| !is_global);
            services.find_map(|service| service.condition_key(name))
        };
        let stated = stated.or_else(elsewhere);
        let types = match known.and_then(|known| known.type_name) {
            Some(type_name) => KeyType::named(type_name).into_iter().collect(),
            None => stated.into_iter().flat_map(ConditionKey::types).collect(),
        };
        Self {
            name: name.to_owned(),
            known,
            stated,
            service,
            is_global,
            types,
            of_services: RefCell::default(),
            is_listed: OnceCell::new(),
        }
    }

    /// False if no request of an action on a resource type has the key, or no request of an action that takes
    /// no resource. The type counts where the service states the keys of each with certainty.
    pub(crate) fn may_be_in(&self, action: Action, kind: Option<ResourceType>) -> bool {
        let has = |key: &ConditionKey| match kind {
            Some(kind) if action.service().has_complete_keys() => action.has_for(*key, kind),
            _ => action.has(*key),
        };
        !self.is_listed()
            || action.service().as_of.is_none()
            || self.of(action.service()).iter().any(has)
            || self.is_also_of(action)
    }

    /// True if the service states the key for the requests of an action on a resource type.
    pub(crate) fn is_stated_on(&self, action: Action, kind: ResourceType) -> bool {
        !self.is_listed()
            || self.of(action.service()).iter().any(|key| action.has_for(*key, kind))
            || self.is_also_of(action)
    }

    /// True for a key that the services list with the actions whose requests have it.
    pub(crate) fn is_listed(&self) -> bool {
        let is_on_its_own = match self.known {
            Some(known) => known.is(KeyFlag::Everywhere) || self.is_global && !known.is(KeyFlag::Stated),
            None => self.is_global,
        };
        // If no action is known to have the key, the facts are incomplete.
        !is_on_its_own && *self.is_listed.get_or_init(|| self.actions().next().is_some())
    }

    /// The actions whose requests have the key, as the service of its prefix lists them, or any service.
    pub(crate) fn actions(&self) -> impl Iterator<Item = Action> {
        let service = self.service;
        let services =
            SERVICES.iter().copied().filter(move |it| service.is_none_or(|own| own.prefix == it.prefix));
        services.flat_map(|service| {
            let keys = self.of(service);
            let actions = service.actions().take(if keys.is_empty() { 0 } else { usize::MAX });
            actions.filter(move |action| keys.iter().any(|key| action.has(*key)))
        })
    }

    /// The keys of a service with the name: the facts have a few keys in two spellings.
    pub(crate) fn of(&self, service: &'static Service) -> Rc<[ConditionKey]> {
        let mut known = self.of_services.borrow_mut();
        if let Some((_, keys)) = known.iter().find(|(known, _)| known.prefix == service.prefix) {
            return keys.clone();
        }
        let keys: Rc<[_]> = service.condition_keys().filter(|key| key.is_meant_by(&self.name)).collect();
        known.push((service, keys.clone()));
        keys
    }

    /// True for an action whose requests have the key although its service does not state so.
    pub(crate) fn is_also_of(&self, action: Action) -> bool {
        let also = self.known.map(|known| known.also).unwrap_or_default();
        also.iter().any(|name| crate::action(name) == Some(action))
    }

    /// True for a key of which a request has several values; nothing if the types are unknown or differ.
    pub(crate) fn is_multivalued(&self) -> Option<bool> {
        let first = self.types.first()?.is_array;
        self.types.iter().all(|it| it.is_array == first).then_some(first)
    }

    pub(crate) fn is_of(&self, value: ValueType) -> bool {
        !self.types.is_empty() && self.types.iter().all(|it| it.value == value)
    }

    /// The meaning of the key's values, if the catalog states one.
    pub(crate) fn holds(&self) -> Option<KeyForm> {
        self.known.and_then(|known| known.holds)
    }

    /// The name of the key as AWS writes it.
    pub(crate) fn name(&self) -> Option<&'static str> {
        self.known.map(|known| known.name).or_else(|| self.stated.map(ConditionKey::name))
    }
}

/// True for a name with a placeholder.
pub(crate) fn is_filled_in(name: &str) -> bool {
    has_placeholder(name)
}

/// The key that a name begins without the part that the policy's author chooses.
pub(crate) fn template(name: &str, service: Option<&'static Service>) -> Option<&'static str> {
    let is_begun = |template: &&'static str| {
        template.split_once("${").is_some_and(|(literal, _)| {
            literal.eq_ignore_ascii_case(name)
                || literal.strip_suffix(['/', ':']).is_some_and(|literal| literal.eq_ignore_ascii_case(name))
        })
    };
    let stated = service.into_iter().flat_map(Service::condition_keys).map(ConditionKey::name);
    known_key::names().chain(stated).find(is_begun)
}
