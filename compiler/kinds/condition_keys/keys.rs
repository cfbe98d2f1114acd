//! The keys of a condition key and of its rules.

use crate::compiler::schema::rules::{Asks, Where};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{CONDITION_KEY, GLOBAL_KEY};
use crate::compiler::schema::texts::sets::{HOLDS, KEY_RULE_SHAPES, KEY_TYPES};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "keys",
    path: "keys.toml",
    about: "Condition keys about which the rules of findings know something: a table for each.",
    content: Content::Tables(&CONDITION),
};

pub const CONDITION: TableKind = TableKind {
    name: "a condition key",
    keys: &[
        optional(
            "type",
            ValueForm::Text,
            "The type of its values, as AWS names it; for a service's own key the service states it.",
        )
        .texts(Texts::OneOf(&KEY_TYPES))
        .asks(&[Asks::WhereNamed(&GLOBAL_KEY, "the global key `{name}` needs `type`")]),
        optional("holds", ValueForm::Text, "What its values are, besides what the type says.")
            .texts(Texts::OneOf(&HOLDS)),
        optional(
            "exact",
            ValueForm::Flag,
            "Whether a wildcard in a value has no use, so that AWS warns of it.",
        ),
        optional("forgeable", ValueForm::Flag, "Whether who makes a request can give it any value."),
        optional(
            "everywhere",
            ValueForm::Flag,
            "Whether requests to other services have it although its prefix is a service's.",
        ),
        optional(
            "stated",
            ValueForm::Flag,
            "Whether each service states for which of its requests it has the key.",
        ),
        optional("unsupported", ValueForm::Flag, "Whether AWS no longer takes it, so that it is an error.")
            .asks(&[Asks::All(&["instead"])]),
        optional("instead", ValueForm::Texts, "The keys that have replaced it."),
        optional("with", ValueForm::Texts, "The keys of which one has to be tested beside it."),
        optional("services", ValueForm::Texts, "The prefixes of the only services whose requests have it."),
        optional("also", ValueForm::Texts, "Actions whose requests have it although AWS does not state so."),
        optional("rules", ValueForm::Tables(&KEY_RULE), "What more is known of conditions on it."),
    ],
};

pub const KEY_RULE: TableKind = TableKind {
    name: "a rule",
    keys: &[
        required("shape", ValueForm::Text, "What kind of rule it is.").texts(Texts::OneOf(&KEY_RULE_SHAPES)),
        required("code", ValueForm::Text, "The kind of finding that says so."),
        optional("actions", ValueForm::Texts, "The actions that it is about, in full.")
            .asks(&[Asks::Where(&NEEDS_ACTIONS)]),
        optional("key", ValueForm::Text, "The other condition key that it is about.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::Where(&NEEDS_KEY)]),
        optional(
            "values",
            ValueForm::Texts,
            "The values that are right, or the resource types of the shape `arn`.",
        )
        .asks(&[Asks::Where(&NEEDS_VALUES)]),
    ],
};

const NEEDS_ACTIONS: Where = of_shapes(&["needs", "absent", "powerless", "misplaced"]);
const NEEDS_KEY: Where = of_shapes(&["needs"]);
const NEEDS_VALUES: Where = of_shapes(&["values", "arn", "needs"]);

const fn of_shapes(values: &'static [&'static str]) -> Where {
    Where { key: "shape", values, missing: "a rule of the shape `{value}` needs `{key}`", conflict: None }
}
