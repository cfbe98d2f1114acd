//! `render --show-values`: the values of the policies, and where each is from.

use super::args::RenderArgs;
use super::{all, each_once};
use crate::args::target::Target;
use crate::args::values::{Given, shown, unknown_region};
use crate::ui::failure::Failure;
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
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Use(wrong)) }
}
