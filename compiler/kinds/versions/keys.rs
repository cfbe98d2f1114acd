//! The keys of a version, its source and its bundles.

use crate::compiler::kinds::policies::keys::{FINDING_CODE, REASON};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, POLICY_TEXT, RELEASE};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "version",
    path: "*/version.toml",
    about: "What is documented for a release, and how that page spells the parameters.",
    content: Content::Table(&VERSION),
};

pub const BUNDLES_FILE: FileKind = FileKind {
    name: "bundles",
    path: "*/bundles.toml",
    about: "The policies of a release that belong together: a table for each bundle.",
    content: Content::Tables(&BUNDLE),
};

pub const VERSION: TableKind = TableKind {
    name: "a version",
    keys: &[
        required("product", ValueForm::Prose, "The product that the policies are for."),
        required("release", ValueForm::Text, "The release that the source states.")
            .texts(Texts::Like(&RELEASE)),
        required("applies-to", ValueForm::Text, "The releases for which the policies hold."),
        required("summary", ValueForm::Draft, "What the policies are, in a sentence."),
        optional(
            "stack-name",
            ValueForm::Text,
            "The name of a cluster's stack, with `{cluster-name}` in it.",
        ),
        required("source", ValueForm::Table(&SOURCE), "The page that states the policies."),
        required("placeholders", ValueForm::Names, "The source's text for each parameter.")
            .texts(Texts::Like(&POLICY_TEXT)),
        optional("guide", ValueForm::Tables(&SECTION), "The prose of the page for administrators."),
        optional(
            "acknowledge",
            ValueForm::Tables(&VERSION_ACKNOWLEDGEMENT),
            "The findings that are known of all policies of the release, with their reasons.",
        ),
    ],
};

pub const SOURCE: TableKind = TableKind {
    name: "a source",
    keys: &[
        required("title", ValueForm::Prose, "The title of the page."),
        required("url", ValueForm::Draft, "The address of the page.").texts(Texts::Like(&ADDRESS)),
        optional("commit", ValueForm::Text, "The commit that holds this state of the page."),
        required("date", ValueForm::Date, "The date of this state of the page."),
    ],
};

pub const SECTION: TableKind = TableKind {
    name: "a section",
    keys: &[
        required("heading", ValueForm::Prose, "The section's heading."),
        required("text", ValueForm::Prose, "Its text, in Markdown."),
    ],
};

pub const VERSION_ACKNOWLEDGEMENT: TableKind =
    TableKind { name: "a version's acknowledgement", keys: &[FINDING_CODE, REASON] };

pub const BUNDLE: TableKind = TableKind {
    name: "a bundle",
    keys: &[
        required("summary", ValueForm::Prose, "What its policies do together, in a sentence."),
        required("audience", ValueForm::Prose, "For whom it is, in a sentence."),
        required("policies", ValueForm::Texts, "The names of its policies' folders."),
    ],
};
