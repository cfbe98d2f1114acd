//! The facts that the catalog states about single condition keys, in `catalog/keys.toml`.

use crate::finding::Code;
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
    /// The keys of which one has to be tested beside it.
    pub(crate) with: &'static [&'static str],
    /// The only services whose requests have it; with none, all have it.
    pub(crate) services: &'static [&'static str],
    /// The actions whose requests have it although no service states so.
    pub(crate) also: &'static [&'static str],
    pub(crate) rules: &'static [KeyRule],
}

impl KnownKey {
    pub(crate) fn is(&self, flag: KeyFlag) -> bool {
        self.flags.contains(&flag)
    }
}

/// What can be so of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyFlag {
    /// A wildcard in its values has no use.
    Exact,
    /// Who makes a request can give it any value.
    Forgeable,
    /// Requests to other services have it, too.
    Everywhere,
    /// Each service states for which of its requests it has it.
    Stated,
    /// AWS no longer takes it.
    Unsupported,
}

/// What the values of a key are, besides what its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyForm {
    Account,
    KmsKey,
    PublicAddress,
    Region,
    ServicePrincipal,
    Vpc,
    VpcEndpoint,
}

/// A rule about conditions on a key.
#[derive(Debug)]
pub(crate) struct KeyRule {
    pub(crate) shape: KeyRuleShape,
    pub(crate) code: Code,
    pub(crate) actions: &'static [&'static str],
    pub(crate) key: Option<&'static str>,
    pub(crate) values: &'static [&'static str],
}

/// What kind of rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyRuleShape {
    /// Its values are some texts.
    Values,
    /// Who is granted one of the actions has to be held to some values of another key.
    Needs,
    /// Requests of the actions do not have it.
    Absent,
    /// It does not limit what the actions do.
    Powerless,
    /// It has nothing to do with the actions.
    Misplaced,
    /// A negated condition on it is got around.
    Negated,
}

/// The key that a policy means by a name, in any case.
pub(crate) fn known(name: &str) -> Option<&'static KnownKey> {
    generated::KNOWN_KEYS.iter().find(|key| fits(key.name, name))
}

/// All keys.
pub(crate) fn all() -> impl Iterator<Item = &'static KnownKey> {
    generated::KNOWN_KEYS.iter()
}

/// The names of all of them.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    generated::KNOWN_KEYS.iter().filter(|key| key.instead.is_empty()).map(|key| key.name)
}
