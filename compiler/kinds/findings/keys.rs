//! The keys of a kind of finding.

use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::sets::{POLICY_KINDS, SEVERITIES};
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
        required("severity", ValueForm::Text, "The severity of the finding.")
            .texts(Texts::OneOf(&SEVERITIES)),
        optional(
            "access-analyzer",
            ValueForm::Flag,
            "`true` if AWS IAM Access Analyzer has the same check under the same name.",
        ),
        required("summary", ValueForm::Prose, "The problem, in a sentence."),
        required(
            "explanation",
            ValueForm::Prose,
            "The meaning, the consequence and the fix, in a paragraph.",
        ),
        optional(
            "excludes",
            ValueForm::Texts,
            "Codes of findings, or names of their groups, that are left out where this finding is.",
        ),
        optional(
            "fix-widens",
            ValueForm::Flag,
            "`true` if the fix of such a finding may grant more: what the policy was meant to grant, and does not.",
        ),
        required("failing", ValueForm::Prose, "A policy document with the finding."),
        required("passing", ValueForm::Prose, "The same document, fixed."),
        optional(
            "placeholders",
            ValueForm::Flag,
            "`true` if the examples contain placeholders such as `<REGION>`.",
        ),
        optional("partition", ValueForm::Text, "The partition of the examples."),
        optional("account", ValueForm::Text, "The account of the reader in the examples, if it matters."),
        optional("policy", ValueForm::Text, "The kind of policy of the examples.")
            .texts(Texts::OneOf(&POLICY_KINDS)),
    ],
};
