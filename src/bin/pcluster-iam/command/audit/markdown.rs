//! Reports for a page or a ticket.

use std::fmt::{self, Write as _};

use super::report::Report;
use super::shown::{Reader, view};
use crate::ui::differences::in_markdown;
use crate::ui::output::{code, plain};

/// The report on one subject.
pub(super) fn of(report: &Report<'_>, is_expanded: bool) -> String {
    let mut text = String::new();
    // Writing to a string never fails.
    let _ = write(&mut text, report, is_expanded);
    text
}

fn write(text: &mut String, report: &Report<'_>, is_expanded: bool) -> fmt::Result {
    writeln!(text, "# {}\n\n{}.", code(&report.subject.name), capitalized(&report.verdict()))?;
    for note in report.notes() {
        writeln!(text, "\n{}.", capitalized(&plain(&note)))?;
    }
    let values = report.values();
    if !values.is_empty() {
        writeln!(text, "\n## Values\n\n| name | value | source |\n|---|---|---|")?;
        for value in &values {
            let source = plain(&value.source()).replace('|', "\\|");
            writeln!(text, "| `{}` | {} | {source} |", value.name, code(value.value).replace('|', "\\|"))?;
        }
    }
    view(report, is_expanded, Reader::OfAll, |view| {
        in_markdown(text, "Missing", &report.missing(), view)?;
        in_markdown(text, "Too much", &report.excess(), view)
    })?;
    let written = report.written_otherwise();
    if !written.is_empty() {
        writeln!(text, "\n## Written otherwise\n")?;
        for line in written {
            writeln!(text, "- {}", plain(&line))?;
        }
    }
    Ok(())
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
