//! `pcluster-iam can-run`: the AWS calls that a command makes, and whether policies allow them.

mod answered;
mod args;
mod helpful;
mod json;
mod matrix;
mod text;

use pcluster_iam::run::{Caller, Verdict};
use pcluster_iam::{Command, Commands, Configuration, Need};

use crate::args::format::OutputFormat;
use crate::args::run::{RunRelease, targets, unknown};
use crate::args::target::each_once;
use crate::args::values::{Given, unknown_region};
use crate::input::holder::Holder;
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::output::{listed, print};
use answered::{Answered, Asker};

pub(crate) use args::CanRunArgs;

pub(crate) fn run(args: &CanRunArgs) -> Result<(), Failure> {
    let targets = targets(&args.with, &args.release)?;
    let RunRelease { commands, .. } = RunRelease::read(&targets, &args.release)?;
    let file = args.run.file()?;
    let (known, mut wrong) = args.run.known(commands, file.as_ref());
    let (mut given, of_values) = Given::read(&args.values)?;
    let (context, of_context) = args.holder.context();
    wrong.extend(of_values.into_iter().chain(unknown_region(&given)).chain(of_context));
    let mut keep = |complaint| wrong.push(complaint);
    let caller = args.run.caller(commands).map_err(&mut keep).unwrap_or(Caller::User);
    let configuration = args.run.configuration(commands).map_err(&mut keep).unwrap_or_default();
    let command = args.command.as_deref().map(|name| command(commands, caller, name));
    let command = command.transpose().map_err(&mut keep).unwrap_or_default();
    let policies = each_once(targets.iter().flat_map(|target| target.policies()));
    let required = policies.iter().flat_map(|policy| policy.parameters);
    let required = required.filter(|used| used.need == Need::Required).map(|used| used.parameter);
    let examples = given.add_examples(required);
    let mut holder = Holder::default();
    holder.add_catalog(policies, &given);
    args.holder.add_to(&mut holder)?;
    if args.with.is_empty() && args.holder.files.is_empty() {
        wrong.push(Complaint::new("there is no policy to ask about").help(
            "name a policy or a bundle of the catalog with `--with ID`, or a file with `--policy FILE`",
        ));
    }
    let holder = holder.finish(wrong)?;
    let mut asker =
        Asker { commands, caller, known, given, context, examples, holder: &holder, file: file.as_ref() };
    match command {
        Some(command) => one(args, &mut asker, command, configuration),
        None => matrix::run(args, &mut asker, configuration),
    }
}

/// Prints the answer to one command.
fn one(
    args: &CanRunArgs,
    asker: &mut Asker<'_>,
    command: &'static Command,
    configuration: Option<&'static Configuration>,
) -> Result<(), Failure> {
    let answered = asker.ask(command, configuration)?;
    match args.format.format {
        OutputFormat::Json => print(format_args!("{:#}", json::of_command(&answered)))?,
        OutputFormat::Text => print(text::of_command(&answered))?,
    }
    tell_examples(asker)?;
    match answered.verdict() {
        Verdict::Runs => Ok(()),
        verdict => Err(Failure::No(complaint(asker, &answered, verdict))),
    }
}

/// The command or task with a name, if the caller makes calls in it.
fn command(commands: &'static Commands, caller: Caller, name: &str) -> Result<&'static Command, Complaint> {
    let of_caller = |command: &&&'static Command| {
        command.steps.iter().any(|step| caller.makes(step)) || command.steps.is_empty()
    };
    match commands.command(name) {
        Some(command) if of_caller(&&command) => Ok(command),
        Some(command) => {
            let mut names: Vec<_> = command.steps.iter().map(|step| step.by.name).collect();
            names.sort_unstable();
            names.dedup();
            let complaint = Complaint::new(format!("`{name}` makes no call of this caller"));
            Err(complaint.help(format!("its calls are those of {}: `--as` names one", names.join(", "))))
        }
        None => {
            let names = commands.commands.iter().filter(of_caller).map(|command| command.name).collect();
            Err(unknown("command", name, names))
        }
    }
}

/// Says which values are examples.
fn tell_examples(asker: &Asker<'_>) -> Result<(), Failure> {
    let examples =
        asker.examples.iter().map(|it| format!("--{} {}", it.name, it.example)).collect::<Vec<_>>();
    if !examples.is_empty() {
        note(format_args!("values that nobody gives are examples: {}", listed(&examples)))?;
    }
    Ok(())
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
