//! The closed sets of strings in the catalog.

use crate::compiler::schema::texts::TextSet;
use crate::compiler::shared::grammar::RULES;
use crate::compiler::source::code::Code;

/// The types of parameters.
pub const PARAMETER_TYPES: TextSet = TextSet {
    code: Code::UnknownType,
    about: |name| RULES.iter().find(|rule| rule.name == name).map(|rule| rule.allowed),
    ..TextSet::new(&parameter_types(), "no parameter type is named `{text}`")
};

/// The names of the rules of values, and the two types whose values the catalog states.
const fn parameter_types() -> [&'static str; RULES.len() + 2] {
    let mut types = ["region"; RULES.len() + 2];
    let mut idx = 0;
    while idx < RULES.len() {
        types[idx] = RULES[idx].name;
        idx += 1;
    }
    types[RULES.len() + 1] = "partition";
    types
}

/// The identities that a policy can be attached to.
pub const ATTACH_TO: TextSet =
    TextSet::new(&["user-or-group", "role"], "a policy cannot be attached to `{text}`");

/// The ways in which a policy is attached: managed, or inline in an identity.
pub const ATTACHMENTS: TextSet =
    TextSet::new(&["managed", "role", "group", "user"], "no way of attachment is named `{text}`");

/// The effects of statements.
pub const EFFECTS: TextSet = TextSet::new(&["Allow", "Deny"], "no effect is named `{text}`");

/// The access levels of actions, in AWS's own classification, and the one of actions for which it states none.
pub const ACCESS_LEVELS: TextSet = TextSet::new(
    &["list", "read", "write", "tagging", "permissions-management", "unknown"],
    "`{text}` is not an access level",
);

/// The severities of findings, the most severe first.
pub const SEVERITIES: TextSet =
    TextSet::new(&["error", "security-warning", "warning", "suggestion"], "no severity is named `{text}`");

/// The kinds of policies.
pub const POLICY_KINDS: TextSet = TextSet::new(
    &["identity", "scp", "rcp", "boundary", "trust", "resource"],
    "no kind of policy is named `{text}`",
);

/// The consequences of a denial for a command.
pub const DENIALS: TextSet = TextSet::new(&["fatal", TOLERATED, "unknown"], "a denial cannot be `{text}`");

/// The consequence of a denial with which the command goes on.
pub const TOLERATED: &str = "tolerated";

/// The gains of a privilege escalation path: any permission, or those of the resource.
pub const GAINS: TextSet = TextSet::new(&["anything", RESOURCE_GAIN], "`{text}` is not a possible gain");

/// The gain of an escalation that gives the permissions of its resource.
pub const RESOURCE_GAIN: &str = "resource";

/// The corrections of the condition keys of a service.
pub const COMPLETE: TextSet =
    TextSet { help: Some("write `complete`"), ..TextSet::new(&["complete"], "`keys` cannot be `{text}`") };

/// The separators that a correction can allow in a variable of an ARN format.
pub const SEPARATORS: TextSet = TextSet {
    help: Some("write `/`, `:` or `/:`; all other characters are allowed already"),
    ..TextSet::new(&["/", ":", "/:"], "a correction cannot let a variable hold `{text}`")
};

/// The meanings of a condition key's values, where the type does not say them.
pub const HOLDS: TextSet = TextSet::new(
    &["account", "public-address", "region", "service-principal", "vpc", "vpc-endpoint"],
    "no kind of value is named `{text}`",
);

/// The types of a condition key's values, as AWS names them.
pub const KEY_TYPES: TextSet = TextSet::new(
    &[
        "ARN",
        "ArrayOfARN",
        "Binary",
        "ArrayOfBinary",
        "Bool",
        "ArrayOfBool",
        "Date",
        "ArrayOfDate",
        "IPAddress",
        "ArrayOfIPAddress",
        "Numeric",
        "ArrayOfNumeric",
        "String",
        "ArrayOfString",
    ],
    "no condition key is of the type `{text}`",
);

/// The shapes of a condition key's rules.
pub const KEY_RULE_SHAPES: TextSet = TextSet::new(
    &["values", "arn", "needs", "absent", "powerless", "misplaced", "negated", "optional"],
    "no rule has the shape `{text}`",
);

/// The new bounds that a release can set to the need for policies.
pub const CHANGED_NEEDS: TextSet =
    TextSet::new(&["begins", "ends"], "the need for policies cannot be `{text}`");
