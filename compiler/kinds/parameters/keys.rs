//! The keys of a parameter.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::sets::PARAMETER_TYPES;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "parameters",
    path: "parameters.toml",
    about: "What a reader of the policies has to fill in: a table for each parameter.",
    content: Content::Tables(&PARAMETER),
};

pub const PARAMETER: TableKind = TableKind {
    name: "a parameter",
    keys: &[
        required("type", ValueForm::Text, "The rule that its values follow.")
            .texts(Texts::OneOf(&PARAMETER_TYPES)),
        required("summary", ValueForm::Prose, "What it is, in a sentence."),
        required("example", ValueForm::Text, "A value that its type accepts."),
        required("find", ValueForm::Prose, "Where a person reads the value."),
        optional("default", ValueForm::Text, "The value that holds when none is given."),
        optional("caution", ValueForm::Prose, "What fails when the default is replaced."),
    ],
};
