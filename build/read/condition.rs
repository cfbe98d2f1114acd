//! What is known about single condition keys.

use super::super::fields;
use super::super::files::{Disk, Found};
use super::super::keys::{CONDITION, KEY_RULE};
use super::super::rules::KEY_FLAGS;
use super::super::source::Spanned;
use super::Hidden;
use super::file::{each_table, open};

/// A condition key as it is written.
#[derive(Debug)]
pub(crate) struct ConditionKey {
    pub(crate) name: Spanned<String>,
    pub(crate) type_name: Option<Spanned<String>>,
    pub(crate) holds: Option<Spanned<String>>,
    /// The flags that are `true`.
    pub(crate) flags: Vec<&'static str>,
    pub(crate) instead: Vec<Spanned<String>>,
    pub(crate) with: Vec<Spanned<String>>,
    pub(crate) services: Vec<Spanned<String>>,
    pub(crate) also: Vec<Spanned<String>>,
    pub(crate) rules: Vec<KeyRule>,
    /// The keys that are there but could not be read, or not wholly.
    pub(crate) broken: Vec<&'static str>,
}

/// A rule about conditions on a key as it is written.
#[derive(Debug)]
pub(crate) struct KeyRule {
    pub(crate) shape: Option<Spanned<String>>,
    pub(crate) code: Option<Spanned<String>>,
    pub(crate) actions: Vec<Spanned<String>>,
    pub(crate) key: Option<Spanned<String>>,
    pub(crate) values: Vec<Spanned<String>>,
    /// The keys that are there but could not be read, or not wholly.
    pub(crate) broken: Vec<&'static str>,
}

pub(super) fn read(disk: &mut Disk<'_>, found: &Found, keys: &mut Vec<ConditionKey>) -> Hidden {
    let opened = open(disk, found);
    each_table(disk, &opened, &CONDITION, |cx, name, fields| {
        let rules = fields.tables("rules").into_iter().map(|(place, table)| {
            let fields = fields::read(cx, table, &KEY_RULE, place, &[]);
            KeyRule {
                shape: fields.text("shape"),
                code: fields.text("code"),
                actions: fields.texts("actions"),
                key: fields.text("key"),
                values: fields.texts("values"),
                broken: fields.broken(),
            }
        });
        keys.push(ConditionKey {
            name,
            type_name: fields.text("type"),
            holds: fields.text("holds"),
            flags: KEY_FLAGS.iter().copied().filter(|flag| fields.flag(flag)).collect(),
            instead: fields.texts("instead"),
            with: fields.texts("with"),
            services: fields.texts("services"),
            also: fields.texts("also"),
            rules: rules.collect(),
            broken: fields.broken(),
        });
    })
}
