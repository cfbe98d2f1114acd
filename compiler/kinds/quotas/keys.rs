//! The keys of a quota.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, PREFIX};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "quotas",
    path: "quotas.toml",
    about: "Quotas of policies, and of what has them: a table for each.",
    content: Content::Tables(&QUOTA),
};

pub const QUOTA: TableKind = TableKind {
    name: "a quota",
    keys: &[
        required("about", ValueForm::Prose, "What has the quota, as messages name it."),
        required("most", ValueForm::Number, "The most that AWS accepts."),
        optional("increased", ValueForm::Number, "The most that AWS grants on request."),
        optional(
            "service",
            ValueForm::Text,
            "The prefix of the service whose resources' policies have the quota.",
        )
        .texts(Texts::Like(&PREFIX)),
        required("source", ValueForm::Text, "The page that states it.").texts(Texts::Like(&ADDRESS)),
    ],
};
