//! The explanation as Markdown, for a page or a ticket.

use std::fmt::Write as _;

use pcluster_iam::explain::ExplainedStatement;

use super::action::ActionAnswer;
use super::policy::PolicyAnswer;
use super::text::{entries, verb};
use crate::ui::output::{code, one_line, plain};

pub(super) fn policy(text: &mut String, policy: &PolicyAnswer<'_>) -> std::fmt::Result {
    writeln!(text, "# {}\n", code(&policy.name))?;
    if let Some(of_catalog) = policy.of_catalog {
        writeln!(text, "{}\n", of_catalog.summary)?;
    }
    for statement in &policy.statements {
        self::statement(text, statement)?;
    }
    Ok(())
}

fn statement(text: &mut String, statement: &ExplainedStatement<'_>) -> std::fmt::Result {
    writeln!(text, "## {}\n", code(&statement.name))?;
    if let Some(of_catalog) = statement.of_catalog {
        writeln!(text, "{}\n", of_catalog.why)?;
    }
    writeln!(
        text,
        "The statement {}{}:\n",
        verb(statement),
        if statement.not_action { " all actions but" } else { "" }
    )?;
    for level in &statement.actions {
        writeln!(text, "- {}: {}", level.level, plain(&entries(level)))?;
    }
    writeln!(text, "\n{}:\n", if statement.not_resource { "Not on" } else { "On" })?;
    for resource in &statement.resources {
        writeln!(text, "- {}: {}", code(resource.entry), plain(&resource.words))?;
    }
    if !statement.conditions.is_empty() {
        writeln!(text, "\nIf all of these hold:\n")?;
    }
    for condition in &statement.conditions {
        writeln!(text, "- {}", plain(condition))?;
    }
    writeln!(text)
}

pub(super) fn action(text: &mut String, answer: &ActionAnswer) -> std::fmt::Result {
    writeln!(text, "# {}\n\n{}\n", code(&answer.name), answer.kind())?;
    for (name, value) in answer.facts() {
        writeln!(text, "- {name}: {value}")?;
    }
    writeln!(text, "\n## Policies that grant it\n\n| policy | statement | on |\n|---|---|---|")?;
    for grant in &answer.grants {
        let words: Vec<_> = grant.in_words(&answer.name).into_iter().map(|it| it.words).collect();
        writeln!(
            text,
            "| {} | {} | {} |",
            code(grant.policy.id),
            code(grant.statement.name),
            words.join("; ")
        )?;
    }
    for grant in answer.newest() {
        writeln!(
            text,
            "\n{} in {}: {}",
            code(grant.statement.name),
            code(grant.policy.id),
            one_line(grant.statement.why)
        )?;
    }
    for (entry, change, ids) in answer.changes() {
        let (why, source) = (one_line(change.why), change.source);
        writeln!(
            text,
            "\n{} was added on {} in {}: {why} ({source})",
            code(entry),
            change.date,
            ids.join(", ")
        )?;
    }
    let usages = answer.usages();
    if usages.is_empty() {
        return Ok(());
    }
    writeln!(
        text,
        "\n## Commands that use it\n\n| command | releases | by | call | if denied | when |\n|---|---|---|---|---|---|"
    )?;
    for usage in usages {
        let releases = usage.releases.join(", ");
        writeln!(
            text,
            "| {} | {releases} | {} | {} | {} | {} |",
            code(usage.command),
            usage.by,
            code(usage.call),
            usage.denied,
            usage.when
        )?;
    }
    Ok(())
}
