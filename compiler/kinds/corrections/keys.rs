//! The keys of a correction.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::{
    ACCESS_LEVELS, ADDRESS, COMPLETE, CONDITION_KEY, OF_SERVICE, SEPARATORS, Texts,
};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "corrections",
    path: "corrections.toml",
    about: "Where what AWS states about its services misleads: a table for each reviewed correction.",
    content: Content::Tables(&CORRECTION),
};

pub const CORRECTION: Kind = Kind {
    name: "a correction",
    keys: &[
        optional("service", Form::Text, "The service that it is about.")
            .asks(&[Asks::OneOf(&CORRECTED), Asks::All(&["keys"])]),
        optional("action", Form::Text, "The action that it is about, in full.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::Any(&["access-level", "also"])]),
        optional("resource", Form::Text, "The resource type that it is about, as `service:type`.")
            .texts(Texts::Like(&OF_SERVICE))
            .asks(&[Asks::All(&["also"])]),
        optional("key", Form::Text, "The condition key that it is about, as AWS states it.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::All(&["is"])]),
        optional("variables", Form::Texts, "The variables of ARN formats that it is about.")
            .asks(&[Asks::All(&["holds"])]),
        optional("access-level", Form::Text, "The access level that the action has.")
            .texts(Texts::OneOf(&ACCESS_LEVELS))
            .asks(&[Asks::About(&CORRECTED, &["action"])]),
        optional(
            "also",
            Form::Texts,
            "Further resource types of the action, or ARN formats of the resource type.",
        )
        .asks(&[Asks::About(&CORRECTED, &["action", "resource"])]),
        optional("is", Form::Text, "How the condition key is spelt.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[Asks::About(&CORRECTED, &["key"])]),
        optional("holds", Form::Text, "Which of `/` and `:` the variables may hold.")
            .texts(Texts::OneOf(&SEPARATORS))
            .asks(&[Asks::About(&CORRECTED, &["variables"])]),
        optional(
            "keys",
            Form::Text,
            "`complete`: AWS states with an action and a resource type all keys that there are.",
        )
        .texts(Texts::OneOf(&COMPLETE))
        .asks(&[Asks::About(&CORRECTED, &["service"])]),
        required("reason", Form::Prose, "Why what AWS states misleads."),
        required("source", Form::Text, "Where that can be read.").texts(Texts::Like(&ADDRESS)),
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
