//! The keys of the list of prefixes.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::PREFIX;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "prefixes",
    path: "prefixes.toml",
    about: "The prefixes of services of AWS without a file in `services`.",
    content: Content::Table(&PREFIXES),
};

pub const PREFIXES: TableKind = TableKind {
    name: "a list of prefixes",
    keys: &[
        required("as-of", ValueForm::Date, "The date of the list."),
        optional("unnamed", ValueForm::Texts, "Prefixes of services whose name is unknown.")
            .texts(Texts::Like(&PREFIX)),
        optional("arns", ValueForm::Texts, "Service names in ARNs that are not prefixes of actions.")
            .texts(Texts::Like(&PREFIX)),
        required(
            "services",
            ValueForm::Names,
            "The prefix of each service's actions, with the service's name.",
        ),
        optional(
            "mistaken",
            ValueForm::Names,
            "Prefixes that people write and no service has, with the prefix of the service that they mean.",
        ),
    ],
};
