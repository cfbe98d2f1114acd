//! JSON with the place of each value, so that a message can point at it.

use crate::author::page::document::split_string;

/// A value, and where it begins.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) at: usize,
    pub(super) value: Value,
}

/// A value as far as policies have it.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
    /// Anything else, by what it is called.
    Other(&'static str),
}

/// A key of an object with its value, and where the key begins.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) at: usize,
    pub(super) key: String,
    pub(super) node: Node,
}

impl Value {
    /// What it is, with its article.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::Other(kind) => kind,
        }
    }
}

/// Reads a text that a parser of JSON has accepted, which limits its depth too; nothing for any other.
pub(super) fn read(text: &str) -> Option<Node> {
    Reader { length: text.len(), rest: text }.node()
}

struct Reader<'t> {
    length: usize,
    rest: &'t str,
}

impl Reader<'_> {
    fn node(&mut self) -> Option<Node> {
        self.rest = self.rest.trim_start();
        let at = self.length - self.rest.len();
        let value = match self.rest.chars().next()? {
            '"' => Value::Text(self.string()?),
            '[' => Value::List(self.items(']', Self::node)?),
            '{' => Value::Object(self.items('}', Self::member)?),
            first => {
                self.rest = self.rest.trim_start_matches(|c: char| !matches!(c, ',' | ']' | '}'));
                Value::Other(match first {
                    't' | 'f' => "a truth value",
                    'n' => "null",
                    _ => "a number",
                })
            }
        };
        Some(Node { at, value })
    }

    fn member(&mut self) -> Option<Member> {
        self.rest = self.rest.trim_start();
        let at = self.length - self.rest.len();
        let key = self.string()?;
        self.rest = self.rest.trim_start().strip_prefix(':')?;
        Some(Member { at, key, node: self.node()? })
    }

    /// What stands between two brackets, of which the first is next.
    fn items<T>(&mut self, close: char, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str().trim_start();
        let mut items = Vec::new();
        loop {
            if let Some(rest) = self.rest.strip_prefix(close) {
                self.rest = rest;
                return Some(items);
            }
            items.push(item(self)?);
            self.rest = self.rest.trim_start();
            self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
        }
    }

    fn string(&mut self) -> Option<String> {
        let (written, rest) = split_string(self.rest.strip_prefix('"')?);
        self.rest = rest;
        serde_json::from_str(&format!("\"{written}\"")).ok()
    }
}
