//! What a key of the catalog allows and what it asks of its neighbours: the closed sets and the
//! patterns of its texts.
//!
//! The checks use the sets. The patterns are for editors, which show a mistake while it is typed;
//! they accept all that the checks accept, and the checks say more about what they refuse.

#![allow(dead_code, reason = "the checks need a part of it, and the schemas the rest")]

use super::grammar::RULES;

/// What a text can be, as far as the text alone says it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Texts {
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
pub(crate) enum Asks {
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
pub(crate) fn parameter_types() -> impl Iterator<Item = &'static str> + Clone {
    RULES.iter().map(|rule| rule.name).chain(["region", "partition"])
}

/// What a policy can be attached to.
pub(crate) const ATTACH_TO: &[&str] = &["user-or-group", "role"];

/// What a statement can do with what it names.
pub(crate) const EFFECTS: &[&str] = &["Allow", "Deny"];

/// What an action can do, in AWS's own classification.
pub(crate) const ACCESS_LEVELS: &[&str] = &["list", "read", "write", "tagging", "permissions-management"];

/// How grave a finding can be, the gravest first.
pub(crate) const SEVERITIES: &[&str] = &["error", "security-warning", "warning", "suggestion"];

/// What an escalation gives its holder: any permission, or those of the resource that it is on.
pub(crate) const GAINS: &[&str] = &["anything", "resource"];

/// What a correction can say of the condition keys of a service.
pub(crate) const COMPLETE: &[&str] = &["complete"];

/// What a variable of an ARN format can hold besides what all of them can.
pub(crate) const SEPARATORS: &str = "^(/|:|/:)$";

/// IAM's condition operators, without qualifier and `IfExists`.
pub(crate) const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    NULL,
];

/// The one operator that has no form with `IfExists`.
pub(crate) const NULL: &str = "Null";

/// What can stand before an operator, with a colon between them.
pub(crate) const QUALIFIERS: &[&str] = &["ForAllValues", "ForAnyValue"];

/// What the values of a condition key can be, besides what its type says.
pub(crate) const HOLDS: &[&str] =
    &["account", "kms-key", "public-address", "region", "service-principal", "vpc", "vpc-endpoint"];

/// The type of a condition key's values.
pub(crate) const KEY_TYPE: &str = "^(ArrayOf)?(ARN|Binary|Bool|Date|IPAddress|Numeric|String)$";

/// What can be so of a condition key.
pub(crate) const KEY_FLAGS: &[&str] = &["exact", "forgeable", "everywhere", "stated", UNSUPPORTED];

/// What AWS no longer takes.
pub(crate) const UNSUPPORTED: &str = "unsupported";

/// What a rule of a condition key can be.
pub(crate) const KEY_RULE_SHAPES: &[&str] =
    &["values", "needs", "absent", "powerless", "misplaced", "negated"];

/// A Sid.
pub(crate) const SID: &str = "^[A-Za-z0-9]+$";

/// A name that is no Sid.
pub(crate) const NO_SID: &str = "[^A-Za-z0-9]";

/// A condition's key: a service, a colon and a name.
pub(crate) const CONDITION_KEY: &str = r"^[^:\s]+:\S+$";

/// An action in full, or all of them.
pub(crate) const ACTION_NAME: &str = r"^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?-]+)$";

/// A prefix of a service's actions.
pub(crate) const PREFIX: &str = "^[a-z][a-z0-9-]*$";

/// The action of a service, in full.
pub(crate) const ONE_ACTION: &str = "^[a-z0-9-]+:[A-Za-z0-9]+$";

/// An action in full, with `*` for any part of it.
pub(crate) const ANY_ACTION: &str = r"^[a-z0-9*-]+:[A-Za-z0-9*]+$";

/// A resource type of a service.
pub(crate) const RESOURCE_TYPE: &str = r"^[a-z0-9-]+:\S+$";

/// The beginning of codes of findings.
pub(crate) const CODES: &str = "^[A-Z][A-Z0-9]*(_[A-Z][A-Z0-9]*)*$";

/// A managed policy, by what its ARN has behind `policy/`.
pub(crate) const MANAGED_POLICY: &str = "^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$";

/// A release of three numbers.
pub(crate) const RELEASE: &str = r"^\d+\.\d+\.\d+([-+].+)?$";
