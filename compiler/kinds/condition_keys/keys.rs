//! The keys of a condition key and of its rules.

use crate::compiler::schema::rules::{Asks, CONDITION_KEY, HOLDS, KEY_RULE_SHAPES, KEY_TYPE, Texts};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "keys",
    path: "keys.toml",
    about: "Condition keys about which the rules of findings know something: a table for each.",
    content: Content::Tables(&CONDITION),
};

pub const CONDITION: Kind = Kind {
    name: "a condition key",
    keys: &[
        optional(
            "type",
            Form::Text,
            "The type of its values, as AWS names it; for a service's own key the service states it.",
        )
        .texts(Texts::Like(KEY_TYPE)),
        optional("holds", Form::Text, "What its values are, besides what the type says.")
            .texts(Texts::OneOf(HOLDS)),
        optional("exact", Form::Flag, "Whether a wildcard in a value has no use, so that AWS warns of it."),
        optional("forgeable", Form::Flag, "Whether who makes a request can give it any value."),
        optional(
            "everywhere",
            Form::Flag,
            "Whether requests to other services have it although its prefix is a service's.",
        ),
        optional(
            "stated",
            Form::Flag,
            "Whether each service states for which of its requests it has the key.",
        ),
        optional("unsupported", Form::Flag, "Whether AWS no longer takes it, so that it is an error.")
            .asks(&[Asks::All(&["instead"])]),
        optional("instead", Form::Texts, "The keys that have replaced it."),
        optional("with", Form::Texts, "The keys of which one has to be tested beside it."),
        optional("services", Form::Texts, "The prefixes of the only services whose requests have it."),
        optional("also", Form::Texts, "Actions whose requests have it although AWS does not state so."),
        optional("rules", Form::Tables(&KEY_RULE), "What more is known of conditions on it."),
    ],
};

pub const KEY_RULE: Kind = Kind {
    name: "a rule",
    keys: &[
        required("shape", Form::Text, "What kind of rule it is.").texts(Texts::OneOf(KEY_RULE_SHAPES)),
        required("code", Form::Text, "The kind of finding that says so."),
        optional("actions", Form::Texts, "The actions that it is about, in full."),
        optional("key", Form::Text, "The other condition key that it is about.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["values"])]),
        optional("values", Form::Texts, "The values that are right."),
    ],
};
