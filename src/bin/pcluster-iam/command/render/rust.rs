//! `--format rust`: the program that renders the policies with the library.

use pcluster_iam::export::rust_program;

use super::args::RenderArgs;
use super::code;
use super::many::Set;
use crate::args::values::{self, Given, unknown_region, unused_locations};
use crate::ui::failure::{Complaint, Failure, each_once};

pub(super) fn render(args: &RenderArgs, set: &Set) -> Result<(), Failure> {
    let sizes = [(args.fit.fit.is_some(), "--fit"), (args.pack, "--pack"), (args.minimize, "--minimize")];
    if let Some((_, option)) = sizes.into_iter().find(|(is_given, _)| *is_given) {
        let message = format!("`{option}` changes documents, and `--format rust` prints code without any");
        return Err(Complaint::new(message).help("leave one of them out").into());
    }
    let (given, mut complaints) = Given::read(&args.values)?;
    complaints.extend(unknown_region(&given));
    let is_one_of_many = set.policies.len() > 1;
    match set.policies.as_slice() {
        [policy] => complaints.extend(unused_locations(policy, &given)),
        policies => {
            complaints.extend(values::unused_by_all(policies, &given));
            complaints.extend(values::without_effect_in_all(policies, &given));
        }
    }
    for policy in &set.policies {
        if let Err(unfilled) = given.fill(policy, is_one_of_many) {
            complaints.extend(values::complaints(&unfilled, &given));
        }
    }
    if !complaints.is_empty() {
        return Err(Failure::Use(each_once(complaints)));
    }
    given.warn_of_odd(&set.policies)?;
    let policies: Vec<_> = set.policies.iter().map(|it| (*it, given.of(it, is_one_of_many))).collect();
    let program = rust_program(&policies).map_err(anyhow::Error::new)?;
    code::deliver(args, set, "rs", &program)?;
    Ok(())
}
