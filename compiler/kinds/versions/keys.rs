//! The keys of a version, its source and its bundles.

use crate::compiler::kinds::policies::keys::{FINDING_CODE, REASON};
use crate::compiler::schema::texts::{ADDRESS, POLICY_TEXT, RELEASE, Texts};
use crate::compiler::schema::{Content, File, Form, Kind, optional, required};

pub const FILE: File = File {
    name: "version",
    path: "*/version.toml",
    about: "What is documented for a release, and how that page spells the parameters.",
    content: Content::Table(&VERSION),
};

pub const BUNDLES_FILE: File = File {
    name: "bundles",
    path: "*/bundles.toml",
    about: "The policies of a release that belong together: a table for each bundle.",
    content: Content::Tables(&BUNDLE),
};

pub const VERSION: Kind = Kind {
    name: "a version",
    keys: &[
        required("product", Form::Prose, "The product that the policies are for."),
        required("release", Form::Text, "The release that the source states.").texts(Texts::Like(&RELEASE)),
        required("applies-to", Form::Text, "The releases for which the policies hold."),
        required("summary", Form::Draft, "What the policies are, in a sentence."),
        optional("stack-name", Form::Text, "The name of a cluster's stack, with `{cluster-name}` in it."),
        required("source", Form::Table(&SOURCE), "The page that states the policies."),
        required("placeholders", Form::Names, "The source's text for each parameter.")
            .texts(Texts::Like(&POLICY_TEXT)),
        optional("guide", Form::Tables(&SECTION), "The prose of the page for administrators."),
        optional(
            "acknowledge",
            Form::Tables(&VERSION_ACKNOWLEDGEMENT),
            "The findings that are known of all policies of the release, with their reasons.",
        ),
    ],
};

pub const SOURCE: Kind = Kind {
    name: "a source",
    keys: &[
        required("title", Form::Prose, "The title of the page."),
        required("url", Form::Draft, "The address of the page.").texts(Texts::Like(&ADDRESS)),
        optional("commit", Form::Text, "The commit that holds this state of the page."),
        required("date", Form::Date, "The date of this state of the page."),
    ],
};

pub const SECTION: Kind = Kind {
    name: "a section",
    keys: &[
        required("heading", Form::Prose, "The section's heading."),
        required("text", Form::Prose, "Its text, in Markdown."),
    ],
};

pub const VERSION_ACKNOWLEDGEMENT: Kind =
    Kind { name: "a version's acknowledgement", keys: &[FINDING_CODE, REASON] };

pub const BUNDLE: Kind = Kind {
    name: "a bundle",
    keys: &[
        required("summary", Form::Prose, "What its policies do together, in a sentence."),
        required("audience", Form::Prose, "For whom it is, in a sentence."),
        required("policies", Form::Texts, "The names of its policies' folders."),
    ],
};
