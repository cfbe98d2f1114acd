//! Values of JSON and YAML texts, each with its place.

use super::{Span, Text};

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Value {
    /// The content of the value.
    pub node: Node,
    /// The place of the value, including quotes and brackets.
    pub span: Span,
}

/// The content of a value.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "JSON has six")]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A string, without escapes.
    String(Text),
    /// An array.
    Array(Vec<Value>),
    /// An object, with its members in the order of the text.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// The name.
    pub name: Text,
    /// The value.
    pub value: Value,
}

impl Value {
    /// Where the value begins, as the place of what it lacks: its bracket, or its first name in YAML.
    pub(crate) fn opening(&self) -> Span {
        let Span { start, end } = self.span;
        let bracket = Span { start, end: end.min(start + 1) };
        match &self.node {
            Node::Object(members) => match members.first() {
                Some(first) if first.name.span.start == start => first.name.span,
                _ => bracket,
            },
            Node::Array(_) => bracket,
            _ => self.span,
        }
    }

    /// The content of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.text().map(Text::as_str)
    }

    /// The members of an object; empty for any other value.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.node {
            Node::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array; empty for any other value.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        match &self.node {
            Node::Array(elements) => elements,
            _ => &[],
        }
    }

    /// The value of the first member with a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|member| member.name.value == name).map(|member| &member.value)
    }

    /// True if another value is the same, in another place.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.node, &other.node) {
            (Node::String(one), Node::String(other)) => one.value == other.value,
            (Node::Array(one), Node::Array(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
            }
            (Node::Object(one), Node::Object(other)) => {
                let is_same = |(one, other): (&Member, &Member)| {
                    one.name.value == other.name.value && one.value.is_same(&other.value)
                };
                one.len() == other.len() && one.iter().zip(other).all(is_same)
            }
            (one, other) => one == other,
        }
    }

    /// The name of the JSON type, with an article.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.node {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// The content of a string, with its place between the quotes.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match &self.node {
            Node::String(text) => Some(text),
            _ => None,
        }
    }
}
