//! `pcluster-iam show`: a policy's purpose, parameters and statements.

use std::fmt::Write as _;

use clap::Args;
use pcluster_iam::{
    AttachTo, Need, Parameter, ParameterRole, Partition, Policy, PolicyParameter, Presence, Statement,
};

use crate::args::example;
use crate::args::format::{FormatArg, OutputFormat};
use crate::args::partition::PartitionArgs;
use crate::args::target::PolicyArg;
use crate::ui::failure::Failure;
use crate::ui::output::{STRONG, paragraph, print};

#[derive(Args, Debug)]
#[command(
    about = "Show a policy: its purpose, its parameters, its statements and its differences from its source",
    after_help = after_help()
)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    policy: PolicyArg,
    #[command(flatten)]
    partition: PartitionArgs,
    #[command(flatten)]
    format: FormatArg,
}

fn after_help() -> String {
    format!(
        "Examples:\n  pcluster-iam show {id}\n  pcluster-iam show {id} --format json",
        id = example::policy_id()
    )
}

pub(crate) fn run(args: &ShowArgs) -> Result<(), Failure> {
    let partition = args.partition.read()?;
    let policy = args.policy.read("show")?;
    if args.format.format == OutputFormat::Json {
        let policy = serde_json::to_string_pretty(policy).map_err(anyhow::Error::from)?;
        return print(policy);
    }
    let mut text = String::new();
    // Writing to a string never fails.
    let _ = describe(policy, partition, &mut text);
    print(text.trim_end())
}

fn describe(policy: &'static Policy, partition: Option<&Partition>, text: &mut String) -> std::fmt::Result {
    writeln!(text, "{STRONG}{}{STRONG:#}  {}", policy.id, policy.title.replace('`', ""))?;
    paragraph(text, 0, policy.summary)?;
    writeln!(text)?;
    field(text, "name", policy.name)?;
    field(text, "attach to", &policy.attach_to.to_string())?;
    if let AttachTo::Role { trusted_services } = policy.attach_to {
        field(text, "trusts", &trusted_services.join(", "))?;
    }
    if let Some(path) = policy.path {
        field(text, "path", path)?;
    }
    if let Some(partition) = partition {
        for (idx, managed) in policy.managed_policies.iter().enumerate() {
            let name = match (managed.arn(partition), managed.condition()) {
                (Some(arn), None) => arn,
                (Some(arn), Some(condition)) => format!("{arn}, {condition}"),
                (None, _) => format!("{}: {} does not have it", managed.name, partition.id),
            };
            field(text, if idx == 0 { "also attach" } else { "" }, &name)?;
        }
    }
    field(text, "schedulers", &policy.schedulers.join(", "))?;
    if !policy.commands.is_empty() {
        field(text, "commands", &policy.commands.join(", "))?;
    }
    if let Some(size) = example::size(policy) {
        field(text, "size", &format!("{size} characters with the examples below"))?;
    }
    if let Some(version) = policy.release() {
        field(text, "releases", &format!("{} {}", version.product, policy.applies_to))?;
        field(
            text,
            "source",
            &format!("{}#{} ({})", version.source.url, policy.anchor, version.source.date),
        )?;
    }
    for note in policy.notes {
        writeln!(text)?;
        paragraph(text, 0, note)?;
    }
    heading(text, "Parameters")?;
    for used in policy.parameters {
        parameter(text, policy, used)?;
    }
    settings(text, policy)?;
    heading(text, "Statements")?;
    for statement in policy.statements.iter().filter(|statement| statement.is_maintained()) {
        self::statement(text, statement)?;
    }
    heading(text, "Differences from the source")?;
    let mut has_differences = false;
    for difference in policy.differences() {
        has_differences = true;
        let (change, name) = (difference.change, difference.statement.name);
        let what = match difference.entry {
            Some(entry) => format!("{entry} in {name}"),
            None => format!("the whole statement {name}"),
        };
        writeln!(text, "  {} {}: {what}", change.date, change.kind)?;
        paragraph(text, 4, change.why)?;
        paragraph(text, 4, change.source)?;
    }
    if !has_differences {
        writeln!(text, "  none: the maintained form equals the documented form")?;
    }
    Ok(())
}

fn parameter(text: &mut String, policy: &Policy, used: &PolicyParameter) -> std::fmt::Result {
    let parameter = used.parameter;
    let need = match (used.need, parameter.default) {
        (Need::Default, Some(default)) => format!("default {default}"),
        (Need::List, Some(default)) => format!("list, default {default}"),
        // If the policy uses a region, the partition need not be given.
        (Need::Required, _) if follows_from_region(policy, parameter.role()) => {
            "follows from the region".to_owned()
        }
        (need, _) => need.to_string(),
    };
    writeln!(text, "  {STRONG}--{}{STRONG:#}  {}, {need}", parameter.name, parameter.type_name)?;
    paragraph(text, 4, parameter.summary)?;
    if parameter.role() != ParameterRole::Flag {
        paragraph(text, 4, &format!("Example: {}", parameter.example))?;
    }
    paragraph(text, 4, &format!("Find it: {}", parameter.find))?;
    if let Some(origin) = policy.origin(parameter) {
        paragraph(text, 4, &format!("Or give {}, from which it follows.", example::option(origin)))?;
    }
    if let Some(caution) = parameter.caution {
        paragraph(text, 4, &format!("Caution: {caution}"))?;
    }
    Ok(())
}

/// The settings of the configuration that need the policy, each with its options.
fn settings(text: &mut String, policy: &'static Policy) -> std::fmt::Result {
    let settings: Vec<_> =
        policy.release().into_iter().flat_map(|version| version.settings_of(policy)).collect();
    if settings.is_empty() {
        return Ok(());
    }
    heading(text, "Settings of the configuration")?;
    for setting in settings {
        let is_own = |parameter: &&&Parameter| policy.parameters.iter().any(|it| it.parameter == **parameter);
        let options: Vec<_> =
            setting.parameters.iter().filter(is_own).map(|it| format!("  --{}", it.name)).collect();
        writeln!(text, "  {STRONG}{}{STRONG:#}{}", setting.name, options.concat())?;
        paragraph(text, 4, setting.summary)?;
        if !setting.managed_policies.is_empty() {
            paragraph(text, 4, &format!("Attach too: {}", setting.managed_policies.join(", ")))?;
        }
        if let Some(note) = setting.note {
            paragraph(text, 4, note)?;
        }
    }
    Ok(())
}

fn follows_from_region(policy: &Policy, role: ParameterRole) -> bool {
    role == ParameterRole::Partition && policy.parameter(ParameterRole::Region).is_some()
}

fn statement(text: &mut String, statement: &Statement) -> std::fmt::Result {
    let name = statement.sid.map_or_else(|| format!("{} (no Sid)", statement.name), str::to_owned);
    let mut services: Vec<_> = statement
        .services()
        .into_iter()
        .map(|prefix| pcluster_iam::service(prefix).map_or(prefix, |service| service.name))
        .collect();
    // A prefix can be written in two ways.
    services.dedup();
    let n_actions = statement.actions.maintained().count();
    let plural = if n_actions == 1 { "" } else { "s" };
    writeln!(
        text,
        "  {STRONG}{name}{STRONG:#}  {} {n_actions} action{plural} of {}",
        statement.effect.to_string().to_lowercase(),
        services.join(", ")
    )?;
    let Presence { when, unless, .. } = statement.presence;
    for (word, names) in [("with", when), ("without", unless)] {
        for name in names {
            paragraph(text, 4, &format!("Only {word} --{name}."))?;
        }
    }
    paragraph(text, 4, statement.why)
}

fn field(text: &mut String, name: &str, value: &str) -> std::fmt::Result {
    writeln!(text, "  {name:<12}{value}")
}

fn heading(text: &mut String, heading: &str) -> std::fmt::Result {
    writeln!(text, "\n{STRONG}{heading}{STRONG:#}")
}
