//! The keys of a policy's head, its statements and their entries.

use crate::compiler::kinds::losses::keys::LOST;
use crate::compiler::kinds::promises::keys::{BESIDE, CONFIGURATIONS, DENIED};
use crate::compiler::schema::rules::{Asks, Choice, Conflict, Together, Where};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{
    ACTION_NAME, ADDRESS, MANAGED_POLICY, POLICY_TEXT, ROLE_PATH, SID,
};
use crate::compiler::schema::texts::sets::{ATTACH_TO, ATTACHMENTS, EFFECTS};
use crate::compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm, optional, required};
use crate::compiler::source::code::Code;

pub const FILE: FileKind = FileKind {
    name: "policy",
    path: "*/*/policy.toml",
    about: "The description of one policy.",
    content: Content::Table(&POLICY),
};

pub const STATEMENTS_FILE: FileKind = FileKind {
    name: "statements",
    path: "*/*/*.toml",
    about: "The statements of one policy whose first action belongs to one service: a table for each.",
    content: Content::Tables(&STATEMENT),
};

pub const POLICY_ACKNOWLEDGEMENT: TableKind = TableKind {
    name: "a policy's acknowledgement",
    keys: &[
        FINDING_CODE,
        optional(
            "statement",
            ValueForm::Text,
            "The name of the statement with the finding; all statements of the policy if the key is missing.",
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
    "The action, resource or condition key of the finding, as it is written here; every finding of the code if the key is missing.",
);
pub const REASON: TableKey = required(
    "reason",
    ValueForm::Prose,
    "The reason to keep the policy as it is, and its consequence for the reader.",
);

pub const POLICY: TableKind = TableKind {
    name: "a policy",
    keys: &[
        required("name", ValueForm::Draft, "The policy's name in the source."),
        required("title", ValueForm::Prose, "The heading of the policy in the source."),
        required("anchor", ValueForm::Text, "The anchor of the heading."),
        required("attach-to", ValueForm::Text, "`user-or-group` or `role`.").texts(Texts::OneOf(&ATTACH_TO)),
        optional("trusted-services", ValueForm::Texts, "The services that assume the role.")
            .sample("[\"ec2\"]")
            .asks(&[Asks::Where(&SERVICES_OF_ROLE)]),
        optional(
            "path",
            ValueForm::Text,
            "The path of the role that the product creates, with `{cluster-name}` in it if it has one for each cluster.",
        )
        .texts(Texts::Like(&ROLE_PATH))
        .asks(&[Asks::Where(&PATH_OF_ROLE)]),
        optional(
            "managed-policies",
            ValueForm::Entries(&ATTACHED_POLICY),
            "The AWS managed policies to attach as well: the parts of their ARNs after `policy/`.",
        ),
        optional(
            "applies-to",
            ValueForm::Text,
            "The releases that the policy applies to, if they are not those of its version.",
        ),
        optional(
            "fits",
            ValueForm::Texts,
            "The ways of attachment whose quotas the largest document fits, with one entry in each list; `[\"managed\"]` if the key is missing.",
        )
        .texts(Texts::OneOf(&ATTACHMENTS))
        .sample("[\"managed\"]"),
        optional(
            "split",
            ValueForm::Flag,
            "`true` if the largest document fits managed policies only after it is split into several.",
        ),
        required("schedulers", ValueForm::Texts, "The schedulers of the clusters that use the policy."),
        required("summary", ValueForm::Draft, "The purpose, in a sentence."),
        optional("commands", ValueForm::Texts, "The commands of the product that need the policy."),
        BESIDE,
        CONFIGURATIONS,
        DENIED,
        optional("notes", ValueForm::Proses, "Notes for a person who attaches the policy, in Markdown."),
        optional("notes-of", ValueForm::Text, "The policy whose notes come first, such as `3.11/user`."),
        optional(
            "placeholders",
            ValueForm::Names,
            "The source's placeholders that differ from those of the version.",
        )
        .texts(Texts::Like(&POLICY_TEXT)),
        required("statements", ValueForm::Texts, "The statements, in the order of the document."),
        optional(
            "acknowledge",
            ValueForm::Tables(&POLICY_ACKNOWLEDGEMENT),
            "Acknowledged findings of several statements together, or of statements of other policies, with their reasons.",
        ),
        LOST,
    ],
};

/// A managed policy with the circumstances in which it is attached.
pub const ATTACHED_POLICY: TableKind = TableKind {
    name: "a managed policy",
    keys: &[
        required("policy", ValueForm::Text, "The part of its ARN after `policy/`.")
            .texts(Texts::Like(&MANAGED_POLICY)),
        optional(
            "setting",
            ValueForm::Text,
            "The setting of the configuration without which it is not attached.",
        ),
        optional(
            "unless-setting",
            ValueForm::Text,
            "The setting of the configuration with which it is not attached.",
        ),
        optional("not-in", ValueForm::Texts, "The partitions that do not have it."),
    ],
};

const SERVICES_OF_ROLE: Where = Where {
    missing: Some("a role's policy needs `{key}`"),
    ..of_role(Conflict {
        message: "services cannot assume a user or a group",
        label: "attached here",
        help: "remove `trusted-services`, or write `attach-to = \"role\"`",
    })
};

const PATH_OF_ROLE: Where = of_role(Conflict {
    message: "only a role has a path here",
    label: "attached here",
    help: "remove `path`, or write `attach-to = \"role\"`",
});

const fn of_role(conflict: Conflict) -> Where {
    Where { key: "attach-to", values: &["role"], missing: None, conflict: Some(conflict) }
}

pub const STATEMENT: TableKind = TableKind {
    name: "a statement",
    keys: &[
        required(
            "why",
            ValueForm::Draft,
            "The use that the product makes of the permissions, and the failure without them.",
        ),
        optional("actions", ValueForm::Entries(&ACTION), "The actions, written in full.")
            .asks(&[Asks::OneOf(&ACTIONS)]),
        optional(
            "not-actions",
            ValueForm::Entries(&ACTION),
            "The actions that are excepted from all actions, written in full.",
        ),
        optional("resources", ValueForm::Entries(&RESOURCE), "The resources of the actions.")
            .asks(&[Asks::OneOf(&RESOURCES)]),
        optional(
            "not-resources",
            ValueForm::Entries(&RESOURCE),
            "The resources that are excepted from all resources.",
        ),
        optional("effect", ValueForm::Text, "`Allow`, which is the default, or `Deny`.")
            .texts(Texts::OneOf(&EFFECTS)),
        optional(
            "conditions",
            ValueForm::Conditions(&VALUE),
            "The conditions: operators, keys and values as in IAM.",
        ),
        optional(
            "sid",
            ValueForm::Sid,
            "The Sid if it differs from the table's name, or `false` for no Sid.",
        )
        .texts(Texts::Like(&SID))
        .asks(&[Asks::UnlessNamed(&SID, "[^A-Za-z0-9]")]),
        optional(
            "when",
            ValueForm::TextOrTexts,
            "The parameters that all have to be given for the statement to exist.",
        ),
        optional(
            "unless",
            ValueForm::TextOrTexts,
            "The parameters of which none can be given for the statement to exist.",
        ),
        optional("added", ValueForm::Date, "The date of an addition that the source does not have.")
            .asks(&[Asks::OneOf(&DIRECTION), Asks::Together(&CHANGE)]),
        optional(
            "withdrawn",
            ValueForm::Date,
            "The date of a withdrawal of something that the source still has.",
        ),
        optional("source", ValueForm::Text, "The address of a page that shows it.")
            .texts(Texts::Like(&ADDRESS))
            .sample(URL),
        optional(
            "acknowledge",
            ValueForm::Tables(&ACKNOWLEDGEMENT),
            "Acknowledged findings of the statement, with their reasons.",
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

const DIRECTION: Choice = Choice {
    keys: &["added", "withdrawn"],
    missing: None,
    conflict: "`added` and `withdrawn` exclude each other",
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
    otherwise: Some("write the string alone if the source has the entry"),
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
                optional("added", ValueForm::Date, "The date of an addition that the source does not have.")
                    .asks(&[Asks::OneOf(&DIRECTION), Asks::Together(&CHANGE_OF_ENTRY)]),
                optional(
                    "withdrawn",
                    ValueForm::Date,
                    "The date of a withdrawal of something that the source still has.",
                ),
                optional(
                    "why",
                    ValueForm::Prose,
                    "The purpose of the addition, or the reason for the withdrawal.",
                )
                .sample("\"…\""),
                optional("source", ValueForm::Text, "The address of a page that shows it.")
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
