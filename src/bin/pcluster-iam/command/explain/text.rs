//! The explanation for people.

use std::fmt::Write as _;

use pcluster_iam::Presence;
use pcluster_iam::explain::{ActionsOfLevel, ExplainedStatement};

use super::action::ActionAnswer;
use super::policy::PolicyAnswer;
use crate::ui::grants;
use crate::ui::output::{STRONG, paragraph, plain};
use crate::ui::table::{table, trimmed};

pub(super) fn policy(text: &mut String, policy: &PolicyAnswer<'_>) -> std::fmt::Result {
    if !text.is_empty() {
        text.push('\n');
    }
    let title = policy.of_catalog.map_or_else(String::new, |it| format!("  {}", it.title.replace('`', "")));
    writeln!(text, "{STRONG}{}{STRONG:#}{title}", plain(&policy.name))?;
    if let Some(of_catalog) = policy.of_catalog {
        paragraph(text, 0, of_catalog.summary)?;
    }
    policy.statements.iter().try_for_each(|it| statement(text, it))
}

fn statement(text: &mut String, statement: &ExplainedStatement<'_>) -> std::fmt::Result {
    let verb = verb(statement);
    let name = match statement.sid {
        None if statement.of_catalog.is_none() => format!("Statement {}", statement.name),
        _ => plain(&statement.name),
    };
    writeln!(
        text,
        "\n{STRONG}{name}{STRONG:#}  {verb}{}",
        if statement.not_action { " all actions but" } else { "" }
    )?;
    for level in &statement.actions {
        field(text, &level.level.to_string(), &plain(&entries(level)))?;
    }
    let on = if statement.not_resource { "not on" } else { "on" };
    for (idx, resource) in statement.resources.iter().enumerate() {
        field(text, if idx == 0 { on } else { "" }, &plain(&resource.words))?;
    }
    for (idx, condition) in statement.conditions.iter().enumerate() {
        field(text, if idx == 0 { "if" } else { "and" }, &plain(condition))?;
    }
    let Some(of_catalog) = statement.of_catalog else { return Ok(()) };
    let Presence { when, unless, .. } = of_catalog.presence;
    for (word, names) in [("with", when), ("without", unless)] {
        for name in names {
            field(text, "only", &format!("{word} --{name}"))?;
        }
    }
    paragraph(text, 2, of_catalog.why)
}

/// The effect of a statement as a verb.
pub(super) fn verb(statement: &ExplainedStatement<'_>) -> String {
    match &*statement.effect {
        "Allow" => "allows".to_owned(),
        "Deny" => "denies".to_owned(),
        other => format!("has the effect `{}` on", plain(other)),
    }
}

/// The entries of a level, patterns with the number of their actions.
pub(super) fn entries(level: &ActionsOfLevel<'_>) -> String {
    let shown = |(entry, number): &(&str, usize)| match number {
        _ if !entry.contains(['*', '?']) => (*entry).to_owned(),
        1 => format!("{entry} (1 action)"),
        number => format!("{entry} ({number} actions)"),
    };
    level.entries.iter().map(shown).collect::<Vec<_>>().join(", ")
}

pub(super) fn action(text: &mut String, answer: &ActionAnswer) -> std::fmt::Result {
    writeln!(text, "{STRONG}{}{STRONG:#}  {}", answer.name, answer.kind())?;
    for (name, value) in answer.facts() {
        field(text, name, &value)?;
    }
    if !answer.grants.is_empty() {
        writeln!(text, "\n{STRONG}Policies that grant it{STRONG:#}\n\n{}", grants::table_of(&answer.grants))?;
    }
    for grant in answer.newest() {
        writeln!(text, "\n{STRONG}{} in {}{STRONG:#}", grant.statement.name, grant.policy.id)?;
        for (idx, resource) in grant.in_words(&answer.name).iter().enumerate() {
            field(text, if idx == 0 { "on" } else { "" }, &resource.words)?;
        }
        for (idx, condition) in ExplainedStatement::of_catalog(grant.statement).conditions.iter().enumerate()
        {
            field(text, if idx == 0 { "if" } else { "and" }, condition)?;
        }
        paragraph(text, 2, grant.statement.why)?;
    }
    for (entry, change, ids) in answer.changes() {
        writeln!(text, "\n{STRONG}{entry}{STRONG:#} was added on {}: {}", change.date, ids.join(", "))?;
        paragraph(text, 2, change.why)?;
        paragraph(text, 2, change.source)?;
    }
    let usages = answer.usages();
    if usages.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{STRONG}Commands that use it{STRONG:#}\n")?;
    let mut table = table(vec!["COMMAND", "RELEASES", "BY", "CALL", "IF DENIED", "WHEN"]);
    for usage in usages {
        table.add_row([
            usage.command,
            &usage.releases.join(", "),
            usage.by,
            usage.call,
            usage.denied,
            &usage.when,
        ]);
    }
    writeln!(text, "{}", trimmed(&table))
}

fn field(text: &mut String, name: &str, value: &str) -> std::fmt::Result {
    writeln!(text, "  {name:<23}{value}")
}
