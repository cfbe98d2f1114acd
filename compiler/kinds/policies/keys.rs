//! The keys of a policy's head, its statements and their entries.

use crate::compiler::schema::rules::{Asks, Choice, Conflict, Together, Where};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{ACTION_NAME, ADDRESS, MANAGED_POLICY, POLICY_TEXT, SID};
use crate::compiler::schema::texts::sets::{ATTACH_TO, EFFECTS};
use crate::compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm, optional, required};
use crate::compiler::source::code::Code;

pub const FILE: FileKind = FileKind {
    name: "policy",
    path: "*/*/policy.toml",
    about: "The head of one policy.",
    content: Content::Table(&POLICY),
};

pub const STATEMENTS_FILE: FileKind = FileKind {
    name: "statements",
    path: "*/*/*.toml",
    about: "The statements of one policy whose first action is of one service: a table for each.",
    content: Content::Tables(&STATEMENT),
};

pub const POLICY_ACKNOWLEDGEMENT: TableKind = TableKind {
    name: "a policy's acknowledgement",
    keys: &[
        FINDING_CODE,
        optional(
            "statement",
            ValueForm::Text,
            "The name of the statement that has the finding; without it any of the policy's.",
        ),
        ENTRY,
        REASON,
    ],
};

pub const ACKNOWLEDGEMENT: TableKind =
    TableKind { name: "an acknowledgement", keys: &[FINDING_CODE, ENTRY, REASON] };

pub const FINDING_CODE: TableKey = required("finding", ValueForm::Text, "The code of the finding.");
const ENTRY: TableKey = optional(
    "entry",
    ValueForm::Text,
    "The action, resource or condition key that the finding is about, as it is written here; without it all findings of that code.",
);
pub const REASON: TableKey = required(
    "reason",
    ValueForm::Prose,
    "Why the policy is so all the same, and what its reader should know.",
);

pub const POLICY: TableKind = TableKind {
    name: "a policy",
    keys: &[
        required("name", ValueForm::Draft, "The name that the source gives it."),
        required("title", ValueForm::Prose, "The heading under which the source states it."),
        required("anchor", ValueForm::Text, "The anchor of that heading."),
        required("attach-to", ValueForm::Text, "`user-or-group` or `role`.").texts(Texts::OneOf(&ATTACH_TO)),
        optional("trusted-services", ValueForm::Texts, "The services that assume the role.")
            .sample("[\"ec2\"]")
            .asks(&[Asks::Where(&OF_ROLE)]),
        optional(
            "managed-policies",
            ValueForm::Texts,
            "The AWS managed policies that are attached beside it: what their ARNs have behind `policy/`.",
        )
        .texts(Texts::Like(&MANAGED_POLICY)),
        required("schedulers", ValueForm::Texts, "The schedulers of the clusters that it is for."),
        required("summary", ValueForm::Draft, "What it is for, in a sentence."),
        optional("commands", ValueForm::Texts, "The product's commands that it is made for."),
        optional("notes", ValueForm::Proses, "What to know before attaching it, in Markdown."),
        optional("placeholders", ValueForm::Names, "The source's texts that differ here from the version's.")
            .texts(Texts::Like(&POLICY_TEXT)),
        required("statements", ValueForm::Texts, "Its statements, in the document's order."),
        optional(
            "acknowledge",
            ValueForm::Tables(&POLICY_ACKNOWLEDGEMENT),
            "The findings that are known and depend on several statements, or are in statements of other policies, with their reasons.",
        ),
    ],
};

const OF_ROLE: Where = Where {
    key: "attach-to",
    values: &["role"],
    missing: "a role's policy needs `{key}`",
    conflict: Some(Conflict {
        message: "no service assumes a user or a group",
        label: "attached here",
        help: "remove `trusted-services`, or write `attach-to = \"role\"`",
    }),
};

pub const STATEMENT: TableKind = TableKind {
    name: "a statement",
    keys: &[
        required("why", ValueForm::Draft, "What the product does with it and what breaks without it."),
        optional("actions", ValueForm::Entries(&ACTION), "What it grants, written in full.")
            .asks(&[Asks::OneOf(&ACTIONS)]),
        optional("not-actions", ValueForm::Entries(&ACTION), "What it does not grant, of all actions."),
        optional("resources", ValueForm::Entries(&RESOURCE), "On what it grants it.")
            .asks(&[Asks::OneOf(&RESOURCES)]),
        optional("not-resources", ValueForm::Entries(&RESOURCE), "On what it does not grant it."),
        optional("effect", ValueForm::Text, "`Allow`, which is the default, or `Deny`.")
            .texts(Texts::OneOf(&EFFECTS)),
        optional("conditions", ValueForm::Conditions(&VALUE), "Operators, keys and values, as IAM has them."),
        optional("sid", ValueForm::Sid, "The Sid where it is not the table's name, or `false` for none.")
            .texts(Texts::Like(&SID))
            .asks(&[Asks::UnlessNamed(&SID, "[^A-Za-z0-9]")]),
        optional("when", ValueForm::Text, "The parameter with which the statement exists.")
            .asks(&[Asks::OneOf(&PRESENCE)]),
        optional("unless", ValueForm::Text, "The parameter without which the statement exists."),
        optional("added", ValueForm::Date, "Since when the maintained form has it and the source does not.")
            .asks(&[Asks::OneOf(&DIRECTION), Asks::Together(&CHANGE)]),
        optional(
            "withdrawn",
            ValueForm::Date,
            "Since when the source has it and the maintained form does not.",
        ),
        optional("source", ValueForm::Text, "Where that can be read.")
            .texts(Texts::Like(&ADDRESS))
            .sample(URL),
        optional(
            "acknowledge",
            ValueForm::Tables(&ACKNOWLEDGEMENT),
            "The findings that are known of the statement, with their reasons.",
        ),
    ],
};

const ACTIONS: Choice = Choice {
    missing: Some("the statement `{name}` has no `actions`"),
    ..element(&["actions", "not-actions"])
};

const RESOURCES: Choice = Choice {
    missing: Some("the statement `{name}` has no `resources`"),
    ..element(&["resources", "not-resources"])
};

const fn element(keys: &'static [&'static str]) -> Choice {
    Choice {
        keys,
        missing: None,
        conflict: "a statement has `{first}` or `{second}`, not both",
        label: "the other one",
        help: "remove one, or make two statements of it",
    }
}

const PRESENCE: Choice = Choice { help: "remove one of them", ..element(&["when", "unless"]) };

const DIRECTION: Choice = Choice {
    keys: &["added", "withdrawn"],
    missing: None,
    conflict: "it is both added and withdrawn",
    label: "added here",
    help: "keep one of the two",
};

const CHANGE: Together = Together {
    parts: &[&["added", "withdrawn"], &["source"]],
    name: "a difference from the source",
    code: Code::IncompleteChange,
    otherwise: None,
};

const CHANGE_OF_ENTRY: Together = Together {
    parts: &[&["added", "withdrawn"], &["why"], &["source"]],
    otherwise: Some("write the text alone, if the source has it"),
    ..CHANGE
};

/// The address that a page is read at, as an example.
const URL: &str = "\"https://…\"";

/// An entry of an element that differs from the source.
macro_rules! entry {
    ($name:literal, $key:literal, $texts:expr, $about:literal) => {
        TableKind {
            name: $name,
            keys: &[
                required($key, ValueForm::Text, $about).texts($texts),
                optional(
                    "added",
                    ValueForm::Date,
                    "Since when the maintained form has it and the source does not.",
                )
                .asks(&[Asks::OneOf(&DIRECTION), Asks::Together(&CHANGE_OF_ENTRY)]),
                optional(
                    "withdrawn",
                    ValueForm::Date,
                    "Since when the source has it and the maintained form does not.",
                ),
                optional("why", ValueForm::Prose, "What it is for, or why it was withdrawn.").sample("\"…\""),
                optional("source", ValueForm::Text, "Where that can be read.")
                    .texts(Texts::Like(&ADDRESS))
                    .sample(URL),
            ],
        }
    };
}

pub const ACTION: TableKind =
    entry!("an action", "action", Texts::Like(&ACTION_NAME), "The action, written in full.");
pub const RESOURCE: TableKind = entry!("a resource", "resource", Texts::Like(&POLICY_TEXT), "The ARN.");
pub const VALUE: TableKind = entry!("a condition's value", "value", Texts::Like(&POLICY_TEXT), "The value.");
