//! Strings from files and file names, made safe to print: they cannot control a terminal or reorder a
//! line.

use std::borrow::Cow;

/// The string with an escape, such as `\u{202e}`, in place of each control character and of each
/// character that changes the direction or the line of the following characters.
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
