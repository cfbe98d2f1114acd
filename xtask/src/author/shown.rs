//! Paths and texts as they are printed.

use std::path::{MAIN_SEPARATOR, Path};

/// A path as it is printed, with `/` on every system.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace(MAIN_SEPARATOR, "/")
}

/// A text with its control characters escaped, which a terminal would obey.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_control() && c != '\n' { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}
