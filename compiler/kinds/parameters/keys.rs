//! The keys of a parameter.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::sets::PARAMETER_TYPES;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "parameters",
    path: "parameters.toml",
    about: "The parameters of the policies: a table for each.",
    content: Content::Tables(&PARAMETER),
};

pub const PARAMETER: TableKind = TableKind {
    name: "a parameter",
    keys: &[
        required("type", ValueForm::Text, "The rule that its values follow.")
            .texts(Texts::OneOf(&PARAMETER_TYPES)),
        required("summary", ValueForm::Prose, "The meaning, in a sentence."),
        required("example", ValueForm::Text, "A value that its type accepts."),
        required("find", ValueForm::Prose, "The place where a person finds the value."),
        optional("default", ValueForm::Text, "The value if none is given."),
        optional("caution", ValueForm::Prose, "The consequence of another value than the default."),
    ],
};
