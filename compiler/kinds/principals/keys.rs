//! The keys of a principal.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, ONE_ACTION};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "principals",
    path: "principals.toml",
    about: "Principals of which more is known than their names: a table for each.",
    content: Content::Tables(&PRINCIPAL),
};

pub const PRINCIPAL: TableKind = TableKind {
    name: "a principal",
    keys: &[
        optional(
            "claim",
            ValueForm::Text,
            "The claim by which the customers of an identity provider differ.",
        ),
        optional(
            "repositories",
            ValueForm::Flag,
            "`true` if the claim names a repository, as `repo:OWNER/NAME:…`.",
        ),
        optional(
            "states-source",
            ValueForm::Flag,
            "`true` if the requests of the service say for which resource or account it acts.",
        ),
        optional("actions", ValueForm::Texts, "The actions that a trust policy has to allow the service.")
            .texts(Texts::Like(&ONE_ACTION)),
        required("source", ValueForm::Text, "The page that states it.").texts(Texts::Like(&ADDRESS)),
    ],
};
