//! The answer for people.

use std::fmt::Write as _;

use pcluster_iam::explain::CommandUsage;
use pcluster_iam::{CallStep, PARAMETERS};

use super::advice;
use super::answer::{Answer, DeniedAction, ExplainedDenial};
use crate::ui::grants;
use crate::ui::output::{STRONG, listed, paragraph, plain};
use crate::ui::table::{table, trimmed};

/// The command that decodes an encoded message and explains the result.
const DECODE: &str = "aws sts decode-authorization-message --query DecodedMessage --output text \
                      --encoded-message MESSAGE | pcluster-iam why -";

pub(super) fn of(answer: &Answer<'_>) -> String {
    let mut text = String::new();
    for denial in &answer.denials {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a string never fails.
        let _ = describe(&mut text, denial);
    }
    if !answer.by_effect.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = effects(&mut text, &answer.by_effect);
    }
    text
}

/// The calls whose denial may have the effect that the text shows.
fn effects(text: &mut String, usages: &[CommandUsage]) -> std::fmt::Result {
    writeln!(text, "{STRONG}The text looks like the effect of a denial of one of these calls{STRONG:#}\n")?;
    let mut rows: Vec<(&CallStep, Vec<&str>)> = Vec::new();
    // The newest release first.
    let releases = usages.chunk_by(|first, second| first.version.id == second.version.id);
    for CommandUsage { command, step, .. } in releases.rev().flatten() {
        let key = |step: &CallStep| (step.call, step.actions, step.effect);
        match rows.iter_mut().find(|(known, _)| key(known) == key(step)) {
            Some((_, commands)) if commands.contains(&command.name) => {}
            Some((_, commands)) => commands.push(command.name),
            None => rows.push((step, vec![command.name])),
        }
    }
    let mut table = table(vec!["CALL", "ACTIONS", "COMMANDS", "EFFECT"]);
    for (step, commands) in rows {
        let effect = step.effect.unwrap_or_default();
        table.add_row([step.call, &step.actions.join(", "), &commands.join(", "), effect]);
    }
    writeln!(text, "{}", trimmed(&table))?;
    writeln!(text, "\n`pcluster-iam explain ACTION` shows who grants an action, why and on what.")
}

fn describe(text: &mut String, explained: &ExplainedDenial<'_>) -> std::fmt::Result {
    let denial = explained.denial;
    let resource = denial.resource_arn().or_else(|| denial.resource.clone());
    let on = resource.map_or_else(String::new, |resource| format!(" on {}", plain(&resource)));
    writeln!(text, "{STRONG}Denied: {}{STRONG:#}{on}", subject(explained))?;
    if let Some(line) = explained.line {
        let times = match explained.n_times {
            1 => String::new(),
            number => format!(", and {} more", number - 1),
        };
        let file = explained.file.map_or_else(String::new, |file| format!("{}, ", plain(file)));
        field(text, "where", &format!("{file}line {line}{times}"))?;
    }
    if let Some(principal) = &denial.principal {
        field(text, "who", &plain(principal))?;
    }
    if denial.leaves_path_out() {
        field(text, "path", "the message leaves out the path of the resource, for which `*` stands")?;
    }
    field(text, "reason", &plain(&advice::reason(denial)))?;
    if denial.encoded.is_some() {
        field(text, "encoded", "the account can decode the details, with the permission to do so:")?;
        field(text, "", DECODE)?;
    }
    let Some((first, others)) = explained.actions.split_first() else {
        return field(text, "do", &unnamed(explained));
    };
    field(text, "do", &plain(&advice::remedy(denial)))?;
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|it| it.action.clone()).collect();
        field(text, "or", &format!("the call can also require {}", listed(&names)))?;
    }
    action(text, first)
}

/// What was denied, as exactly as the message says it.
fn subject(explained: &ExplainedDenial<'_>) -> String {
    let denial = explained.denial;
    match (&denial.action, &denial.call, explained.actions.first()) {
        (Some(_), _, Some(first)) => first.action.clone(),
        (None, Some(call), Some(first)) if *call == first.action => call.clone(),
        (None, Some(call), Some(first)) => {
            format!("{}, which the call {} requires", first.action, plain(call))
        }
        (None, None, Some(first)) if denial.tagged.is_some() => first.action.clone(),
        (_, Some(call), None) => format!("the call {}", plain(call)),
        _ => match &denial.service {
            Some(service) => format!("a request to {} that the message does not name", plain(service)),
            None => "a request that the message does not name".to_owned(),
        },
    }
}

/// What to do about a message that names no action.
fn unnamed(explained: &ExplainedDenial<'_>) -> String {
    match &explained.denial.call {
        Some(call) => {
            format!("look up the action that {} requires: the catalog knows no such call", plain(call))
        }
        None if explained.denial.encoded.is_some() => {
            "decode the message: it names the action and the resource".to_owned()
        }
        None => "look for the call that was made: in the log in front of the message, or in AWS CloudTrail"
            .to_owned(),
    }
}

fn action(text: &mut String, denied: &DeniedAction) -> std::fmt::Result {
    match (denied.granting.as_slice(), denied.elsewhere.as_slice()) {
        ([], []) => writeln!(text, "\nNo policy of the catalog grants {}.", plain(&denied.action))?,
        ([], elsewhere) => {
            writeln!(text, "\nNo policy of the catalog grants it on this resource, but on others:\n")?;
            writeln!(text, "{}", grants::table_of(elsewhere))?;
        }
        (granting, _) => {
            writeln!(text, "\n{STRONG}Policies that grant it{STRONG:#}\n")?;
            writeln!(text, "{}", grants::table_of(granting))?;
        }
    }
    if !denied.commands.is_empty() {
        writeln!(text, "\nCommands that use it: {}", denied.commands.join(", "))?;
    }
    if let Some(best) = denied.best {
        if !denied.bundles.is_empty() {
            let ids: Vec<_> = denied.bundles.iter().map(|bundle| bundle.id).collect();
            writeln!(text, "\nBundles with such a policy: {}", ids.join(", "))?;
        }
        writeln!(text, "\n{STRONG}{} in {}{STRONG:#}", best.statement.name, best.policy.id)?;
        paragraph(text, 2, best.statement.why)?;
    }
    if let Some(statement) = &denied.statement {
        let statement = format!("{statement:#}");
        writeln!(text, "\n{STRONG}The statement{STRONG:#}\n\n{statement}")?;
        let open = open_parameters(&statement);
        if !open.is_empty() {
            writeln!(text, "\nPut your values in place of {}.", listed(&open))?;
        }
        let others: Vec<_> =
            denied.otherwise().map(|it| format!("{} in {}", it.statement.name, it.policy.id)).collect();
        if !others.is_empty() {
            let others = others.join(", ");
            writeln!(text, "\nThe message does not show the conditions. Grants under others: {others}")?;
        }
    }
    Ok(())
}

/// The placeholders of the catalog's parameters in a statement.
fn open_parameters(statement: &str) -> Vec<String> {
    let names = PARAMETERS.iter().map(|parameter| format!("{{{}}}", parameter.name));
    names.filter(|placeholder| statement.contains(placeholder)).collect()
}

fn field(text: &mut String, name: &str, value: &str) -> std::fmt::Result {
    writeln!(text, "  {name:<9}{value}")
}
