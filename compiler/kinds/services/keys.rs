//! The keys of the file of a service.

use crate::compiler::schema::rules::Asks;
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::sets::KEY_TYPES;
use crate::compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "service",
    path: "services/*.toml",
    about: "A service of AWS; the file is named after the prefix of its actions.",
    content: Content::Table(&SERVICE),
};

pub const SERVICE: TableKind = TableKind {
    name: "a service",
    keys: &[
        required("name", ValueForm::Draft, "The name that AWS uses."),
        optional("as-of", ValueForm::Date, "The date of the facts."),
        facts("resources", "Its resource types, with their ARN formats."),
        facts("list", "The actions that list, with their resource types, or `*` for an action without any."),
        facts("read", "The actions that read."),
        facts("write", "The actions that create, change or remove."),
        facts("tagging", "The actions that change tags and nothing else."),
        facts("permissions-management", "The actions that grant or revoke permissions."),
        facts("unknown", "The actions for which AWS states no access level."),
        facts("keys", "Its condition keys, with the types of their values.").texts(Texts::OneOf(&KEY_TYPES)),
        facts("action-keys", "The condition keys of an action's requests."),
        facts("resource-keys", "The condition keys that AWS states for a resource type."),
        facts("calls", "The actions that a call authorizes besides the action of its own name."),
    ],
};

/// A table of facts, which are those of a day.
const fn facts(name: &'static str, about: &'static str) -> TableKey {
    optional(name, ValueForm::Lists, about).asks(&[Asks::AllOfMany(&["as-of"], "these facts need `{other}`")])
}
