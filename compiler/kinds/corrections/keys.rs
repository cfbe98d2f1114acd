//! The keys of a correction.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, CONDITION_KEY, OF_SERVICE, ONE_ACTION};
use crate::compiler::schema::texts::sets::{ACCESS_LEVELS, COMPLETE, SEPARATORS};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "corrections",
    path: "corrections.toml",
    about: "Reviewed corrections of the facts that AWS states about its services: a table for each.",
    content: Content::Tables(&CORRECTION),
};

pub const CORRECTION: TableKind = TableKind {
    name: "a correction",
    keys: &[
        optional("service", ValueForm::Text, "The service to correct.")
            .asks(&[Asks::OneOf(&CORRECTED), Asks::All(&["keys"])]),
        optional("action", ValueForm::Text, "The action to correct, written in full.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::Any(&["access-level", "also"])]),
        optional("resource", ValueForm::Text, "The resource type to correct, as `service:type`.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::All(&["also"])]),
        optional("key", ValueForm::Text, "The condition key to correct, as AWS spells it.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::All(&["is"])]),
        optional("variables", ValueForm::Texts, "The variables of ARN formats to correct.")
            .asks(&[Asks::Any(&["holds", "like", "never"])]),
        optional("call", ValueForm::Text, "The call of a service's API to correct, written in full.")
            .texts(Texts::Like(&ONE_ACTION))
            .asks(&[Asks::All(&["authorizes"])]),
        optional("authorizes", ValueForm::Texts, "The actions that each such call authorizes.")
            .texts(Texts::Like(&ONE_ACTION))
            .asks(&[Asks::About(&CORRECTED, &["call"])]),
        optional("unlisted", ValueForm::Flag, "`true` for an action that AWS does not list.")
            .asks(&[Asks::About(&CORRECTED, &["action"]), Asks::All(&["access-level"])]),
        optional("access-level", ValueForm::Text, "The real access level of the action.")
            .texts(Texts::OneOf(&ACCESS_LEVELS))
            .asks(&[Asks::About(&CORRECTED, &["action"])]),
        optional(
            "also",
            ValueForm::Texts,
            "Further resource types of the action, or ARN formats of the resource type.",
        )
        .asks(&[Asks::About(&CORRECTED, &["action", "resource"])]),
        optional(
            "ends",
            ValueForm::Text,
            "The address of a page on which AWS says that these ARN formats will no longer match.",
        )
        .texts(Texts::Like(&ADDRESS))
        .asks(&[Asks::About(&CORRECTED, &["resource"])]),
        optional("is", ValueForm::Text, "The right spelling of the condition key.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::About(&CORRECTED, &["key"])]),
        optional(
            "holds",
            ValueForm::Text,
            "The separators that the variables may contain: `/`, `:` or both.",
        )
        .texts(Texts::OneOf(&SEPARATORS))
        .asks(&[Asks::About(&CORRECTED, &["variables"])]),
        optional(
            "like",
            ValueForm::Text,
            "A pattern that every value of the variables matches, with the wildcards of a policy.",
        )
        .asks(&[Asks::About(&CORRECTED, &["variables"])]),
        optional(
            "never",
            ValueForm::Text,
            "A pattern that no value of the variables matches, with the wildcards of a policy.",
        )
        .asks(&[Asks::About(&CORRECTED, &["variables"])]),
        optional(
            "keys",
            ValueForm::Text,
            "`complete` if the keys that AWS states for an action on a resource type are all of them.",
        )
        .texts(Texts::OneOf(&COMPLETE))
        .asks(&[Asks::About(&CORRECTED, &["service"])]),
        required("reason", ValueForm::Prose, "The reason why the statement of AWS misleads."),
        required("source", ValueForm::Text, "The address of a page that shows it.")
            .texts(Texts::Like(&ADDRESS)),
    ],
};

/// The subjects of corrections.
const CORRECTED: Choice = Choice {
    keys: &["service", "action", "resource", "key", "variables", "call"],
    missing: Some("the correction `{name}` has no subject"),
    conflict: "a correction has one subject, and this has `{first}` and `{second}`",
    label: "the subject",
    help: "write a correction for each",
};
