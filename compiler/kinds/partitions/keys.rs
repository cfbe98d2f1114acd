//! The keys of a partition.

use crate::compiler::schema::{Content, File, Form, Kind, required};

pub const FILE: File = File {
    name: "partitions",
    path: "partitions.toml",
    about: "The partitions of AWS: a table for each.",
    content: Content::Tables(&PARTITION),
};

pub const PARTITION: Kind = Kind {
    name: "a partition",
    keys: &[
        required("name", Form::Prose, "What people call it."),
        required(
            "region-prefixes",
            Form::Texts,
            "The beginnings of its regions' names; a word and a number follow.",
        ),
        required("dns-suffix", Form::Text, "The suffix of its host names."),
        required(
            "service-principals",
            Form::Texts,
            "The principals as which services act there: with `{service}` for any service's name, or one more of a single service.",
        ),
        required("regions", Form::Texts, "Its regions, as far as they are known."),
    ],
};
