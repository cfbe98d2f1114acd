//! The keys of a kind of finding.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::sets::SEVERITIES;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "findings",
    path: "findings/*.toml",
    about: "Kinds of findings in policy documents: a table for each.",
    content: Content::Tables(&FINDING),
};

pub const FINDING: TableKind = TableKind {
    name: "a kind of finding",
    keys: &[
        required("severity", ValueForm::Text, "How grave such a finding is.")
            .texts(Texts::OneOf(&SEVERITIES)),
        optional(
            "access-analyzer",
            ValueForm::Flag,
            "Whether AWS IAM Access Analyzer has the same check under the same name.",
        ),
        required("summary", ValueForm::Prose, "What is wrong, in a sentence."),
        required(
            "explanation",
            ValueForm::Prose,
            "What it means, why it matters and what to do, in a paragraph.",
        ),
        required("failing", ValueForm::Prose, "A policy document that has the finding."),
        required("passing", ValueForm::Prose, "The same document, mended."),
        optional(
            "placeholders",
            ValueForm::Flag,
            "Whether texts such as `<REGION>` in the examples stand for values that are filled in later.",
        ),
        optional("partition", ValueForm::Text, "The partition in which the examples are to be attached."),
    ],
};
