//! `pcluster-iam render ID --help`: the values of that policy or bundle, and a command that works.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};
use pcluster_iam::{Need, Parameter, ParameterRole, Policy, PolicyParameter};

use crate::CommandLine;
use crate::args::example;
use crate::args::release::ReleaseArg;
use crate::args::target::Target;
use crate::args::values::HEADING as VALUES;

const NAME: &str = "render";
const IDS: &str = "ids";
/// The most characters of a line.
const MAX_LINE: usize = 80;
const HEADING: &str = "Values of the policy";

/// The help for the policy or bundle that a command line names, if it names one.
pub(crate) fn asked(line: &[OsString]) -> Option<String> {
    let target = target(line)?;
    let is_long = line.iter().any(|word| word == "--help");
    let mut program = CommandLine::command();
    program.build();
    let used = used(target);
    let args = program.find_subcommand(NAME)?.get_arguments().cloned();
    let (values, others): (Vec<Arg>, Vec<Arg>) =
        args.partition(|arg| Parameter::named(arg.get_id().as_str()).is_some());
    // The values come first, as they are what the policy is asked about.
    let mut render = Command::new(NAME)
        .about(about(target))
        .override_usage(format!("pcluster-iam {NAME} {} [OPTIONS]", target.id()))
        .disable_help_flag(true)
        .args(values.into_iter().map(|arg| of_policy(arg, &used)))
        .args(others.into_iter().map(|arg| match arg.get_help_heading() {
            Some(VALUES) => arg.help_heading("More ways to give values"),
            Some(_) => arg,
            None if arg.is_positional() => arg.hide(true),
            None => arg.help_heading("Other options"),
        }));
    let help = if is_long { render.render_long_help() } else { render.render_help() };
    // clap would wrap the command, which then could not be copied.
    Some(format!("{}\n{}", help.ansi(), after_help(target)))
}

/// The one policy or bundle of a line that asks for help, which does not have to be complete.
fn target(line: &[OsString]) -> Option<Target> {
    let asks = Arg::new("asks").short('h').long("help").action(ArgAction::Count);
    let lenient = CommandLine::command()
        .ignore_errors(true)
        .mut_subcommand(NAME, |render| render.disable_help_flag(true).arg(asks));
    let matches = lenient.try_get_matches_from(line).ok()?;
    let (_, matches) = matches.subcommand().filter(|(name, _)| *name == NAME)?;
    let release = ReleaseArg::from_arg_matches(matches).ok()?;
    let named = texts(matches, IDS).or_else(|| texts(matches, "bundle"))?;
    match named.as_slice() {
        [id] => Target::read(id, &release).ok(),
        _ => None,
    }
}

fn texts(matches: &ArgMatches, id: &str) -> Option<Vec<String>> {
    Some(matches.try_get_many::<String>(id).ok()??.cloned().collect())
}

/// The parameters of the policies, each with the strictest need.
fn used(target: Target) -> Vec<PolicyParameter> {
    let mut used: Vec<PolicyParameter> = Vec::new();
    for it in target.policies().into_iter().flat_map(|policy| policy.parameters) {
        match used.iter_mut().find(|known| known.parameter == it.parameter) {
            Some(known) if it.need == Need::Required => known.need = it.need,
            Some(_) => {}
            None => used.push(it.clone()),
        }
    }
    used
}

/// Hides a value that the policy does not use, and says how much the policy needs another one.
fn of_policy(arg: Arg, used: &[PolicyParameter]) -> Arg {
    let has_region = used.iter().any(|it| it.parameter.role() == ParameterRole::Region);
    let Some(used) = used.iter().find(|used| used.parameter.name == arg.get_id().as_str()) else {
        return arg.hide(true);
    };
    let need = match (used.need, used.parameter.role()) {
        (Need::Required, ParameterRole::Partition) if has_region => "only with --all-regions",
        (Need::Required, _) => "needed",
        (Need::List, _) => "optional, a list",
        _ => "optional",
    };
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let long_help = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
    arg.help_heading(HEADING).help(format!("[{need}] {help}")).long_help(format!("[{need}] {long_help}"))
}

fn about(target: Target) -> String {
    match target {
        Target::Policy(policy) => {
            format!("Render `{}`, for a {}: {}", policy.id, policy.attach_to, policy.summary)
        }
        Target::Bundle(bundle) => format!("Render the policies of `{}`: {}", bundle.id, bundle.summary),
    }
}

fn after_help(target: Target) -> String {
    let id = target.id();
    let policies = target.policies();
    let options = example::options_of(&policies);
    let output = if matches!(target, Target::Bundle(_)) { " --output policies" } else { "" };
    let listed = |policies: &[&Policy]| {
        let ids: Vec<_> = policies.iter().map(|policy| policy.id).collect();
        ids.join(", ")
    };
    let of_bundle = match target {
        Target::Policy(_) => String::new(),
        Target::Bundle(_) => format!("Its policies: {}.\n\n", listed(&policies)),
    };
    let command = command(id, &format!("{options}{output}"));
    format!(
        "{of_bundle}Example:\n{command}\n\n\
         `pcluster-iam explain {id}` explains it; `pcluster-iam {NAME} --help` shows the values of all policies."
    )
}

/// The command, on several lines if it is long.
fn command(id: &str, options: &str) -> String {
    let line = format!("  pcluster-iam {NAME} {id} {options}");
    if line.len() <= MAX_LINE { line } else { line.replace(" --", " \\\n    --") }
}
