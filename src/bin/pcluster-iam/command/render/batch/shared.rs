//! What is wrong with every row: values that no column has and no option gives, and wrong options.

use pcluster_iam::{FillProblem, Parameter, Policy};

use crate::args::values::{Given, GivenValue, Place, Unfilled, complaints};
use crate::ui::failure::Complaint;

/// The messages that would be the same for all rows.
///
/// The columns have the examples of their parameters, and without a header so has every parameter.
pub(super) fn complaints_of_all(
    policy: &'static Policy,
    given: &Given,
    columns: Option<&[&'static Parameter]>,
) -> Vec<Complaint> {
    let example = |parameter: &&'static Parameter| GivenValue {
        name: parameter.name,
        text: parameter.example.to_owned(),
        place: Place::Row(String::new()),
    };
    let mut filled = match columns {
        Some(columns) => given.below(columns.iter().map(example).collect()),
        None => given.clone(),
    };
    if columns.is_none() {
        filled.add_examples(policy.parameters.iter().map(|used| used.parameter));
    }
    let Err(unfilled) = filled.fill(policy, false) else { return Vec::new() };
    // Where two values have to agree, an example says nothing.
    let is_of_all =
        |it: &FillProblem| !matches!(it, FillProblem::Contradiction { .. } | FillProblem::ForeignArn { .. });
    let problems: Vec<_> = unfilled.problems.into_iter().filter(is_of_all).collect();
    let (missing, wrong) = problems.into_iter().partition(|it| matches!(it, FillProblem::Missing(_)));
    let missing = complaints(&Unfilled { policy, problems: missing }, &filled)
        .into_iter()
        .map(|complaint| complaint.help("add a column for it, or give the option for all rows"));
    complaints(&Unfilled { policy, problems: wrong }, &filled).into_iter().chain(missing).collect()
}
