//! Differences for a terminal.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::Difference;

use super::DifferenceView;
use super::lines::{DifferenceLines, IMPOSSIBLE};
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
    let (shown, more) = view.shown(differences);
    let mut was_possible = true;
    for difference in shown {
        if was_possible && !difference.possible {
            writeln!(text, "\n  {IMPOSSIBLE}:")?;
        }
        was_possible = difference.possible;
        let DifferenceLines { head, lines } = DifferenceLines::new(view, difference, plain);
        text.push('\n');
        paragraph(text, 2, &head)?;
        for line in lines {
            paragraph(text, 4, &line)?;
        }
    }
    match more {
        0 => Ok(()),
        more => writeln!(text, "\n  and {more} more: `--expand` lists them"),
    }
}
