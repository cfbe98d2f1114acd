//! The keys of a kind of finding.

use crate::compiler::schema::texts::{SEVERITIES, Texts};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "findings",
    path: "findings/*.toml",
    about: "Kinds of findings in policy documents: a table for each.",
    content: Content::Tables(&FINDING),
};

pub const FINDING: Kind = Kind {
    name: "a kind of finding",
    keys: &[
        required("severity", Form::Text, "How grave such a finding is.").texts(Texts::OneOf(&SEVERITIES)),
        optional(
            "access-analyzer",
            Form::Flag,
            "Whether AWS IAM Access Analyzer has the same check under the same name.",
        ),
        required("summary", Form::Prose, "What is wrong, in a sentence."),
        required("explanation", Form::Prose, "What it means, why it matters and what to do, in a paragraph."),
        required("failing", Form::Prose, "A policy document that has the finding."),
        required("passing", Form::Prose, "The same document, mended."),
        optional(
            "placeholders",
            Form::Flag,
            "Whether texts such as `<REGION>` in the examples stand for values that are filled in later.",
        ),
        optional("partition", Form::Text, "The partition in which the examples are to be attached."),
    ],
};
