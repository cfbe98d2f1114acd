//! `pcluster-iam diff`: what one side grants and the other does not, or how they are written differently.

mod args;
mod meaning;
mod spelling;
mod structure;

use pcluster_iam::Policy;
use pcluster_iam::evaluate::Layer;

use crate::args::target::of_one_identity;
use crate::args::values::{Given, unknown_region, unused_by_all};
use crate::input::holder::Holder;
use crate::input::{self, STDIN};
use crate::ui::failure::{Complaint, Failure, each_once};

use spelling::Spelling;

pub(crate) use args::DiffArgs;

pub(crate) fn run(args: &DiffArgs) -> Result<(), Failure> {
    if args.a == STDIN && args.b == STDIN {
        let complaint = Complaint::new("standard input cannot be both sides");
        return Err(complaint.help("give a file for one of them").into());
    }
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    let (a, b) = both(SideName::read(&args.a, args), SideName::read(&args.b, args))?;
    let of_catalog: Vec<_> = a.policies.iter().chain(&b.policies).copied().collect();
    wrong.extend(unused_by_all(&of_catalog, &given));
    let spelling = Spelling::of(&of_catalog);
    let (a, b) = both(a.holder(&given, &spelling, args), b.holder(&given, &spelling, args))?;
    let (a, b) = both(a.finish(wrong), b.finish(Vec::new()))?;
    given.warn_of_odd(&of_catalog)?;
    if args.structure { structure::run(&a, &b, args) } else { meaning::run(&a, &b, args) }
}

/// What was done for both sides, or the mistakes in both.
fn both<T>(a: Result<T, Failure>, b: Result<T, Failure>) -> Result<(T, T), Failure> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Failure::Use(mut of_a)), Err(Failure::Use(of_b))) => {
            of_a.extend(of_b);
            Err(Failure::Use(each_once(of_a)))
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

/// What an argument names.
struct SideName {
    policies: Vec<&'static Policy>,
    file: Option<String>,
}

impl SideName {
    fn read(name: &str, args: &DiffArgs) -> Result<Self, Failure> {
        let name = name.to_owned();
        if input::is_file(&name) {
            return Ok(Self { policies: Vec::new(), file: Some(name) });
        }
        Ok(Self { policies: of_one_identity(&[name], &args.release, "diff")?, file: None })
    }

    fn holder(self, given: &Given, spelling: &Spelling, args: &DiffArgs) -> Result<Holder, Failure> {
        let mut holder = if args.structure { Holder::for_reading() } else { Holder::default() };
        if given.is_empty() {
            for policy in self.policies {
                holder.add_template(policy, &spelling.template(policy));
            }
        } else {
            holder.add_catalog(self.policies, given);
        }
        holder.add_files(self.file.as_slice(), Layer::Identity)?;
        args.limits.add_to(&mut holder)?;
        Ok(holder)
    }
}
