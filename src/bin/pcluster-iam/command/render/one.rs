//! One policy for one account, printed or written to a file.

use pcluster_iam::{Policy, json};

use super::args::RenderArgs;
use super::region;
use crate::args::values::{Given, complaints, unused_locations};
use crate::ui::failure::Failure;

pub(super) fn render(args: &RenderArgs, policy: &'static Policy) -> Result<(), Failure> {
    if args.as_documented {
        let compact = args.compact.then(|| json::compact(policy.documented));
        return args.output.deliver(compact.as_deref().unwrap_or(policy.documented));
    }
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(region::unknown(&given));
    wrong.extend(unused_locations(policy, &given));
    match given.fill(policy, false).map(|filled| args.text(&filled)) {
        Ok(text) if wrong.is_empty() => args.output.deliver(&text),
        Ok(_) => Err(Failure::Use(wrong)),
        Err(unfilled) => {
            wrong.extend(complaints(&unfilled, &given));
            Err(Failure::Use(wrong))
        }
    }
}
