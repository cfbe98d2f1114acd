//! The table of the policies, with their figures and the numbers of their problems.

use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, presets};

use crate::figures::{Figures, grouped};
use crate::problem::Problem;
use crate::review::{self, Counts};
use crate::sizes;
use crate::verify::subject::Subject;

/// The table of the policies, with a last row for the findings.
pub(super) fn table(subject: &Subject<'_>, problems: &[Problem], is_painted: bool) -> Table {
    const HEADER: [&str; 9] = [
        "policy",
        "statements",
        "actions",
        "parameters",
        "size",
        "with any values",
        "share of a managed policy",
        "differences from the page",
        "status",
    ];
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(HEADER);
    for policy in subject.catalog.policies() {
        let n_problems = problems.iter().filter(|problem| problem.policies.contains(&policy.id)).count();
        let (status, colour) = match n_problems {
            0 => ("ok".to_owned(), Color::Green),
            1 => ("1 problem".to_owned(), Color::Red),
            n => (format!("{n} problems"), Color::Red),
        };
        let figures = Figures::of(policy).map_or([const { String::new() }; 7], |figures| {
            let Figures { n_statements, n_actions, n_parameters, size, n_differences, .. } = figures;
            let [n_statements, n_actions, n_parameters, size, n_differences] =
                [n_statements, n_actions, n_parameters, size, n_differences].map(grouped);
            // A policy that cannot be split is a problem of its own.
            let share = sizes::share_and_parts(policy).unwrap_or_default();
            [n_statements, n_actions, n_parameters, size, sizes::range(policy), share, n_differences]
        });
        let status = Cell::new(status);
        let status = if is_painted { status.fg(colour) } else { status };
        let figures = figures.map(|figure| Cell::new(figure).set_alignment(CellAlignment::Right));
        table.add_row([Cell::new(policy.id)].into_iter().chain(figures).chain([status]));
    }
    table.add_row(findings_row(review::counts(subject.reviews), is_painted));
    table
}

/// The numbers of findings in all policies.
fn findings_row(counts: Counts, is_painted: bool) -> Vec<Cell> {
    let Counts { acknowledged, fixed, open } = counts;
    let (status, colour) = match open {
        0 => ("ok".to_owned(), Color::Green),
        n => (format!("{n} open"), Color::Red),
    };
    let status = Cell::new(status);
    let status = if is_painted { status.fg(colour) } else { status };
    let answered = Cell::new(format!("{acknowledged} acknowledged, {fixed} fixed"));
    let blank = [const { String::new() }; 6].map(Cell::new);
    [Cell::new("findings")].into_iter().chain(blank).chain([answered, status]).collect()
}
