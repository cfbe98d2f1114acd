//! Differences for a page or a ticket.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::Difference;

use super::lines::DifferenceLines;
use super::{DifferencePart, DifferenceView};
use crate::ui::output::code;

/// Writes differences below a heading, those about requests that cannot exist last; nothing if there are none.
pub(crate) fn in_markdown(
    text: &mut String,
    title: &str,
    differences: &[Difference],
    view: &DifferenceView<'_>,
) -> fmt::Result {
    if differences.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n## {title}\n")?;
    for part in view.parts(differences, code) {
        match part {
            DifferencePart::Head(line) => writeln!(text, "\n{line}\n")?,
            DifferencePart::More(line) => writeln!(text, "\n{line}")?,
            DifferencePart::One(DifferenceLines { head, lines }) => {
                writeln!(text, "- {head}")?;
                for line in lines {
                    writeln!(text, "  - {line}")?;
                }
            }
        }
    }
    Ok(())
}
