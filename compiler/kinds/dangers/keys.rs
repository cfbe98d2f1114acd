//! The keys of a danger.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::{
    ADDRESS, ANY_ACTION, ARN, CODES, CONDITION_KEY, GAINS, ONE_ACTION, RESOURCE_TYPE, Texts,
};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "dangers",
    path: "dangers.toml",
    about: "What a service defines and a rule about danger has to know: a table for each danger.",
    content: Content::Tables(&DANGER),
};

pub const DANGER: Kind = Kind {
    name: "a danger",
    keys: &[
        optional("family", Form::Text, "The action that hands out power by the resource that it is on.")
            .texts(Texts::Like(&ONE_ACTION))
            .asks(&[Asks::OneOf(&SUBJECTS), Asks::All(&["codes"])]),
        optional(
            "escalation",
            Form::Texts,
            "The actions that together give more than they say; the first is on what is gained.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[Asks::All(&["gain"])]),
        optional("shared", Form::Texts, "Resource types whose names are one space over all accounts.")
            .texts(Texts::Like(&RESOURCE_TYPE)),
        optional(
            "call",
            Form::Texts,
            "The calls that need further actions; `*` stands for any part of a name.",
        )
        .texts(Texts::Like(&ANY_ACTION))
        .asks(&[Asks::All(&["needs"])]),
        optional(
            "resource-keys",
            Form::Texts,
            "The condition keys that say which resources a statement is about.",
        )
        .texts(Texts::Like(&CONDITION_KEY)),
        optional("codes", Form::Text, "The beginning of the codes of the family's findings.")
            .texts(Texts::Like(&CODES))
            .asks(&[Asks::About(&SUBJECTS, &["family"])]),
        optional("gain", Form::Text, "What is gained: any permission, or those of the resource.")
            .texts(Texts::OneOf(&GAINS))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("on", Form::Texts, "The resource types of the first action that are what is gained.")
            .texts(Texts::Like(&RESOURCE_TYPE))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("also-on", Form::Texts, "ARNs, with `*`, on one of which the first action has to be too.")
            .texts(Texts::Like(&ARN))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("not-on", Form::Texts, "ARNs, with `*`, of what gives nothing.")
            .texts(Texts::Like(&ARN))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("context", Form::Lists, "The condition keys that the requests have, with their values.")
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "limited-by",
            Form::Texts,
            "The condition keys that take the danger away where a condition asks for a value.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["family", "escalation", "shared"])]),
        optional("needs", Form::Texts, "The further actions that the calls authorize and need.")
            .texts(Texts::Like(&ANY_ACTION))
            .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        optional(
            "asked-by",
            Form::Texts,
            "The condition keys with which a statement shows that its calls need them.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        required("why", Form::Prose, "What the danger is, in a sentence or two."),
        required("source", Form::Text, "Where that can be read.").texts(Texts::Like(&ADDRESS)),
    ],
};

/// What a danger is about.
const SUBJECTS: Choice = Choice {
    keys: &["family", "escalation", "shared", "call", "resource-keys"],
    missing: Some("the danger `{name}` does not say what it is about"),
    conflict: "a danger is about one thing, and this about `{first}` and `{second}`",
    label: "what it is about",
    help: "write a danger for each",
};
