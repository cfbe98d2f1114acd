//! The reading of documents: IAM's grammar to the letter, and a mistake with its place.

use core::fmt;
use core::marker::PhantomData;
use std::collections::HashSet;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::Effect;
use crate::fit::document::{
    Axis, Document, DocumentKey, Element, List, NamedPrincipals, OneOrMany, Operator, Principals, Scalar,
    Statement,
};

/// The mark that some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The first mistake in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadError {
    /// The mistake, without its place.
    pub message: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes: where the mistake was noticed, which is at or behind its end.
    pub column: usize,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at line {}, column {}", self.message, self.line, self.column)
    }
}

impl core::error::Error for ReadError {}

/// Reads a document.
pub(super) fn document(text: &str) -> Result<Document, ReadError> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let document = deserializer.deserialize_map(DocumentVisitor);
    document.and_then(|document| deserializer.end().map(|()| document)).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let place = format!(" at line {line} column {column}");
        ReadError { message: message.strip_suffix(&place).unwrap_or(&message).to_owned(), line, column }
    })
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a policy document, which is an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Document, M::Error> {
        let (mut order, mut version, mut id, mut statements) = (Vec::new(), None, None, None);
        while let Some(name) = map.next_key::<String>()? {
            let (key, is_repeated) = match name.as_str() {
                "Version" => (DocumentKey::Version, version.is_some()),
                "Id" => (DocumentKey::Id, id.is_some()),
                "Statement" => (DocumentKey::Statement, statements.is_some()),
                _ => return Err(unknown("document", &name, "`Version`, `Id` and `Statement`")),
            };
            if is_repeated {
                return Err(repeated("document", &name));
            }
            match key {
                DocumentKey::Version => version = Some(map.next_value()?),
                DocumentKey::Id => id = Some(map.next_value()?),
                DocumentKey::Statement => statements = Some(map.next_value()?),
            }
            order.push(key);
        }
        let statements: OneOrMany<Statement> = statements.ok_or_else(|| missing("document", "Statement"))?;
        if statements.values.is_empty() {
            return Err(empty("Statement"));
        }
        Ok(Document { order, version, id, statements })
    }
}

impl<'de> Deserialize<'de> for Statement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(StatementVisitor)
    }
}

struct StatementVisitor;

impl<'de> Visitor<'de> for StatementVisitor {
    type Value = Statement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a statement, which is an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Statement, M::Error> {
        let mut statement = Statement::default();
        while let Some(name) = map.next_key::<String>()? {
            let element = element(&name, &mut map)?;
            let of_kind = |it: &&Element| core::mem::discriminant(*it) == core::mem::discriminant(&element);
            if let Some(other) = statement.elements.iter().find(of_kind).map(Element::key) {
                return Err(if other == name {
                    repeated("statement", &name)
                } else {
                    M::Error::custom(format_args!(
                        "the statement has `{other}` and `{name}`: keep one of them"
                    ))
                });
            }
            statement.elements.push(element);
        }
        let has = |is: fn(&Element) -> bool| statement.elements.iter().any(is);
        if !has(|element| matches!(element, Element::Effect(_))) {
            return Err(missing("statement", "Effect"));
        }
        if !has(|element| matches!(element, Element::Actions(_))) {
            return Err(missing("statement", "Action"));
        }
        Ok(statement)
    }
}

/// Reads the element of a name.
fn element<'de, M: MapAccess<'de>>(name: &str, map: &mut M) -> Result<Element, M::Error> {
    let is_negated = name.starts_with("Not");
    Ok(match name {
        "Sid" => Element::Sid(map.next_value()?),
        "Effect" => Element::Effect(match map.next_value::<String>()?.as_str() {
            "Allow" => Effect::Allow,
            "Deny" => Effect::Deny,
            other => {
                let message = format_args!("`Effect` has to be `Allow` or `Deny`, not `{other}`");
                return Err(M::Error::custom(message));
            }
        }),
        "Principal" | "NotPrincipal" => {
            Element::Principals(Principals { is_negated, named: map.next_value()? })
        }
        "Action" | "NotAction" => Element::Actions(list(name, is_negated, map)?),
        "Resource" | "NotResource" => Element::Resources(list(name, is_negated, map)?),
        "Condition" => {
            let operators = map.next_value::<Pairs<Pairs<OneOrMany<Scalar>>>>()?;
            let operator = |(name, keys): (String, Pairs<_>)| Operator { name, keys: keys.0 };
            Element::Condition(operators.0.into_iter().map(operator).collect())
        }
        _ => {
            let known = "`Sid`, `Effect`, `Principal`, `Action`, `Resource` and `Condition`, and `NotPrincipal`, `NotAction` and `NotResource`";
            return Err(unknown("statement", name, known));
        }
    })
}

fn list<'de, M: MapAccess<'de>>(name: &str, is_negated: bool, map: &mut M) -> Result<List, M::Error> {
    let entries: OneOrMany<String> = map.next_value()?;
    if entries.values.is_empty() {
        return Err(empty(name));
    }
    Ok(List { is_negated, entries })
}

impl Element {
    /// The name of the element.
    fn key(&self) -> &'static str {
        match self {
            Self::Sid(_) => "Sid",
            Self::Effect(_) => "Effect",
            Self::Principals(it) => it.key(),
            Self::Actions(it) => Axis::Actions.key(it),
            Self::Resources(it) => Axis::Resources.key(it),
            Self::Condition(_) => "Condition",
        }
    }
}

impl<'de> Deserialize<'de> for NamedPrincipals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PrincipalsVisitor)
    }
}

struct PrincipalsVisitor;

impl<'de> Visitor<'de> for PrincipalsVisitor {
    type Value = NamedPrincipals;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or `\"*\"`")
    }

    fn visit_str<E>(self, text: &str) -> Result<NamedPrincipals, E> {
        Ok(NamedPrincipals::Whole(text.to_owned()))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<NamedPrincipals, M::Error> {
        Ok(NamedPrincipals::Typed(pairs(map)?))
    }
}

/// The members of an object, no name twice.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Pairs<T>, M::Error> {
        pairs(map).map(Pairs)
    }
}

fn pairs<'de, T: Deserialize<'de>, M: MapAccess<'de>>(mut map: M) -> Result<Vec<(String, T)>, M::Error> {
    let (mut members, mut names) = (Vec::new(), HashSet::new());
    while let Some(name) = map.next_key::<String>()? {
        if !names.insert(name.clone()) {
            return Err(repeated("object", &name));
        }
        members.push((name, map.next_value()?));
    }
    Ok(members)
}

impl<'de> Deserialize<'de> for OneOrMany<String> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StringsVisitor)
    }
}

struct StringsVisitor;

impl<'de> Visitor<'de> for StringsVisitor {
    type Value = OneOrMany<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an array of strings")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(OneOrMany { values: vec![text.to_owned()], is_list: false })
    }

    fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
        elements(list)
    }
}

impl<'de> Deserialize<'de> for OneOrMany<Statement> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StatementsVisitor)
    }
}

struct StatementsVisitor;

impl<'de> Visitor<'de> for StatementsVisitor {
    type Value = OneOrMany<Statement>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a statement or an array of statements")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        Ok(OneOrMany { values: vec![StatementVisitor.visit_map(map)?], is_list: false })
    }

    fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
        elements(list)
    }
}

fn elements<'de, T: Deserialize<'de>, S: SeqAccess<'de>>(mut list: S) -> Result<OneOrMany<T>, S::Error> {
    let mut values = Vec::new();
    while let Some(value) = list.next_element()? {
        values.push(value);
    }
    Ok(OneOrMany { values, is_list: true })
}

/// The values of a condition key, in the text of the document: a number keeps the digits that it has there.
impl<'de> Deserialize<'de> for OneOrMany<Scalar> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        let one = |raw: &str| match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).map(Scalar::Text).map_err(D::Error::custom),
            Some(b'{' | b'[') => Err(D::Error::custom(NO_SCALAR)),
            _ if raw == "null" => Err(D::Error::custom(NO_SCALAR)),
            _ => Ok(Scalar::Literal(raw.to_owned())),
        };
        if !raw.starts_with('[') {
            return Ok(Self { values: vec![one(raw)?], is_list: false });
        }
        let all: Vec<&RawValue> = serde_json::from_str(raw).map_err(D::Error::custom)?;
        let values = all.into_iter().map(|raw| one(raw.get())).collect::<Result<_, _>>()?;
        Ok(Self { values, is_list: true })
    }
}

const NO_SCALAR: &str =
    "the value of a condition key has to be a string, a number, `true` or `false`, or an array of them";

fn unknown<E: Error>(what: &str, name: &str, known: &str) -> E {
    E::custom(format_args!("`{name}` is not an element of a {what}; IAM has {known}"))
}

fn repeated<E: Error>(what: &str, name: &str) -> E {
    E::custom(format_args!("the {what} has `{name}` twice: keep one of them"))
}

fn missing<E: Error>(what: &str, name: &str) -> E {
    E::custom(format_args!("the {what} has no `{name}`"))
}

fn empty<E: Error>(name: &str) -> E {
    E::custom(format_args!("`{name}` is empty, and IAM refuses the policy"))
}
