//! The writing of documents, in the two layouts of generated policies.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::ser::PrettyFormatter;
use serde_json::value::RawValue;

use crate::fit::document::{
    Axis, Document, DocumentKey, Element, NamedPrincipals, OneOrMany, Operator, Scalar, Statement,
};
use crate::json;

/// The document on one line.
pub(super) fn compact(document: &Document) -> String {
    text(&Written(document), |it, out| it.serialize(&mut serde_json::Serializer::new(out)))
}

/// The document indented by four spaces.
pub(super) fn pretty(document: &Document) -> String {
    let formatter = PrettyFormatter::with_indent(b"    ");
    text(&Written(document), |it, out| {
        it.serialize(&mut serde_json::Serializer::with_formatter(out, formatter.clone()))
    })
}

/// The number of characters of a part of a document, without white space.
pub(super) fn size(part: &impl Serialize) -> usize {
    json::size(&text(part, |it, out| it.serialize(&mut serde_json::Serializer::new(out))))
}

/// Writing a text into memory fails for keys alone that are not strings, and there are none.
fn text<T>(value: &T, write: impl FnOnce(&T, &mut Vec<u8>) -> serde_json::Result<()>) -> String {
    let mut bytes = Vec::new();
    let written = write(value, &mut bytes);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(bytes).unwrap_or_default()
}

/// A document as JSON, in a type of its own: outside of JSON it has no meaning.
struct Written<'d>(&'d Document);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(document) = self;
        let mut map = serializer.serialize_map(None)?;
        for key in &document.order {
            match key {
                DocumentKey::Version => map.serialize_entry("Version", &document.version)?,
                DocumentKey::Id => map.serialize_entry("Id", &document.id)?,
                DocumentKey::Statement => map.serialize_entry("Statement", &document.statements)?,
            }
        }
        map.end()
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.elements.len()))?;
        for element in &self.elements {
            match element {
                Element::Sid(sid) => map.serialize_entry("Sid", sid)?,
                Element::Effect(effect) => map.serialize_entry("Effect", &effect.to_string())?,
                Element::Principals(it) => map.serialize_entry(it.key(), &it.named)?,
                Element::Actions(it) => map.serialize_entry(Axis::Actions.key(it), &it.entries)?,
                Element::Resources(it) => map.serialize_entry(Axis::Resources.key(it), &it.entries)?,
                Element::Condition(operators) => map.serialize_entry("Condition", &Block(operators))?,
            }
        }
        map.end()
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.values.as_slice() {
            [only] if !self.is_list => only.serialize(serializer),
            all => all.serialize(serializer),
        }
    }
}

impl Serialize for NamedPrincipals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(text) => serializer.serialize_str(text),
            Self::Typed(lists) => serializer.collect_map(lists.iter().map(|(kind, names)| (kind, names))),
        }
    }
}

/// A condition block.
pub(super) struct Block<'d>(pub(super) &'d [Operator]);

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|operator| (&operator.name, Keys(&operator.keys))))
    }
}

/// The keys of an operator.
struct Keys<'d>(&'d [(String, OneOrMany<Scalar>)]);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // A number keeps the digits that it was written with.
            Self::Literal(literal) => {
                serde_json::from_str::<&RawValue>(literal).map_err(S::Error::custom)?.serialize(serializer)
            }
        }
    }
}
