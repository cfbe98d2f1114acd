//! The keys of the list of prefixes.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::PREFIX;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "prefixes",
    path: "prefixes.toml",
    about: "The prefixes of all services of AWS.",
    content: Content::Table(&PREFIXES),
};

pub const PREFIXES: TableKind = TableKind {
    name: "a list of prefixes",
    keys: &[
        required("as-of", ValueForm::Date, "The day on which AWS had these services."),
        optional("unnamed", ValueForm::Texts, "Prefixes of services of which no name is known.")
            .texts(Texts::Like(&PREFIX)),
        optional(
            "arns",
            ValueForm::Texts,
            "What ARNs have in the service's place that is no prefix of actions.",
        )
        .texts(Texts::Like(&PREFIX)),
        required(
            "services",
            ValueForm::Names,
            "The prefixes of the services' actions, with the services' names.",
        ),
    ],
};
