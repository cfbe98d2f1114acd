//! Results on standard output, and the formatting of strings for them.

use std::fmt::Display;
use std::io::Write;

use anstyle::Style;
use anyhow::Context;

use super::failure::Failure;

pub(crate) const STRONG: Style = Style::new().bold();

/// Prints a result on standard output.
pub(crate) fn print(text: impl Display) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).context("standard output cannot be written")?;
    Ok(())
}

/// The width of the terminal, if standard output is a terminal.
pub(crate) fn terminal_width() -> Option<usize> {
    comfy_table::Table::new().width().map(usize::from)
}

/// The string without line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The string on one line, without characters that control a terminal: a policy may contain any
/// character.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

/// The string, quoted for a shell if necessary.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
