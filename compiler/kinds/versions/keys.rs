//! The keys of a version, its source and its bundles.

use crate::compiler::kinds::policies::keys::{FINDING_CODE, REASON};
use crate::compiler::kinds::promises::keys::{CONFIGURATIONS, DENIED};
use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ADDRESS, POLICY_TEXT, RELEASE};
use crate::compiler::schema::{Content, FileKind, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "version",
    path: "*/version.toml",
    about: "The documentation of a release, and the placeholders on its page.",
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
        required("product", ValueForm::Prose, "The product that uses the policies."),
        required("release", ValueForm::Text, "The release that the source documents.")
            .texts(Texts::Like(&RELEASE)),
        required("applies-to", ValueForm::Text, "The releases that the policies apply to."),
        required("summary", ValueForm::Draft, "A description of the policies, in a sentence."),
        optional(
            "stack-name",
            ValueForm::Text,
            "The name of a cluster's stack, with `{cluster-name}` in it.",
        ),
        required("source", ValueForm::Table(&SOURCE), "The page with the policies."),
        required("placeholders", ValueForm::Names, "The source's placeholder for each parameter.")
            .texts(Texts::Like(&POLICY_TEXT)),
        optional(
            "replaces",
            ValueForm::Lists,
            "The policies that an earlier release has under another name: the old variant, with the new ones.",
        ),
        optional("guide", ValueForm::Tables(&SECTION), "The text of the page for administrators."),
        optional(
            "acknowledge",
            ValueForm::Tables(&VERSION_ACKNOWLEDGEMENT),
            "Acknowledged findings of all policies of the release, with their reasons.",
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
        optional("text", ValueForm::Prose, "The section's text, in Markdown.").asks(&[Asks::OneOf(&CONTENT)]),
        optional(
            "same-as",
            ValueForm::Text,
            "The version whose section of the same heading has the text, such as `3.11`.",
        ),
    ],
};

const CONTENT: Choice = Choice {
    keys: &["text", "same-as"],
    missing: Some("the section has no `text`"),
    conflict: "a section has `{first}` or `{second}`, not both",
    label: "the other one",
    help: "remove `same-as` if the text is about this release alone",
};

pub const VERSION_ACKNOWLEDGEMENT: TableKind =
    TableKind { name: "a version's acknowledgement", keys: &[FINDING_CODE, REASON] };

pub const BUNDLE: TableKind = TableKind {
    name: "a bundle",
    keys: &[
        required("summary", ValueForm::Prose, "The purpose of the policies together, in a sentence."),
        required("audience", ValueForm::Prose, "The people who need the bundle, in a sentence."),
        required("policies", ValueForm::Texts, "The names of the policies' folders."),
        optional(
            "commands",
            ValueForm::Texts,
            "The commands of the product that run with the policies together.",
        ),
        CONFIGURATIONS,
        DENIED,
        optional(
            "apart",
            ValueForm::Flag,
            "`true` if the policies for users and groups are for different people, not all for the same.",
        ),
    ],
};
