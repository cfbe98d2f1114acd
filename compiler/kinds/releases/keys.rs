//! The keys of a release and of what it changed.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::ADDRESS;
use crate::compiler::schema::texts::sets::CHANGED_NEEDS;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "releases",
    path: "releases.toml",
    about: "The releases of the product, the oldest first: a table for each, named by its number.",
    content: Content::Tables(&RELEASE),
};

pub const RELEASE: TableKind = TableKind {
    name: "a release",
    keys: &[
        optional("date", ValueForm::Date, "The day of the release; absent if it is not known."),
        optional("changes", ValueForm::Tables(&CHANGE), "The permissions that the release changed."),
    ],
};

pub const CHANGE: TableKind = TableKind {
    name: "a change",
    keys: &[
        required("policies", ValueForm::Texts, "The variants of the policies that the change is about."),
        optional(
            "need",
            ValueForm::Text,
            "`begins` or `ends` if these policies are needed only from, or only before, the release.",
        )
        .texts(Texts::OneOf(&CHANGED_NEEDS)),
        required("text", ValueForm::Prose, "The change and its consequence, in one or two sentences."),
        required("source", ValueForm::Text, "The address of a page that shows the change.")
            .texts(Texts::Like(&ADDRESS)),
    ],
};
