//! `pcluster-iam least`: the smallest policy with which commands run.

mod args;
mod document;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::Context;
use pcluster_iam::run::{Call, LeastStatement, Request, Use, cut, least};
use pcluster_iam::{Command, Denied, Policy};
use serde_json::json;

use crate::args::format::OutputFormat;
use crate::args::run::{Asked, RunRelease, targets, tell_not_covered};
use crate::args::target::each_once;
use crate::args::values::complaints;
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::output::plain;

pub(crate) use args::LeastArgs;

/// The calls of each command.
type CommandCalls = Vec<(&'static Command, Vec<Call>)>;

/// A call with a request of it.
type Lacking = Vec<(Use, Request)>;

pub(crate) fn run(args: &LeastArgs) -> Result<(), Failure> {
    let targets = targets(&args.from, &args.release)?;
    let RunRelease { commands } = RunRelease::read(&targets, &args.release)?;
    let file = args.run.file()?;
    let (mut asked, mut wrong) = args.run.ask(commands, file.as_ref(), &args.values)?;
    let named = args.commands.iter().map(|name| asked.command(name.trim()));
    let mut named: Vec<_> = named.filter_map(|found| found.map_err(|it| wrong.push(it)).ok()).collect();
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    if args.commands.is_empty() {
        named = asked.of_caller().collect();
    }
    tell_not_covered(named.iter().copied())?;
    let calls = calls(args, &mut asked, named)?;
    let policies = each_once(targets.iter().flat_map(|target| target.policies()));
    let (statements, lacking) = match policies.as_slice() {
        [] => (least(&calls), Vec::new()),
        policies => from(policies, &mut asked, &calls)?,
    };
    asked.refuse_examples()?;
    if statements.is_empty() && lacking.is_empty() {
        return Err(Failure::No(Complaint::new("these commands need no permission")));
    }
    if !statements.is_empty() {
        deliver(args, &statements, &calls)?;
    }
    no_lack(&lacking)
}

/// The calls of commands, without those that may be left out.
fn calls(
    args: &LeastArgs,
    asked: &mut Asked<'_>,
    commands: Vec<&'static Command>,
) -> Result<CommandCalls, Failure> {
    let configuration = asked.configuration();
    let is_kept = |call: &Call| !args.only_fatal || call.step.denied != Denied::Tolerated;
    let mut calls = CommandCalls::new();
    for command in commands {
        let (of_command, _) = asked.calls(command, configuration)?;
        calls.push((command, of_command.into_iter().filter(is_kept).collect()));
    }
    Ok(calls)
}

/// What policies of the catalog have that the calls use, and what they lack.
fn from(
    policies: &[&'static Policy],
    asked: &mut Asked<'_>,
    calls: &CommandCalls,
) -> Result<(Vec<LeastStatement>, Lacking), Failure> {
    asked.add_examples(policies.iter().copied());
    let given = &asked.given;
    let mut wrong = Vec::new();
    let mut documents = Vec::new();
    for policy in policies {
        match given.fill(policy, true) {
            Ok(filled) => documents.push((policy, Document::parse(&filled.to_json()))),
            Err(unfilled) => wrong.extend(complaints(&unfilled, given)),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    given.warn_of_odd(policies)?;
    let with_uses: Vec<_> = documents
        .iter()
        .map(|(policy, document)| {
            let present = policy.statements.iter().filter(|it| it.is_maintained());
            let present = present.filter(|it| it.presence.holds(|name| given.gives(name)));
            (policy.id, document, present.map(|it| Some(it.why)).collect())
        })
        .collect();
    let found = cut(&with_uses, calls, &Context::new()).map_err(|error| Complaint::new(error.to_string()))?;
    Ok((found.statements, found.lacking))
}

/// Prints the policy, and what its statements are for.
fn deliver(args: &LeastArgs, statements: &[LeastStatement], calls: &CommandCalls) -> Result<(), Failure> {
    let policy = document::of(statements);
    match args.format.format {
        OutputFormat::Json => {
            let statements =
                statements.iter().map(|it| json!({ "sid": it.sid, "why": it.why, "commands": commands(it) }));
            let not_covered = calls.iter().filter_map(|(command, _)| {
                let calls = command.not_covered?;
                Some(json!({ "command": command.name, "calls": calls }))
            });
            let whole = json!({
                "policy": policy,
                "statements": statements.collect::<Vec<_>>(),
                "not-covered": not_covered.collect::<Vec<_>>(),
            });
            args.output.deliver(&format!("{whole:#}"))
        }
        OutputFormat::Text => {
            args.output.deliver(&document::pretty(&policy))?;
            for statement in statements {
                note(format_args!("{}: {}", statement.sid, plain(&statement.why)))?;
            }
            Ok(())
        }
    }
}

/// The commands that use a statement, each once.
fn commands(statement: &LeastStatement) -> Vec<&'static str> {
    let mut commands: Vec<_> = statement.uses.iter().map(|used| used.command).collect();
    commands.dedup();
    commands
}

/// Refuses policies that do not allow everything, and names what the commands do without.
fn no_lack(lacking: &[(Use, Request)]) -> Result<(), Failure> {
    let (tolerated, needed): (Vec<_>, Vec<_>) =
        lacking.iter().partition(|(used, _)| used.denied == Denied::Tolerated);
    for (used, request) in tolerated {
        note(format_args!(
            "not allowed, and `{}` goes on without it: {} on {}",
            used.command,
            request.action,
            plain(&request.resource)
        ))?;
    }
    let Some((first, request)) = needed.first() else { return Ok(()) };
    let complaint = Complaint::new(format!(
        "the policies do not allow `{}` on `{}`, which `{}` needs",
        request.action,
        plain(&request.resource),
        first.command
    ));
    let others = needed.iter().skip(1).take(20);
    let complaint = others.fold(complaint, |complaint, (used, request)| {
        let what = format!("{} on {}, in {}", request.action, plain(&request.resource), used.command);
        complaint.line(" nor", what)
    });
    Err(Failure::No(complaint.help("leave out --from for a policy that allows all calls")))
}
