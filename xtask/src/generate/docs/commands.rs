//! `docs/<version>/commands.md`: the calls that the commands of a version make, in order.

use pcluster_iam::{
    Actor, CallStep, Command, CommandOption, CommandValue, Commands, Denied, OptionSource, VERSIONS,
    ValueSource, Version,
};

use super::markdown::{Table, code, codes};
use crate::files::File;

/// The page of a version's commands, if the catalog has them.
pub(crate) fn file(version: &Version) -> Option<File> {
    let commands = version.commands?;
    let mut text = opening(version, commands);
    text.push_str(&at_a_glance(commands));
    let original = commands.same_as.and_then(|id| VERSIONS.iter().find(|other| other.id == id));
    let original = original.and_then(|other| Some((other.id, other.commands?)));
    for command in commands.commands {
        let same = original.filter(|(_, other)| has(other.commands, command));
        text.push_str(&same.map_or_else(|| section(command), |(id, _)| as_in(id, command)));
    }
    let new = |option: &&&CommandOption| original.is_none_or(|(_, other)| !has(other.options, option));
    text.push_str(&options(&commands.options.iter().filter(new).copied().collect::<Vec<_>>()));
    let new = |value: &&&CommandValue| original.is_none_or(|(_, other)| !has(other.values, value));
    text.push_str(&values(&commands.values.iter().filter(new).copied().collect::<Vec<_>>()));
    if let Some((id, _)) = original {
        text.push_str(&format!("\nAll other options and values are those of [{id}](../{id}/commands.md).\n"));
    }
    Some(File { path: format!("docs/{}/commands.md", version.id), text })
}

/// True if a release has an item itself, and not one of the same name.
fn has<T>(items: &[&'static T], item: &T) -> bool {
    items.iter().any(|other| std::ptr::eq(*other, item))
}

/// The section of a command whose calls are those of another release.
fn as_in(id: &str, command: &Command) -> String {
    let (name, anchor) = (command.name, anchor(command.name));
    format!(
        "\n## `{name}`\n\n{}\nIts calls are [those of {id}](../{id}/commands.md#{anchor}).\n",
        command.summary
    )
}

fn opening(version: &Version, commands: &Commands) -> String {
    let Version { id, product, .. } = version;
    let measured = if commands.commands.iter().flat_map(|it| it.steps).any(|step| !step.measured) {
        "A call marked \u{2020} was not seen in a run: it was read in the source that stands beside it.\n"
    } else {
        ""
    };
    format!(
        "<!-- Generated from catalog/{id}/commands.toml by `cargo xtask regenerate`. Do not edit. -->

# The calls of the commands of {product} {id}

{about}

Each row is a call of the service's API, or several that are made on the same resources.
The permission is that of the call's own name, unless the row says another.
A denied call that is *fatal* ends the command; one that is *tolerated* does not.
{measured}
A `*` in a resource stands for text that nobody knows before the call, and `{{name}}` for a value of the last table.
`pcluster-iam can-run` answers which of the calls policies allow, and `pcluster-iam least` prints what they need.
",
        about = commands.about,
    )
}

/// The commands with the numbers of their calls, and those who make calls.
fn at_a_glance(commands: &Commands) -> String {
    let mut table = Table::new(["Command or task", "What it does", "Run by"]);
    for command in commands.commands {
        let link = format!("[{}](#{})", code(command.name), anchor(command.name));
        table.row([link, command.summary.to_owned(), code(command.by.name)]);
    }
    let mut actors = Table::new(["Who", "What it is", "Rights"]);
    for actor in commands.actors {
        actors.row([code(actor.name), actor.summary.to_owned(), rights(actor)]);
    }
    format!("\n## At a glance\n\n{}\n{}", table.finish(), actors.finish())
}

fn rights(actor: &Actor) -> String {
    if actor.as_user {
        return "those of the user".to_owned();
    }
    format!("a role with {}", actor.policies.iter().map(|it| code(it)).collect::<Vec<_>>().join(" or "))
}

/// The heading's anchor on GitHub.
fn anchor(name: &str) -> String {
    name.replace(' ', "-")
}

fn section(command: &Command) -> String {
    let mut text = format!("\n## `{}`\n\n{}\n", command.name, command.summary);
    if let Some(calls) = command.not_covered {
        text.push_str(&format!("Not covered: {calls}.\n"));
    }
    if command.steps.is_empty() {
        text.push_str("It makes no calls.\n");
        return text;
    }
    let mut table = Table::new(["Call", "On", "Only if", "Denied", "What the user sees", "Evidence"]);
    for group in command.steps.chunk_by(|one, next| is_alike(one, next)) {
        let Some(first) = group.first() else { continue };
        let mut calls: Vec<_> = group.iter().map(|step| call(step)).collect();
        if first.by.name != command.by.name {
            calls.push(format!("by {}", code(first.by.name)));
        }
        table.row([
            calls.join("<br>"),
            on(first),
            condition(first),
            denied(first).to_owned(),
            first.effect.unwrap_or_default().to_owned(),
            first.evidence.to_owned(),
        ]);
    }
    text.push('\n');
    text.push_str(&table.finish());
    text
}

/// True for two calls of one row.
fn is_alike(one: &CallStep, other: &CallStep) -> bool {
    let names = |options: &[&CommandOption]| options.iter().map(|it| it.name).collect::<Vec<_>>();
    one.resources == other.resources
        && one.context == other.context
        && one.by.name == other.by.name
        && names(one.when) == names(other.when)
        && names(one.unless) == names(other.unless)
        && one.denied == other.denied
        && one.effect == other.effect
        && one.evidence == other.evidence
        && one.measured == other.measured
}

/// A call, with its permissions where they are not that of its name.
fn call(step: &CallStep) -> String {
    let mark = if step.measured { "" } else { " \u{2020}" };
    match step.actions {
        [] => format!("{}{mark}: no permission", code(step.call)),
        [only] if *only == step.call => format!("{}{mark}", code(step.call)),
        actions => format!("{}{mark}: {}", code(step.call), codes(actions)),
    }
}

fn on(step: &CallStep) -> String {
    let mut lines: Vec<_> = step.resources.iter().map(|resource| code(resource)).collect();
    lines.extend(step.context.iter().map(|context| match context.values {
        [] => format!("without {}", code(context.key)),
        values => format!("{} = {}", code(context.key), codes(values)),
    }));
    lines.join("<br>")
}

fn condition(step: &CallStep) -> String {
    let when = step.when.iter().map(|option| code(option.name));
    let unless = step.unless.iter().map(|option| format!("not {}", code(option.name)));
    when.chain(unless).collect::<Vec<_>>().join(", ")
}

fn denied(step: &CallStep) -> &'static str {
    match step.denied {
        Denied::Fatal => "fatal",
        Denied::Tolerated => "tolerated",
        Denied::Unknown => "not known",
    }
}

fn options(options: &[&CommandOption]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["Option", "Meaning", "Known from"]);
    for option in options {
        table.row([code(option.name), option.summary.to_owned(), source_of_option(option)]);
    }
    format!("\n## What decides whether a call is made\n\n{}", table.finish())
}

fn source_of_option(option: &CommandOption) -> String {
    let is = |is: &[&str]| if is.is_empty() { String::new() } else { format!(" is {}", codes(is)) };
    let text = match option.source {
        OptionSource::Configuration { paths, is: values, lacks } => {
            let without =
                if lacks.is_empty() { String::new() } else { format!(", without {}", codes(lacks)) };
            format!("{}{}{without}", codes(paths), is(values))
        }
        OptionSource::Flag { flag, is: values } => format!("{}{}", code(flag), is(values)),
        OptionSource::AnyOf(others) => {
            others.iter().map(|other| code(other.name)).collect::<Vec<_>>().join(" or ")
        }
        OptionSource::State => "what the command finds, or asks".to_owned(),
    };
    if option.assumed { format!("{text}; assumed if nothing shows the opposite") } else { text }
}

fn values(values: &[&CommandValue]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["Value", "Meaning", "Known from"]);
    for value in values {
        table.row([code(value.name), value.summary.to_owned(), source_of_value(value)]);
    }
    format!("\n## What placeholders stand for\n\n{}", table.finish())
}

fn source_of_value(value: &CommandValue) -> String {
    let text = match value.source {
        ValueSource::Given => "given".to_owned(),
        ValueSource::Configuration { paths, .. } => codes(paths),
        ValueSource::Flag(flag) => code(flag),
        ValueSource::Text(text) => code(text),
        ValueSource::Digest { of, digits } => {
            format!("the first {digits} hexadecimal digits of the SHA-256 of {}", code(of))
        }
    };
    match value.otherwise {
        Some(otherwise) => format!("{text}; otherwise {}", code(otherwise)),
        None => text,
    }
}
