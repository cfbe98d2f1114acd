//! The keys of a correction.

use crate::compiler::schema::rules::{
    ACCESS_LEVELS, ACTION_NAME, Asks, COMPLETE, CONDITION_KEY, SEPARATORS, Texts,
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
        optional("service", Form::Text, "The service that it is about.").asks(&[Asks::All(&["keys"])]),
        optional("action", Form::Text, "The action that it is about, in full.")
            .texts(Texts::Like(ACTION_NAME))
            .asks(&[Asks::OneOf(&["access-level", "also"]), Asks::Not("service")]),
        optional("resource", Form::Text, "The resource type that it is about, as `service:type`.").asks(&[
            Asks::All(&["also"]),
            Asks::Not("service"),
            Asks::Not("action"),
        ]),
        optional("key", Form::Text, "The condition key that it is about, as AWS states it.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["is"]), Asks::Not("service"), Asks::Not("action"), Asks::Not("resource")]),
        optional("variables", Form::Texts, "The variables of ARN formats that it is about.")
            .asks(&[Asks::All(&["holds"])]),
        optional("access-level", Form::Text, "The access level that the action has.")
            .texts(Texts::OneOf(ACCESS_LEVELS))
            .asks(&[Asks::All(&["action"])]),
        optional(
            "also",
            Form::Texts,
            "Further resource types of the action, or ARN formats of the resource type.",
        )
        .asks(&[Asks::OneOf(&["action", "resource"])]),
        optional("is", Form::Text, "How the condition key is spelt.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["key"])]),
        optional("holds", Form::Text, "Which of `/` and `:` the variables may hold.")
            .texts(Texts::Like(SEPARATORS))
            .asks(&[Asks::All(&["variables"])]),
        optional(
            "keys",
            Form::Text,
            "`complete`: AWS states with an action and a resource type all keys that there are.",
        )
        .texts(Texts::OneOf(COMPLETE))
        .asks(&[Asks::All(&["service"])]),
        required("reason", Form::Prose, "Why what AWS states misleads."),
        required("source", Form::Text, "Where that can be read."),
    ],
};
