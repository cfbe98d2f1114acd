//! `render --show-values`: the values of the policies, and where each is from.

use pcluster_iam::FillProblem;

use super::args::RenderArgs;
use super::{all, each_once};
use crate::args::target::Target;
use crate::args::values::{Given, complaints, shown, unknown_region};
use crate::ui::failure::{self, Failure};
use crate::ui::output::print;

/// Prints the values that the policies use; without a policy, all that are given.
pub(super) fn show(args: &RenderArgs) -> Result<(), Failure> {
    let policies = if args.all {
        all(args)?
    } else {
        let targets = Target::read_all(&args.ids, args.bundle.as_deref(), &args.release, "render")?;
        each_once(targets.into_iter().flat_map(Target::policies))
    };
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    print(shown(&given, &policies))?;
    // What is missing is in the table.
    let problems = policies.iter().filter_map(|policy| given.fill(policy, true).err()).map(|mut unfilled| {
        unfilled.problems.retain(|it| !matches!(it, FillProblem::Missing(_)));
        unfilled
    });
    wrong.extend(problems.flat_map(|unfilled| complaints(&unfilled, &given)));
    let wrong = failure::each_once(wrong);
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Use(wrong)) }
}
