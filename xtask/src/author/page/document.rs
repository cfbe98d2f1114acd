//! The content of a code block or a file: a policy document, other JSON, broken JSON, or other text.

use serde_json::Value;

use super::PageBlock;
use crate::pairing::statements;
use crate::repeated::repeated_keys;

/// The content of a code block or a file.
pub(crate) enum BlockContent {
    /// Text that does not look like JSON.
    Text,
    /// Text that looks like JSON, but is not.
    Broken { offset: usize, message: String },
    /// JSON that is not a policy; it may be a statement.
    Other { is_statement: bool },
    /// A policy that names principals: the trust policy of a role, or a resource's own policy.
    Trust,
    /// A policy, and the places of keys that one of its objects repeats.
    Policy { value: Value, repeated: Vec<(usize, String)> },
}

/// Reads a code block. A block that begins with a brace, or is marked as JSON, looks like JSON.
pub(crate) fn read(block: &PageBlock) -> BlockContent {
    let text = block.text.as_str();
    let is_marked = block.language.eq_ignore_ascii_case("json");
    if !is_marked && !text.trim_start().starts_with('{') {
        return BlockContent::Text;
    }
    read_json(text)
}

/// Reads a text that has to be JSON.
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
