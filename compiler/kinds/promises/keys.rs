//! The keys of a promise, in the head of a policy or in a bundle.

use crate::compiler::schema::{TableKey, TableKind, ValueForm, optional, required};

pub const BESIDE: TableKey =
    optional("beside", ValueForm::Texts, "The other policies of the release that the commands need.");

pub const CONFIGURATIONS: TableKey = optional(
    "configurations",
    ValueForm::Texts,
    "The configurations of `commands.toml` in which the commands run.",
);

pub const DENIED: TableKey = optional(
    "denied",
    ValueForm::Tables(&DENIED_CALL),
    "Calls of the commands that are denied all the same, with the reasons.",
);

pub const DENIED_CALL: TableKind = TableKind {
    name: "a denied call",
    keys: &[
        required("call", ValueForm::Text, "The call, such as `s3:HeadBucket`."),
        optional(
            "commands",
            ValueForm::Texts,
            "The commands that make the call; all of them if the key is missing.",
        ),
        optional(
            "configurations",
            ValueForm::Texts,
            "The configurations in which it is made; all of them if the key is missing.",
        ),
        required("reason", ValueForm::Prose, "The reason to keep it so, and the consequence for the reader."),
    ],
};
