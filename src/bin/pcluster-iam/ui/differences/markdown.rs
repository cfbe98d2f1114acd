//! Differences for a page or a ticket.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::Difference;

use super::DifferenceView;
use super::lines::{DifferenceLines, IMPOSSIBLE};
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
    let (shown, more) = view.shown(differences);
    let mut was_possible = true;
    for difference in shown {
        if was_possible && !difference.possible {
            writeln!(text, "\n{IMPOSSIBLE}:\n")?;
        }
        was_possible = difference.possible;
        let DifferenceLines { head, lines } = DifferenceLines::new(view, difference, code);
        writeln!(text, "- {head}")?;
        for line in lines {
            writeln!(text, "  - {line}")?;
        }
    }
    match more {
        0 => Ok(()),
        more => writeln!(text, "\nand {more} more: `--expand` lists them"),
    }
}
