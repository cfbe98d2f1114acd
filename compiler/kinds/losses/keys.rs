//! The keys of a loss, in the head of a policy.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ACTION_NAME, ADDRESS, POLICY_TEXT};
use crate::compiler::schema::{TableKey, TableKind, ValueForm, optional, required};

pub const LOST: TableKey = optional(
    "lost",
    ValueForm::Tables(&LOSS),
    "Permissions of the earlier release's policies for the same purpose that those of this release do not grant, with the reasons.",
);

pub const LOSS: TableKind = TableKind {
    name: "a loss",
    keys: &[
        required("actions", ValueForm::TextOrTexts, "The actions, written in full; `*` stands for any text.")
            .texts(Texts::Like(&ACTION_NAME)),
        optional(
            "resources",
            ValueForm::TextOrTexts,
            "The resources on which the actions are no longer granted; all of them if the key is missing.",
        )
        .texts(Texts::Like(&POLICY_TEXT)),
        optional(
            "when",
            ValueForm::TextOrTexts,
            "The parameters that have to be given for the loss to exist; without the key, it always exists.",
        ),
        required("why", ValueForm::Prose, "The reason for the loss, and its consequence for the reader."),
        required("source", ValueForm::Text, "The address of a page that shows it.")
            .texts(Texts::Like(&ADDRESS)),
    ],
};
