//! `render ID --batch FILE`: the policy for each row of a table.
//!
//! One row is in memory at a time, so that a table may be of any length.

mod args;
mod input;
mod name;
mod objects;
mod output;
mod progress;
mod row;
mod shared;
mod table;
mod tally;

use std::path::Path;

use pcluster_iam::{FillProblem, Policy};

use super::args::RenderArgs;
use super::fitting::{Refusal, fitted};
use super::unfit;
use crate::args::example;
use crate::args::values::{Given, Remark, Unfilled, complaints, unknown_region, unused_locations};
use crate::ui::failure::{Complaint, Failure, error, note};
use crate::ui::output::grouped;
use name::RowNames;
use output::Output;
use progress::Progress;
use row::{Row, RowError};
use tally::Tally;

pub(crate) use args::BatchArgs;

pub(super) fn render(args: &RenderArgs, path: &Path, policy: &'static Policy) -> Result<(), Failure> {
    if let Some(complaint) = args.attachment().and_then(|it| unfit::unsuitable(&[policy], it)) {
        return Err(complaint.into());
    }
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    wrong.extend(unused_locations(policy, &given));
    let names = RowNames::read(args.batch.row_name.as_deref()).unwrap_or_else(|complaints| {
        wrong.extend(complaints);
        RowNames::default()
    });
    let progress = Progress::new(input::size(path), args.output.output.is_none());
    let mut rows = match input::open(&args.batch, path, policy, &progress) {
        Ok(rows) => rows,
        Err(Failure::Use(complaints)) => {
            wrong.extend(complaints);
            return Err(Failure::Use(wrong));
        }
        Err(failure) => return Err(failure),
    };
    wrong.extend(shared::complaints_of_all(policy, &given, rows.columns().as_deref()));
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    let mut batch = Batch { args, policy, given, names, tally: Tally::default() };
    let mut output = Output::open(args)?;
    let (mut n_rows, mut n_wrong) = (0, 0);
    while let Some(row) = rows.next() {
        n_rows += 1;
        progress.rows(n_rows);
        let wrong = match row {
            Ok(row) => batch.render(&row, &mut output)?,
            Err(RowError::Wrong(complaints)) => complaints,
            Err(RowError::Unreadable(failure)) => {
                output.end()?;
                return Err(failure);
            }
        };
        if !wrong.is_empty() {
            n_wrong += 1;
            progress.above(|| wrong.iter().try_for_each(error))?;
            if args.batch.strict {
                break;
            }
        }
    }
    progress.end();
    output.end()?;
    batch.tally.tell()?;
    note(summary(n_rows, n_wrong, args.batch.strict))?;
    if n_wrong == 0 { Ok(()) } else { Err(Failure::Told(1)) }
}

/// What all rows have in common.
struct Batch<'a> {
    args: &'a RenderArgs,
    policy: &'static Policy,
    given: Given,
    names: RowNames,
    tally: Tally,
}

impl Batch<'_> {
    /// Renders a row, or returns what is wrong with it.
    fn render(&mut self, row: &Row, output: &mut Output<'_>) -> Result<Vec<Complaint>, Failure> {
        let at_row = |complaint: Complaint| complaint.at(&row.place);
        match self.try_render(row, output) {
            Ok(remarks) => {
                self.tally.add(row.number, remarks);
                Ok(Vec::new())
            }
            Err(Failure::Use(complaints) | Failure::Unfit(complaints)) => {
                Ok(complaints.into_iter().map(at_row).collect())
            }
            Err(Failure::No(complaint)) => Ok(vec![at_row(complaint)]),
            Err(failure) => Err(failure),
        }
    }

    /// Renders a row, and returns the remarks about its values.
    fn try_render(&self, row: &Row, output: &mut Output<'_>) -> Result<Vec<Remark>, Failure> {
        let mut given = self.given.below(row.given());
        let mut remarks = given.understand();
        let mut wrong: Vec<Complaint> = unknown_region(&given).into_iter().collect();
        let name = self.names.of(row, &given).unwrap_or_else(|complaint| {
            wrong.push(complaint);
            None
        });
        let filled = given.fill(self.policy, false).map_err(|unfilled| self.unfilled(unfilled, &given));
        match filled {
            Ok(filled) if wrong.is_empty() => {
                let fitted = fitted(self.args, &filled).map_err(|it| Refusal::failure(vec![it]))?;
                output.write(row, name, self.policy, fitted)?;
                remarks.extend(given.odd(&[self.policy]));
                Ok(remarks)
            }
            Ok(_) => Err(Failure::Use(wrong)),
            Err(complaints) => {
                wrong.extend(complaints);
                Err(Failure::Use(wrong))
            }
        }
    }

    /// The messages about a row that lacks values, or has wrong ones.
    fn unfilled(&self, unfilled: Unfilled, given: &Given) -> Vec<Complaint> {
        let is_missing = |it: &FillProblem| matches!(it, FillProblem::Missing(_));
        let (missing, problems): (Vec<_>, Vec<_>) = unfilled.problems.into_iter().partition(is_missing);
        let missing = missing.into_iter().filter_map(|it| match it {
            FillProblem::Missing(parameter) => Some(
                Complaint::new(format!("the row has no `{}`", parameter.name))
                    .line("what", parameter.summary)
                    .help(format!("fill it in, or give it for all rows: {}", example::option(parameter))),
            ),
            _ => None,
        });
        complaints(&Unfilled { policy: self.policy, problems }, given).into_iter().chain(missing).collect()
    }
}

fn summary(n_rows: usize, n_wrong: usize, is_strict: bool) -> String {
    let rows = |number: usize| format!("{} row{}", grouped(number), if number == 1 { "" } else { "s" });
    match (n_wrong, is_strict) {
        (0, _) => format!("rendered {}", rows(n_rows)),
        (_, true) => format!("rendered {}, and stopped at row {}", rows(n_rows - 1), grouped(n_rows)),
        _ => format!(
            "rendered {} of {}; {} could not be rendered",
            grouped(n_rows - n_wrong),
            rows(n_rows),
            grouped(n_wrong)
        ),
    }
}
