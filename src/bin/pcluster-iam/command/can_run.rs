//! `pcluster-iam can-run`: the AWS calls that a command makes, and whether policies allow them.

mod answered;
mod args;
mod helpful;
mod json;
mod matrix;
mod text;

use pcluster_iam::Command;
use pcluster_iam::run::{Answers, Verdict};

use crate::args::format::OutputFormat;
use crate::args::run::{RunRelease, targets};
use crate::args::target::each_once;
use crate::input::holder::Holder;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::print;
use answered::{Answered, Asker};

pub(crate) use args::CanRunArgs;

pub(crate) fn run(args: &CanRunArgs) -> Result<(), Failure> {
    let targets = targets(&args.with, &args.release)?;
    let RunRelease { commands } = RunRelease::read(&targets, &args.release)?;
    let file = args.run.file()?;
    let (mut asked, mut wrong) = args.run.ask(commands, file.as_ref(), &args.values)?;
    let (context, of_context) = args.holder.context();
    wrong.extend(of_context);
    let command = args.command.as_deref().map(|name| asked.command(name)).transpose();
    let command = command.map_err(|complaint| wrong.push(complaint)).unwrap_or_default();
    let policies = each_once(targets.iter().flat_map(|target| target.policies()));
    asked.add_examples(policies.iter().copied());
    let mut holder = Holder::default();
    holder.add_catalog(policies, &asked.given);
    args.holder.add_to(&mut holder)?;
    if args.with.is_empty() && args.holder.files.is_empty() {
        wrong.push(Complaint::new("there is no policy to ask about").help(
            "name a policy or a bundle of the catalog with `--with ID`, or a file with `--policy FILE`",
        ));
    }
    let holder = holder.finish(wrong)?;
    asked.given.warn_of_odd(&holder.of_catalog)?;
    let answers = Answers::new(&holder.policies, context.clone());
    let mut with = Asker { asked, context, holder: &holder, answers };
    match command {
        Some(command) => one(args, &mut with, command),
        None => matrix::run(args, &mut with),
    }
}

/// Prints the answer to one command.
fn one(args: &CanRunArgs, asker: &mut Asker<'_>, command: &'static Command) -> Result<(), Failure> {
    let configuration = asker.asked.configuration();
    let answered = asker.ask(command, configuration)?;
    match args.format.format {
        OutputFormat::Json => print(format_args!("{:#}", json::of_command(&answered)))?,
        OutputFormat::Text => print(text::of_command(&answered))?,
    }
    asker.asked.tell_examples()?;
    match answered.verdict() {
        Verdict::Runs => Ok(()),
        verdict => Err(Failure::No(complaint(asker, &answered, verdict))),
    }
}

/// The reason why a command does not run.
fn complaint(asker: &Asker<'_>, answered: &Answered<'_>, verdict: Verdict) -> Complaint {
    let name = answered.command.name;
    let culprits: Vec<_> = answered.of_verdict(verdict).collect();
    let Some((number, first)) = culprits.first() else {
        return Complaint::new(format!("`{name}` does not run"));
    };
    let more = match culprits.len() - 1 {
        0 => String::new(),
        1 => " and 1 other".to_owned(),
        n_others => format!(" and {n_others} others"),
    };
    let how = if verdict == Verdict::Fails { "fails" } else { "may fail" };
    let complaint =
        Complaint::new(format!("`{name}` {how} at call {number}, {}{more}", first.call.step.call));
    let effect = first.call.step.effect.filter(|_| verdict == Verdict::Fails);
    let complaint = match effect {
        Some(effect) => complaint.line("then", effect),
        None => complaint,
    };
    match helpful::policies(asker, answered) {
        Some(policies) => complaint.help(format!("with {policies} all of these calls are allowed")),
        None => complaint,
    }
}
