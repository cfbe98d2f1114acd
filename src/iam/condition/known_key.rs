//! The facts that the catalog states about single condition keys, in `catalog/keys.toml`.

use crate::service::fits;

mod generated {
    #![allow(clippy::too_many_lines, dead_code, reason = "generated code")]

    // Generated from catalog/keys.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/condition_keys.rs"));
}

/// A condition key with a table in `catalog/keys.toml`.
#[derive(Debug)]
pub(crate) struct KnownKey {
    pub(crate) name: &'static str,
    pub(crate) type_name: Option<&'static str>,
    pub(crate) holds: Option<KeyForm>,
    pub(crate) flags: &'static [KeyFlag],
    pub(crate) instead: &'static [&'static str],
    /// The keys of which one has to be tested together with this one.
    pub(crate) with: &'static [&'static str],
    /// The only services whose requests have the key; empty if the requests of all services have it.
    pub(crate) services: &'static [&'static str],
    /// The actions whose requests have the key although no service states so.
    pub(crate) also: &'static [&'static str],
}

impl KnownKey {
    pub(crate) fn is(&self, flag: KeyFlag) -> bool {
        self.flags.contains(&flag)
    }
}

/// A property of a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyFlag {
    /// A wildcard in a value has no use.
    Exact,
    /// The sender of a request can give the key any value.
    Forgeable,
    /// Requests to other services have the key too.
    Everywhere,
    /// Each service lists the requests that have the key.
    Stated,
    /// AWS no longer supports the key.
    Unsupported,
}

/// The meaning of a key's values, beyond their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyForm {
    Account,
    PublicAddress,
    Region,
    ServicePrincipal,
    Vpc,
    VpcEndpoint,
}

/// The key of a name, whose case does not matter.
pub(crate) fn known(name: &str) -> Option<&'static KnownKey> {
    generated::KNOWN_KEYS.iter().find(|key| fits(key.name, name))
}

/// The names of the keys that are not replaced by others.
pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    generated::KNOWN_KEYS.iter().filter(|key| key.instead.is_empty()).map(|key| key.name)
}
