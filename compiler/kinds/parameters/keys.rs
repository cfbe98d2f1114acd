//! The keys of a parameter.

use crate::compiler::schema::texts::{PARAMETER_TYPES, Texts};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "parameters",
    path: "parameters.toml",
    about: "What a reader of the policies has to fill in: a table for each parameter.",
    content: Content::Tables(&PARAMETER),
};

pub const PARAMETER: Kind = Kind {
    name: "a parameter",
    keys: &[
        required("type", Form::Text, "The rule that its values follow.")
            .texts(Texts::OneOf(&PARAMETER_TYPES)),
        required("summary", Form::Prose, "What it is, in a sentence."),
        required("example", Form::Text, "A value that its type accepts."),
        required("find", Form::Prose, "Where a person reads the value."),
        optional("default", Form::Text, "The value that holds when none is given."),
        optional("caution", Form::Prose, "What fails when the default is replaced."),
    ],
};
