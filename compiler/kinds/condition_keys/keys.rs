//! The keys of a condition key and of its rules.

use crate::compiler::schema::rules::{Asks, Where};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{CONDITION_KEY, GLOBAL_KEY};
use crate::compiler::schema::texts::sets::{HOLDS, KEY_RULE_SHAPES, KEY_TYPES};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "keys",
    path: "keys.toml",
    about: "Condition keys with facts for the rules of findings: a table for each.",
    content: Content::Tables(&CONDITION),
};

pub const CONDITION: TableKind = TableKind {
    name: "a condition key",
    keys: &[
        optional(
            "type",
            ValueForm::Text,
            "The type of its values, as AWS names it; a service's own key has its type in the file of the service.",
        )
        .texts(Texts::OneOf(&KEY_TYPES))
        .asks(&[Asks::WhereNamed(&GLOBAL_KEY, "the global key `{name}` needs `type`")]),
        optional("holds", ValueForm::Text, "The meaning of its values, where the type does not say it.")
            .texts(Texts::OneOf(&HOLDS)),
        optional(
            "exact",
            ValueForm::Flag,
            "`true` if a wildcard in a value has no effect, so that AWS warns of it.",
        ),
        optional("forgeable", ValueForm::Flag, "`true` if the sender of a request can give the key any value."),
        optional(
            "everywhere",
            ValueForm::Flag,
            "`true` if requests to other services have it although its prefix is that of a service.",
        ),
        optional(
            "stated",
            ValueForm::Flag,
            "`true` if each service states which of its requests have the key.",
        ),
        optional("unsupported", ValueForm::Flag, "`true` if AWS no longer accepts it.")
            .asks(&[Asks::All(&["instead"])]),
        optional("instead", ValueForm::Texts, "The keys that replace it."),
        optional("with", ValueForm::Texts, "Keys of which a condition has to test at least one as well."),
        optional("services", ValueForm::Texts, "The prefixes of the services whose requests have it; all other services' requests do not."),
        optional("also", ValueForm::Texts, "Actions whose requests have it although AWS does not state so."),
        optional("rules", ValueForm::Tables(&KEY_RULE), "Rules about conditions on it."),
    ],
};

pub const KEY_RULE: TableKind = TableKind {
    name: "a rule",
    keys: &[
        required("shape", ValueForm::Text, "The kind of rule.").texts(Texts::OneOf(&KEY_RULE_SHAPES)),
        required("code", ValueForm::Text, "The kind of finding that the rule reports."),
        optional("actions", ValueForm::Texts, "The actions that the rule applies to, written in full.")
            .asks(&[Asks::Where(&NEEDS_ACTIONS)]),
        optional("key", ValueForm::Text, "The other condition key that the rule needs.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::Where(&NEEDS_KEY)]),
        optional("values", ValueForm::Texts, "The valid values, or the resource types for the shape `arn`.")
            .asks(&[Asks::Where(&NEEDS_VALUES)]),
    ],
};

const NEEDS_ACTIONS: Where = of_shapes(&["needs", "absent", "powerless", "misplaced"]);
const NEEDS_KEY: Where = of_shapes(&["needs"]);
const NEEDS_VALUES: Where = of_shapes(&["values", "arn", "needs"]);

const fn of_shapes(values: &'static [&'static str]) -> Where {
    let missing = Some("a rule of the shape `{value}` needs `{key}`");
    Where { key: "shape", values, missing, conflict: None }
}
