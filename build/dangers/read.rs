//! The dangers as they are written.

use super::super::facts::read::{Line, lines};
use super::super::fields::Fields;
use super::super::source::{FileId, Span, Spanned};

/// A danger: what it is about, what is known of it, and why it is one.
#[derive(Debug)]
pub(crate) struct Danger {
    pub(crate) name: Spanned<String>,
    pub(crate) family: Option<Spanned<String>>,
    pub(crate) escalation: Vec<Spanned<String>>,
    pub(crate) shared: Vec<Spanned<String>>,
    pub(crate) call: Vec<Spanned<String>>,
    pub(crate) resource_keys: Vec<Spanned<String>>,
    pub(crate) codes: Option<Spanned<String>>,
    pub(crate) gain: Option<Spanned<String>>,
    pub(crate) on: Vec<Spanned<String>>,
    pub(crate) also_on: Vec<Spanned<String>>,
    pub(crate) not_on: Vec<Spanned<String>>,
    pub(crate) context: Vec<Line>,
    pub(crate) limited_by: Vec<Spanned<String>>,
    pub(crate) needs: Vec<Spanned<String>>,
    pub(crate) asked_by: Vec<Spanned<String>>,
    pub(crate) why: Option<Spanned<String>>,
    pub(crate) source: Option<Spanned<String>>,
    /// The places of the keys that are there, by name.
    pub(crate) places: Vec<(&'static str, Span)>,
    /// The keys that are there but could not be read.
    pub(crate) broken: Vec<&'static str>,
}

impl Danger {
    pub(crate) fn of(file: FileId, name: Spanned<String>, fields: &Fields<'_>) -> Self {
        let keys = super::super::keys::DANGER.keys.iter();
        let places = keys.filter_map(|key| Some((key.name, fields.key(key.name)?))).collect();
        Self {
            name,
            family: fields.text("family"),
            escalation: fields.texts("escalation"),
            shared: fields.texts("shared"),
            call: fields.texts("call"),
            resource_keys: fields.texts("resource-keys"),
            codes: fields.text("codes"),
            gain: fields.text("gain"),
            on: fields.texts("on"),
            also_on: fields.texts("also-on"),
            not_on: fields.texts("not-on"),
            context: lines(file, fields, "context"),
            limited_by: fields.texts("limited-by"),
            needs: fields.texts("needs"),
            asked_by: fields.texts("asked-by"),
            why: fields.text("why"),
            source: fields.text("source"),
            places,
            broken: fields.broken(),
        }
    }

    /// The place of a key, if it is there.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.places.iter().find(|(name, _)| *name == key).map(|(_, place)| *place)
    }
}
