//! `pcluster-iam diff`: what one side grants and the other does not, or how they are written differently.

mod args;
mod meaning;
mod spelling;
mod structure;

use pcluster_iam::audit::InferredValues;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::Layer;
use pcluster_iam::{FillProblem, Parameter, Policy};

use crate::args::target::of_one_identity;
use crate::args::values::{Given, Place, unknown_region, unused_by_all};
use crate::input::holder::Holder;
use crate::input::{self, STDIN};
use crate::ui::failure::{Complaint, Failure, each_once, note};
use crate::ui::output::{listed, quoted};

use spelling::Spelling;

pub(crate) use args::DiffArgs;

pub(crate) fn run(args: &DiffArgs) -> Result<(), Failure> {
    if args.a == STDIN && args.b == STDIN {
        let complaint = Complaint::new("standard input cannot be both sides");
        return Err(complaint.help("give a file for one of them").into());
    }
    let (mut given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    let (a, b) = both(SideName::read(&args.a, args), SideName::read(&args.b, args))?;
    let of_catalog: Vec<_> = a.policies.iter().chain(&b.policies).copied().collect();
    wrong.extend(unused_by_all(&of_catalog, &given));
    let spelling = Spelling::of(&of_catalog);
    let (mut in_a, mut in_b) = both(a.files(args), b.files(args))?;
    if !of_catalog.is_empty() {
        let of_files: Vec<_> =
            in_a.documents().chain(in_b.documents()).map(|(_, document)| document).collect();
        infer(&mut given, &of_catalog, &of_files)?;
    }
    a.add_catalog(&mut in_a, &given, &spelling);
    b.add_catalog(&mut in_b, &given, &spelling);
    let (a, b) = both(limited(in_a, args), limited(in_b, args))?;
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

    /// The policies of the file.
    fn files(&self, args: &DiffArgs) -> Result<Holder, Failure> {
        let mut holder = if args.structure { Holder::for_reading() } else { Holder::default() };
        holder.add_files(self.file.as_slice(), Layer::Identity)?;
        Ok(holder)
    }

    /// Adds the policies of the catalog, with the values that are known, or else as they are in the catalog.
    fn add_catalog(self, holder: &mut Holder, given: &Given, spelling: &Spelling) {
        if given.is_empty() {
            for policy in self.policies {
                holder.add_template(policy, &spelling.template(policy));
            }
        } else {
            holder.add_catalog(self.policies, given);
        }
    }
}

/// Adds the values that the policies of a file show, where nobody gives one, and says which. If that is not all and
/// nobody gives any, the policies of the catalog stay templates.
fn infer(given: &mut Given, of_catalog: &[&'static Policy], of_files: &[&Document]) -> Result<(), Failure> {
    let inferred = InferredValues::of(of_catalog, of_files);
    if inferred.values.is_empty() {
        return Ok(());
    }
    let mut all = given.clone();
    all.add_inferred(&inferred);
    all.add_examples(inferred.idle.iter().copied());
    let missing = missing(&all, of_catalog);
    if given.is_empty() && !missing.is_empty() {
        let missing: Vec<_> = missing.iter().map(|it| format!("--{}", it.name)).collect();
        return Ok(note(format_args!(
            "the file shows no value for {}: the policies of the catalog are compared without values",
            listed(&missing)
        ))?);
    }
    let of_place = |is_of: fn(&Place) -> bool| {
        let values = all.values.iter().filter(move |it| is_of(&it.place));
        values.map(|it| format!("--{} {}", it.name, quoted(&it.text))).collect::<Vec<_>>().join(" ")
    };
    let shown = of_place(|place| matches!(place, Place::Inferred));
    if !shown.is_empty() {
        note(format_args!("values that the file shows: {shown}"))?;
    }
    let idle = of_place(|place| matches!(place, Place::Example));
    if !idle.is_empty() {
        note(format_args!("values without an effect on the answer: {idle}"))?;
    }
    *given = all;
    Ok(())
}

/// The values that policies lack.
fn missing(given: &Given, policies: &[&'static Policy]) -> Vec<&'static Parameter> {
    let problems = policies.iter().filter_map(|it| given.fill(it, true).err()).flat_map(|it| it.problems);
    let missing = problems.filter_map(|it| match it {
        FillProblem::Missing(parameter) => Some(parameter),
        _ => None,
    });
    let mut missing: Vec<_> = missing.collect();
    missing.sort_by_key(|it| it.name);
    missing.dedup();
    missing
}

/// Adds what limits both sides.
fn limited(mut holder: Holder, args: &DiffArgs) -> Result<Holder, Failure> {
    args.limits.add_to(&mut holder)?;
    Ok(holder)
}
