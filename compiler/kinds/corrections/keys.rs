//! The keys of a correction.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, CONDITION_KEY, OF_SERVICE};
use crate::compiler::schema::texts::sets::{ACCESS_LEVELS, COMPLETE, SEPARATORS};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "corrections",
    path: "corrections.toml",
    about: "Where what AWS states about its services misleads: a table for each reviewed correction.",
    content: Content::Tables(&CORRECTION),
};

pub const CORRECTION: TableKind = TableKind {
    name: "a correction",
    keys: &[
        optional("service", ValueForm::Text, "The service that it is about.")
            .asks(&[Asks::OneOf(&CORRECTED), Asks::All(&["keys"])]),
        optional("action", ValueForm::Text, "The action that it is about, in full.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::Any(&["access-level", "also"])]),
        optional("resource", ValueForm::Text, "The resource type that it is about, as `service:type`.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::All(&["also"])]),
        optional("key", ValueForm::Text, "The condition key that it is about, as AWS states it.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::All(&["is"])]),
        optional("variables", ValueForm::Texts, "The variables of ARN formats that it is about.")
            .asks(&[Asks::All(&["holds"])]),
        optional("access-level", ValueForm::Text, "The access level that the action has.")
            .texts(Texts::OneOf(&ACCESS_LEVELS))
            .asks(&[Asks::About(&CORRECTED, &["action"])]),
        optional(
            "also",
            ValueForm::Texts,
            "Further resource types of the action, or ARN formats of the resource type.",
        )
        .asks(&[Asks::About(&CORRECTED, &["action", "resource"])]),
        optional("is", ValueForm::Text, "How the condition key is spelt.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::About(&CORRECTED, &["key"])]),
        optional("holds", ValueForm::Text, "Which of `/` and `:` the variables may hold.")
            .texts(Texts::OneOf(&SEPARATORS))
            .asks(&[Asks::About(&CORRECTED, &["variables"])]),
        optional(
            "keys",
            ValueForm::Text,
            "`complete`: AWS states with an action and a resource type all keys that there are.",
        )
        .texts(Texts::OneOf(&COMPLETE))
        .asks(&[Asks::About(&CORRECTED, &["service"])]),
        required("reason", ValueForm::Prose, "Why what AWS states misleads."),
        required("source", ValueForm::Text, "Where that can be read.").texts(Texts::Like(&ADDRESS)),
    ],
};

/// What a correction is about.
const CORRECTED: Choice = Choice {
    keys: &["service", "action", "resource", "key", "variables"],
    missing: Some("the correction `{name}` does not say what it is about"),
    conflict: "a correction is about one thing, and this about `{first}` and `{second}`",
    label: "what it is about",
    help: "write a correction for each",
};
