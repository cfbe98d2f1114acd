//! What is wrong with every row: values that no column has and no option gives, and wrong options.

use pcluster_iam::{FillProblem, Parameter, Policy};

use crate::args::values::{Given, GivenValue, Place, Unfilled, complaints};
use crate::ui::failure::{Complaint, each_once};

/// The messages that would be the same for all rows, or for all that leave a value to the options.
pub(super) fn complaints_of_all(
    policy: &'static Policy,
    given: &Given,
    columns: Option<&[&'static Parameter]>,
) -> Vec<Complaint> {
    // The options alone, and beside the columns of a header. An example stands for what a row may state.
    let mut options = given.clone();
    options.add_examples(policy.parameters.iter().map(|used| used.parameter));
    let mut of_all = wrong(policy, &options);
    if let Some(columns) = columns {
        let example = |parameter: &&'static Parameter| GivenValue {
            name: parameter.name,
            text: parameter.example.to_owned(),
            place: Place::Row(String::new()),
        };
        of_all.extend(wrong(policy, &given.below(columns.iter().map(example).collect())));
    }
    each_once(of_all)
}

fn wrong(policy: &'static Policy, given: &Given) -> Vec<Complaint> {
    let Err(unfilled) = given.fill(policy, false) else { return Vec::new() };
    // Where two values have to agree, an example says nothing.
    let is_of_all =
        |it: &FillProblem| !matches!(it, FillProblem::Contradiction { .. } | FillProblem::ForeignArn { .. });
    let problems: Vec<_> = unfilled.problems.into_iter().filter(is_of_all).collect();
    let (missing, wrong) = problems.into_iter().partition(|it| matches!(it, FillProblem::Missing(_)));
    let missing = complaints(&Unfilled { policy, problems: missing }, given)
        .into_iter()
        .map(|complaint| complaint.help("add a column for it, or give the option for all rows"));
    complaints(&Unfilled { policy, problems: wrong }, given).into_iter().chain(missing).collect()
}
