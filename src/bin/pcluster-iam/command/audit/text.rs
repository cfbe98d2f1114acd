//! Reports as text for a terminal.

use std::fmt::{self, Write as _};

use super::report::{Report, ShownValue, ValueOrigin, counted};
use super::shown::{Reader, view};
use crate::ui::differences::in_text;
use crate::ui::output::{STRONG, paragraph, plain};
use crate::ui::table::{table, trimmed};

/// The report on one subject.
pub(super) fn of(report: &Report<'_>, is_expanded: bool) -> String {
    let mut text = String::new();
    // Writing to a string never fails.
    let _ = write(&mut text, report, is_expanded);
    text
}

fn write(text: &mut String, report: &Report<'_>, is_expanded: bool) -> fmt::Result {
    writeln!(text, "{STRONG}{}{STRONG:#}: {}", plain(&report.subject.name), report.verdict())?;
    for note in report.notes() {
        paragraph(text, 2, &plain(&note))?;
    }
    let values = report.values();
    if !values.is_empty() {
        writeln!(text, "\n{STRONG}Values{STRONG:#}")?;
        writeln!(text, "{}", of_values(&values))?;
    }
    view(report, is_expanded, Reader::OfAll, |view| {
        in_text(text, "Missing", &report.missing(), view)?;
        in_text(text, "Too much", &report.excess(), view)
    })?;
    let written = report.written_otherwise();
    if !written.is_empty() {
        writeln!(text, "\n{STRONG}Written otherwise{STRONG:#}\n")?;
        for line in written {
            paragraph(text, 2, &plain(&line))?;
        }
    }
    Ok(())
}

fn of_values(values: &[ShownValue<'_>]) -> String {
    let mut rows = table(vec!["", "", ""]);
    for value in values {
        rows.add_row([value.name.to_owned(), plain(value.value), plain(&value.source())]);
    }
    let shown = trimmed(&rows);
    // The header is empty.
    shown.lines().skip(1).map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

impl ShownValue<'_> {
    /// How the value is known, and what speaks against it.
    pub(super) fn source(&self) -> String {
        let origin = match &self.origin {
            ValueOrigin::Given => "given".to_owned(),
            ValueOrigin::Example => "an example: nothing depends on it".to_owned(),
            ValueOrigin::Inferred(it) if it.n_entries == 1 => format!("from `{}`", it.entry),
            ValueOrigin::Inferred(it) => format!("from `{}` and {} more", it.entry, it.n_entries - 1),
        };
        let others: Vec<_> = self
            .others
            .iter()
            .take(3)
            .map(|(value, number)| format!("`{value}` in {}", counted(*number, "entry", "entries")))
            .collect();
        if others.is_empty() { origin } else { format!("{origin}; but {}", others.join(", ")) }
    }
}
