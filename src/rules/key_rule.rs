//! The rules that the catalog states for single condition keys, in `catalog/keys.toml`.

use crate::finding::Code;
use crate::iam::condition::ConditionTest;

pub(crate) use generated::KEY_RULES;

mod generated {
    #![allow(clippy::too_many_lines, reason = "generated code")]

    // Generated from catalog/keys.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/key_rules.rs"));
}

/// A rule about conditions on a key.
#[derive(Debug)]
pub(crate) struct KeyRule {
    /// The name of the key, as the catalog writes it.
    pub(crate) about: &'static str,
    pub(crate) shape: KeyRuleShape,
    pub(crate) code: Code,
    pub(crate) actions: &'static [&'static str],
    pub(crate) key: Option<&'static str>,
    pub(crate) values: &'static [&'static str],
}

/// The shape of a rule about a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the catalog says which of them there are")]
pub(crate) enum KeyRuleShape {
    /// The key has one of some values.
    Values,
    /// The values of the key are ARNs of some resource types.
    Arn,
    /// A grant of one of the actions has to limit another key to some values.
    Needs,
    /// Requests for the actions do not have the key.
    Absent,
    /// The key does not limit the effect of the actions.
    Powerless,
    /// The key has no meaning for the actions.
    Misplaced,
    /// Another value gets around a negated condition on the key.
    Negated,
    /// Requests may lack the key, and are meant to be treated as if it had one of some values.
    Optional,
}

/// The rules about the key of a condition.
pub(crate) fn about(test: &ConditionTest<'_>) -> impl Iterator<Item = &'static KeyRule> + use<> {
    let name = test.meaning.known.map(|known| known.name);
    KEY_RULES.iter().filter(move |rule| Some(rule.about) == name)
}
