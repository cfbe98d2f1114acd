//! The keys of a review.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::PREFIX;
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, required};

pub const FILE: FileKind = FileKind {
    name: "reviews",
    path: "reviews.toml",
    about: "Reviews of the variables in the ARN formats of services: a table for each.",
    content: Content::Tables(&REVIEW),
};

pub const REVIEW: TableKind = TableKind {
    name: "a review",
    keys: &[
        required("services", ValueForm::Texts, "The prefixes of the reviewed services.")
            .texts(Texts::Like(&PREFIX)),
        required("date", ValueForm::Date, "The date of the review."),
        required("against", ValueForm::Prose, "The pages and policies that the formats were held against."),
    ],
};
