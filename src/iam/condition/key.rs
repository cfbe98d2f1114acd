//! The meaning of a condition key's name.
//!
//! A key has the prefix of a service, or `aws` for global keys. Its name is not case-sensitive, and may end
//! in a name that the policy's author chooses, as in `aws:ResourceTag/Owner` (IAM User Guide, "AWS global
//! condition context keys"; Service Authorization Reference, "Condition keys for" each service).

use crate::iam::condition::known_key;
use crate::iam::condition::known_key::{KeyForm, KnownKey};
use crate::iam::piece::has_placeholder;
use crate::{ConditionKey, KeyType, SERVICES, Service, ValueType};

/// The prefix of the global keys.
pub(crate) const GLOBAL: &str = "aws";

/// The facts about a condition key.
#[derive(Clone, Debug)]
pub(crate) struct KeyMeaning {
    /// The table of the key in the catalog.
    pub(crate) known: Option<&'static KnownKey>,
    /// The key in the facts of a service: the service of its prefix, or another one.
    pub(crate) stated: Option<ConditionKey>,
    /// The service of the prefix, if the catalog has its facts.
    pub(crate) service: Option<&'static Service>,
    pub(crate) is_global: bool,
    /// The types of the values, as far as they are known.
    pub(crate) types: Vec<KeyType>,
}

impl KeyMeaning {
    pub(crate) fn of(name: &str) -> Self {
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
        Self { known, stated, service, is_global, types }
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
