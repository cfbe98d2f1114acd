//! The keys of a danger.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{
    ADDRESS, ANY_ACTION, ARN, CODES, CONDITION_KEY, ONE_ACTION, RESOURCE_TYPE,
};
use crate::compiler::schema::texts::sets::GAINS;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "dangers",
    path: "dangers.toml",
    about: "What a service defines and a rule about danger has to know: a table for each danger.",
    content: Content::Tables(&DANGER),
};

pub const DANGER: TableKind = TableKind {
    name: "a danger",
    keys: &[
        optional("family", ValueForm::Text, "The action that hands out power by the resource that it is on.")
            .texts(Texts::Like(&ONE_ACTION))
            .asks(&[Asks::OneOf(&SUBJECTS), Asks::All(&["codes"])]),
        optional(
            "escalation",
            ValueForm::Texts,
            "The actions that together give more than they say; the first is on what is gained.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[Asks::All(&["gain"])]),
        optional("shared", ValueForm::Texts, "Resource types whose names are one space over all accounts.")
            .texts(Texts::Like(&RESOURCE_TYPE)),
        optional(
            "call",
            ValueForm::Texts,
            "The calls that need further actions; `*` stands for any part of a name.",
        )
        .texts(Texts::Like(&ANY_ACTION))
        .asks(&[Asks::All(&["needs"])]),
        optional(
            "resource-keys",
            ValueForm::Texts,
            "The condition keys that say which resources a statement is about.",
        )
        .texts(Texts::Like(&CONDITION_KEY)),
        optional("codes", ValueForm::Text, "The beginning of the codes of the family's findings.")
            .texts(Texts::Like(&CODES))
            .asks(&[Asks::About(&SUBJECTS, &["family"])]),
        optional("gain", ValueForm::Text, "What is gained: any permission, or those of the resource.")
            .texts(Texts::OneOf(&GAINS))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("on", ValueForm::Texts, "The resource types of the first action that are what is gained.")
            .texts(Texts::Like(&RESOURCE_TYPE))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "also-on",
            ValueForm::Texts,
            "ARNs, with `*`, on one of which the first action has to be too.",
        )
        .texts(Texts::Like(&ARN))
        .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("not-on", ValueForm::Texts, "ARNs, with `*`, of what gives nothing.")
            .texts(Texts::Like(&ARN))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "context",
            ValueForm::Lists,
            "The condition keys that the requests have, with their values.",
        )
        .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "limited-by",
            ValueForm::Texts,
            "The condition keys that take the danger away where a condition asks for a value.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["family", "escalation", "shared"])]),
        optional("needs", ValueForm::Texts, "The further actions that the calls authorize and need.")
            .texts(Texts::Like(&ANY_ACTION))
            .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        optional(
            "asked-by",
            ValueForm::Texts,
            "The condition keys with which a statement shows that its calls need them.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        required("why", ValueForm::Prose, "What the danger is, in a sentence or two."),
        required("source", ValueForm::Text, "Where that can be read.").texts(Texts::Like(&ADDRESS)),
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
