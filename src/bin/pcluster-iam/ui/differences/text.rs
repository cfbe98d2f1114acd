//! Differences for a terminal.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::Difference;

use super::lines::DifferenceLines;
use super::{DifferencePart, DifferenceView};
use crate::ui::output::{STRONG, paragraph, plain};

/// Writes differences under a title, those about requests that cannot exist last; nothing if there are none.
pub(crate) fn in_text(
    text: &mut String,
    title: &str,
    differences: &[Difference],
    view: &DifferenceView<'_>,
) -> fmt::Result {
    if differences.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{STRONG}{title}{STRONG:#}")?;
    for part in view.parts(differences, plain) {
        match part {
            DifferencePart::Head(line) | DifferencePart::More(line) => writeln!(text, "\n  {line}")?,
            DifferencePart::One(DifferenceLines { head, lines }) => {
                text.push('\n');
                paragraph(text, 2, &head)?;
                for line in lines {
                    paragraph(text, 4, &line)?;
                }
            }
        }
    }
    Ok(())
}
