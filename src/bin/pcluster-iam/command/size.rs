//! `pcluster-iam size`: how much policies take of IAM's quotas, and whether they fit.

mod advice;
mod answer;
mod args;
mod division;
mod excess;
mod json;
mod measure;
mod subject;
mod text;
mod together;
mod worst;

use crate::args::format::OutputFormat;
use crate::args::values::{Given, unknown_region};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::print;
use advice::Advice;
use answer::Answer;
use subject::Subjects;

pub(crate) use args::SizeArgs;

pub(crate) fn run(args: &SizeArgs) -> Result<(), Failure> {
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    let subjects = Subjects::read(args)?;
    let measured = measure::measure(args, &subjects, &given)?;
    given.warn_of_odd(&subjects.policies)?;
    let answer = Answer::new(args, &subjects, measured);
    let advice = Advice { args, given: &given, ids: &subjects.ids, answer: &answer };
    match args.format.format {
        OutputFormat::Json => print(format_args!("{:#}", json::of(&answer)))?,
        OutputFormat::Text => print(text::of(&answer, &advice))?,
    }
    let excesses = answer.excesses();
    let Some((first, others)) = excesses.split_first() else { return Ok(()) };
    let complaint = Complaint::new(first.clone());
    let complaint = others.iter().fold(complaint, |complaint, other| complaint.line(" and", other.clone()));
    Err(Failure::No(advice.lines().into_iter().fold(complaint, Complaint::help)))
}
