//! The keys of a partition.

use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "partitions",
    path: "partitions.toml",
    about: "The partitions of AWS: a table for each.",
    content: Content::Tables(&PARTITION),
};

pub const PARTITION: TableKind = TableKind {
    name: "a partition",
    keys: &[
        required("name", ValueForm::Prose, "The name in prose."),
        required(
            "region-prefixes",
            ValueForm::Texts,
            "The beginnings of its regions' names; a word and a number follow.",
        ),
        required("dns-suffix", ValueForm::Text, "The suffix of its host names."),
        required(
            "service-principals",
            ValueForm::Texts,
            "The principals of services there: with `{service}` for the name of any service, or the whole principal of a single service.",
        ),
        optional(
            "principals-note",
            ValueForm::Prose,
            "What is known about principals that only a single service has there, and what is not.",
        ),
        required("regions", ValueForm::Texts, "Its known regions."),
    ],
};
