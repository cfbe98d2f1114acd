//! Text from a file or a file's name, safe to print: it cannot steer a terminal or reorder a line.

use std::borrow::Cow;

/// The text with an escape, such as `\u{202e}`, in place of each control character and of each
/// character that changes the direction or the line of what follows.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut printable = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_unsafe(char) {
            printable.extend(char.escape_default());
        } else {
            printable.push(char);
        }
    }
    Cow::Owned(printable)
}

fn is_unsafe(char: char) -> bool {
    // The marks, embeddings, overrides and isolates of the Unicode Bidirectional Algorithm, and the
    // separators of lines and paragraphs.
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
