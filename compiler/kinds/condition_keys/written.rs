//! The condition keys as they are written.

use crate::compiler::kinds::condition_keys::keys::{CONDITION, KEY_RULE};
use crate::compiler::kinds::reading::{Written, each_table, open};
use crate::compiler::schema::fields;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// A condition key as it is written.
#[derive(Debug)]
pub struct WrittenConditionKey {
    pub name: Spanned<String>,
    pub type_name: Option<Spanned<String>>,
    /// True if a type is given, even if it could not be read.
    pub has_type: bool,
    pub holds: Option<Spanned<String>>,
    /// The flags that are `true`.
    pub flags: Vec<&'static str>,
    pub instead: Vec<Spanned<String>>,
    pub with: Vec<Spanned<String>>,
    pub services: Vec<Spanned<String>>,
    pub also: Vec<Spanned<String>>,
    pub rules: Vec<WrittenKeyRule>,
}

/// A rule about conditions on a key as it is written.
#[derive(Debug)]
pub struct WrittenKeyRule {
    pub shape: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
    pub actions: Vec<Spanned<String>>,
    pub key: Option<Spanned<String>>,
    pub values: Vec<Spanned<String>>,
}

/// Reads the file of the condition keys.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Written<WrittenConditionKey> {
    let opened = open(disk, found);
    let mut keys = Vec::new();
    let hidden = each_table(disk, &opened, &CONDITION, |cx, name, fields| {
        let rules = fields.tables("rules").into_iter().map(|(place, table)| {
            let fields = fields::read(cx, table, &KEY_RULE, place, &[]);
            WrittenKeyRule {
                shape: fields.text("shape"),
                code: fields.text("code"),
                actions: fields.texts("actions"),
                key: fields.text("key"),
                values: fields.texts("values"),
            }
        });
        keys.push(WrittenConditionKey {
            name,
            type_name: fields.text("type"),
            has_type: fields.may_have("type"),
            holds: fields.text("holds"),
            flags: fields.flags(&CONDITION),
            instead: fields.texts("instead"),
            with: fields.texts("with"),
            services: fields.texts("services"),
            also: fields.texts("also"),
            rules: rules.collect(),
        });
    });
    Written { items: keys, hidden }
}
