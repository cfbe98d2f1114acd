//! The keys of a setting.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::MANAGED_POLICY;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional};

pub const FILE: FileKind = FileKind {
    name: "settings",
    path: "*/settings.toml",
    about: "The settings of the configuration that need permissions: a table for each, named as in the configuration.",
    content: Content::Tables(&SETTING),
};

pub const SETTING: TableKind = TableKind {
    name: "a setting",
    keys: &[
        optional("summary", ValueForm::Prose, "The purpose of the setting, in a sentence.")
            .asks(&[Asks::OneOf(&CONTENT), Asks::Any(&["policies", "managed-policies", "note"])]),
        optional(
            "policies",
            ValueForm::Texts,
            "The names of the folders of the policies that it needs, or that it changes.",
        )
        .asks(&[OWN]),
        optional("parameters", ValueForm::Texts, "The parameters of these policies that need a value.")
            .asks(&[OWN, Asks::All(&["policies"])]),
        optional(
            "managed-policies",
            ValueForm::Texts,
            "The AWS managed policies to attach besides: the parts of their ARNs after `policy/`.",
        )
        .texts(Texts::Like(&MANAGED_POLICY))
        .asks(&[OWN]),
        optional("note", ValueForm::Prose, "Anything else that a person has to know or do, in Markdown.")
            .asks(&[OWN]),
        optional(
            "same-as",
            ValueForm::Text,
            "The version whose setting of the same name needs the same, such as `3.11`.",
        ),
    ],
};

const OWN: Asks = Asks::About(&CONTENT, &["summary"]);

const CONTENT: Choice = Choice {
    keys: &["summary", "same-as"],
    missing: Some("the setting `{name}` has no `summary`"),
    conflict: "a setting has `{first}` or `{second}`, not both",
    label: "the other one",
    help: "remove `same-as` if the setting needs something else in this version",
};
