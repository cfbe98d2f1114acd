//! What a key of the catalog allows and what it asks of its neighbours: the closed sets and the
//! patterns of its texts.
//!
//! The checks use the sets. The patterns are for editors, which show a mistake while it is typed;
//! they accept all that the checks accept, and the checks say more about what they refuse.

#![allow(dead_code, reason = "the checks need a part of it, and the schemas the rest")]

use crate::compiler::shared::grammar::RULES;

/// What a text can be, as far as the text alone says it.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// Anything.
    All,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// What a regular expression finds.
    Like(&'static str),
    /// A type of parameter.
    ParameterType,
}

/// What a key asks of the table that it stands in.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    /// It or the other is given, and not both.
    Or(&'static str),
    /// The other is not given beside it.
    Not(&'static str),
    /// The others are given beside it.
    All(&'static [&'static str]),
    /// One of the others is given beside it.
    OneOf(&'static [&'static str]),
    /// It is given where the other has this value, and only there.
    Where(&'static str, &'static str),
    /// It is given where a regular expression finds something in the table's own name.
    WhereNamed(&'static str),
}

/// The types of parameters.
pub fn parameter_types() -> impl Iterator<Item = &'static str> + Clone {
    RULES.iter().map(|rule| rule.name).chain(["region", "partition"])
}

/// What a policy can be attached to.
pub const ATTACH_TO: &[&str] = &["user-or-group", "role"];

/// What a statement can do with what it names.
pub const EFFECTS: &[&str] = &["Allow", "Deny"];

/// What an action can do, in AWS's own classification.
pub const ACCESS_LEVELS: &[&str] = &["list", "read", "write", "tagging", "permissions-management"];

/// How grave a finding can be, the gravest first.
pub const SEVERITIES: &[&str] = &["error", "security-warning", "warning", "suggestion"];

/// What an escalation gives its holder: any permission, or those of the resource that it is on.
pub const GAINS: &[&str] = &["anything", "resource"];

/// What a correction can say of the condition keys of a service.
pub const COMPLETE: &[&str] = &["complete"];

/// What a variable of an ARN format can hold besides what all of them can.
pub const SEPARATORS: &str = "^(/|:|/:)$";

/// What the values of a condition key can be, besides what its type says.
pub const HOLDS: &[&str] =
    &["account", "kms-key", "public-address", "region", "service-principal", "vpc", "vpc-endpoint"];

/// The type of a condition key's values.
pub const KEY_TYPE: &str = "^(ArrayOf)?(ARN|Binary|Bool|Date|IPAddress|Numeric|String)$";

/// What can be so of a condition key.
pub const KEY_FLAGS: &[&str] = &["exact", "forgeable", "everywhere", "stated", UNSUPPORTED];

/// What AWS no longer takes.
pub const UNSUPPORTED: &str = "unsupported";

/// What a rule of a condition key can be.
pub const KEY_RULE_SHAPES: &[&str] = &["values", "needs", "absent", "powerless", "misplaced", "negated"];

/// A Sid.
pub const SID: &str = "^[A-Za-z0-9]+$";

/// A name that is no Sid.
pub const NO_SID: &str = "[^A-Za-z0-9]";

/// A condition's key: a service, a colon and a name.
pub const CONDITION_KEY: &str = r"^[^:\s]+:\S+$";

/// An action in full, or all of them.
pub const ACTION_NAME: &str = r"^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?-]+)$";

/// A prefix of a service's actions.
pub const PREFIX: &str = "^[a-z][a-z0-9-]*$";

/// The action of a service, in full.
pub const ONE_ACTION: &str = "^[a-z0-9-]+:[A-Za-z0-9]+$";

/// An action in full, with `*` for any part of it.
pub const ANY_ACTION: &str = r"^[a-z0-9*-]+:[A-Za-z0-9*]+$";

/// A resource type of a service.
pub const RESOURCE_TYPE: &str = r"^[a-z0-9-]+:\S+$";

/// The beginning of codes of findings.
pub const CODES: &str = "^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$";

/// A managed policy, by what its ARN has behind `policy/`.
pub const MANAGED_POLICY: &str = "^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$";

/// A release of three numbers.
pub const RELEASE: &str = r"^\d+\.\d+\.\d+([-+].+)?$";
