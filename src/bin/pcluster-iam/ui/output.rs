//! Results on standard output, and the formatting of strings for them.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};
use std::io::Write as _;

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

/// The string in backticks, which it cannot have itself, for Markdown.
pub(crate) fn code(text: &str) -> String {
    format!("`{}`", plain(text).replace('`', "'"))
}

/// The string, quoted for a shell if necessary.
pub(crate) fn quoted(text: &str) -> Cow<'_, str> {
    // Only a NUL cannot be quoted, and no argument has one.
    shlex::try_quote(text).unwrap_or(Cow::Borrowed(text))
}

/// A number with a comma before each group of three digits.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Several things as a part of a sentence: `a, b and c`.
pub(crate) fn listed(things: &[String]) -> String {
    match things {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => things.concat(),
    }
}

/// Indented prose: wrapped to the width of a terminal, or unchanged elsewhere.
pub(crate) fn paragraph(text: &mut String, indent: usize, prose: &str) -> fmt::Result {
    let width = terminal_width().map(|width| width.min(100).saturating_sub(indent).max(20));
    for line in prose.lines() {
        let mut length = 0;
        for (index, word) in line.split(' ').enumerate() {
            let word_length = word.chars().count();
            if index == 0 {
                write!(text, "{:indent$}", "")?;
            } else if width.is_some_and(|width| length + 1 + word_length > width) {
                write!(text, "\n{:indent$}", "")?;
                length = 0;
            } else {
                text.push(' ');
                length += 1;
            }
            text.push_str(word);
            length += word_length;
        }
        text.push('\n');
    }
    Ok(())
}
