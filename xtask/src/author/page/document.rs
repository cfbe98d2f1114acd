//! What a code block or a file holds: a policy document, other JSON, broken JSON, or anything else.

use serde_json::Value;

use super::PageBlock;
use crate::pairing::statements;
use crate::repeated::repeated_keys;

/// What a code block or a file holds.
pub(crate) enum BlockContent {
    /// Nothing that looks like JSON.
    Text,
    /// What looks like JSON and is not.
    Broken { offset: usize, message: String },
    /// JSON that is no policy, or the statement of one.
    Other { is_statement: bool },
    /// A policy that names principals: the trust policy of a role, or a resource's own policy.
    Trust,
    /// A policy, and the places of keys that stand twice in one object of it.
    Policy { value: Value, repeated: Vec<(usize, String)> },
}

/// Reads a code block. What begins with a brace, or is marked as JSON, looks like JSON.
pub(crate) fn read(block: &PageBlock) -> BlockContent {
    let text = block.text.as_str();
    let is_marked = block.language.eq_ignore_ascii_case("json");
    if !is_marked && !text.trim_start().starts_with('{') {
        return BlockContent::Text;
    }
    read_json(text)
}

/// Reads what has to be JSON.
pub(crate) fn read_json(text: &str) -> BlockContent {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let message = error.to_string();
            // The position inside the block would contradict the one on the page.
            let message = message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what);
            return BlockContent::Broken {
                offset: offset(text, error.line(), error.column()),
                message: message.to_owned(),
            };
        }
    };
    match value.get("Statement") {
        None => BlockContent::Other {
            is_statement: ["Effect", "Action"].iter().all(|key| value.get(key).is_some()),
        },
        Some(statement) if statements(statement).iter().any(names_principal) => BlockContent::Trust,
        Some(_) => BlockContent::Policy { value, repeated: repeated_keys(text) },
    }
}

fn names_principal(statement: &Value) -> bool {
    statement.get("Principal").or_else(|| statement.get("NotPrincipal")).is_some()
}

/// The byte at a line and a column, both from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
