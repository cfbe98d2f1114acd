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
    about: "Facts about services for the rules about danger: a table for each danger.",
    content: Content::Tables(&DANGER),
};

pub const DANGER: TableKind = TableKind {
    name: "a danger",
    keys: &[
        optional(
            "family",
            ValueForm::Text,
            "An action whose resource decides how much power it gives, such as passing a role.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[Asks::OneOf(&SUBJECTS), Asks::All(&["codes"])]),
        optional(
            "escalation",
            ValueForm::Texts,
            "Actions that together form a privilege escalation path; the resource of the first is the gain.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[Asks::All(&["gain"])]),
        optional(
            "resource-policy",
            ValueForm::Texts,
            "Actions each of which writes the policy of a resource, and so gains the permissions on it.",
        )
        .texts(Texts::Like(&ONE_ACTION)),
        optional("shared", ValueForm::Texts, "Resource types whose names are shared by all accounts.")
            .texts(Texts::Like(&RESOURCE_TYPE)),
        optional(
            "call",
            ValueForm::Texts,
            "Calls that need further actions; `*` matches any part of a name.",
        )
        .texts(Texts::Like(&ANY_ACTION))
        .asks(&[Asks::All(&["needs"])]),
        optional(
            "resource-keys",
            ValueForm::Texts,
            "Condition keys that limit a statement to some resources.",
        )
        .texts(Texts::Like(&CONDITION_KEY)),
        optional(
            "caller-keys",
            ValueForm::Texts,
            "Condition keys that limit a statement to requests that services make for the policy's holder.",
        )
        .texts(Texts::Like(&CONDITION_KEY)),
        optional("codes", ValueForm::Text, "The common beginning of the codes of the family's findings.")
            .texts(Texts::Like(&CODES))
            .asks(&[Asks::About(&SUBJECTS, &["family"])]),
        optional(
            "everything",
            ValueForm::Texts,
            "ARN patterns that match all of the family's resources, besides those of its resource types.",
        )
        .texts(Texts::Like(&ARN))
        .asks(&[Asks::About(&SUBJECTS, &["family"])]),
        optional("gain", ValueForm::Text, "The gain: any permission, or the permissions of the resource.")
            .texts(Texts::OneOf(&GAINS))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("on", ValueForm::Texts, "The resource types of the first action that are the gain.")
            .texts(Texts::Like(&RESOURCE_TYPE))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "also-on",
            ValueForm::Texts,
            "ARN patterns; the first action has to be allowed on one of them as well.",
        )
        .texts(Texts::Like(&ARN))
        .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("not-on", ValueForm::Texts, "ARN patterns of resources that give nothing.")
            .texts(Texts::Like(&ARN))
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional("context", ValueForm::Lists, "The condition keys of the requests, with their values.")
            .asks(&[Asks::About(&SUBJECTS, &["escalation"])]),
        optional(
            "limited-by",
            ValueForm::Texts,
            "Condition keys that remove the danger when a condition requires a value.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["family", "escalation", "shared"])]),
        optional("needs", ValueForm::Texts, "The further actions that the calls need and authorize.")
            .texts(Texts::Like(&ANY_ACTION))
            .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        optional(
            "asked-by",
            ValueForm::Texts,
            "Condition keys that show in a statement that its calls need these actions.",
        )
        .texts(Texts::Like(&CONDITION_KEY))
        .asks(&[Asks::About(&SUBJECTS, &["call"])]),
        required("why", ValueForm::Prose, "The danger, in a sentence or two."),
        required("source", ValueForm::Text, "The address of a page that shows it.")
            .texts(Texts::Like(&ADDRESS)),
    ],
};

/// The subjects of dangers.
const SUBJECTS: Choice = Choice {
    keys: &["family", "escalation", "resource-policy", "shared", "call", "resource-keys", "caller-keys"],
    missing: Some("the danger `{name}` has no subject"),
    conflict: "a danger has one subject, and this has `{first}` and `{second}`",
    label: "the subject",
    help: "write a danger for each",
};
