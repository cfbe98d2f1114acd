//! The keys of the list of prefixes.

use crate::compiler::schema::texts::{PREFIX, Texts};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "prefixes",
    path: "prefixes.toml",
    about: "The prefixes of all services of AWS.",
    content: Content::Table(&PREFIXES),
};

pub const PREFIXES: Kind = Kind {
    name: "a list of prefixes",
    keys: &[
        required("as-of", Form::Date, "The day on which AWS had these services."),
        optional("unnamed", Form::Texts, "Prefixes of services of which no name is known.")
            .texts(Texts::Like(&PREFIX)),
        optional("arns", Form::Texts, "What ARNs have in the service's place that is no prefix of actions.")
            .texts(Texts::Like(&PREFIX)),
        required("services", Form::Names, "The prefixes of the services' actions, with the services' names."),
    ],
};
