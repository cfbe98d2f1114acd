//! The answer for people: the verdict, the reasons against it, and a line for each call.

use std::fmt::{self, Write as _};

use pcluster_iam::Denied;
use pcluster_iam::evaluate::{DependsOn, Layer, Outcome};
use pcluster_iam::run::{CallAnswer, OptionReason, RequestAnswer, Verdict};

use super::answered::Answered;
use crate::ui::output::plain;
use crate::ui::table::{table, trimmed};

/// The most near misses of a request that are shown.
const MAX_MISSES: usize = 3;

/// The most characters of a resource in the table.
const MAX_RESOURCE: usize = 40;

pub(super) fn of_command(answered: &Answered<'_>) -> String {
    let mut text = String::new();
    // A string takes everything.
    let _ = write(&mut text, answered);
    text.trim_end().to_owned()
}

fn write(text: &mut String, answered: &Answered<'_>) -> fmt::Result {
    writeln!(text, "{}", summary(answered))?;
    if let Some(calls) = answered.command.not_covered {
        writeln!(text, "not covered: {calls}")?;
    }
    if let Some(configuration) = answered.configuration {
        writeln!(text, "configuration: {}: {}", configuration.name, configuration.summary)?;
    }
    let options = options(answered);
    if !options.is_empty() {
        writeln!(text, "options: {options}")?;
    }
    let not_allowed = answered.numbered().filter(|(_, it)| it.outcome() != Outcome::Allowed);
    let (tolerated, others): (Vec<_>, Vec<_>) =
        not_allowed.partition(|(_, it)| it.call.step.denied == Denied::Tolerated);
    for (number, answer) in others {
        reasons(text, number, answer)?;
    }
    if !tolerated.is_empty() {
        writeln!(text, "\nthe command goes on without these calls:")?;
    }
    for (number, answer) in tolerated {
        let step = answer.call.step;
        let effect = step.effect.map(|effect| format!(": {effect}")).unwrap_or_default();
        writeln!(text, "  call {number}, {}{effect}", step.call)?;
    }
    if answered.answers.is_empty() {
        return Ok(());
    }
    let mut calls = table(vec!["#", "CALL", "RESOURCE", "BY", "ANSWER", "IF DENIED", "STATEMENT"]);
    for (number, answer) in answered.numbered() {
        let step = answer.call.step;
        calls.add_row([
            number.to_string(),
            step.call.to_owned(),
            resource(answer),
            step.by.name.to_owned(),
            word(answer).to_owned(),
            consequence(step.denied).to_owned(),
            statements(answer),
        ]);
    }
    writeln!(text, "\n{}", trimmed(&calls))
}

/// The options that hold, each with its reason.
fn options(answered: &Answered<'_>) -> String {
    let option = |held: &pcluster_iam::run::HeldOption| {
        let name = held.option.name;
        match held.reason {
            OptionReason::File(span) => match &answered.place {
                Some(place) => format!("{name} ({})", place.of(span)),
                None => name.to_owned(),
            },
            OptionReason::Follows(other) => format!("{name} (by {other})"),
            OptionReason::Assumed => format!("{name} (assumed)"),
            _ => name.to_owned(),
        }
    };
    answered.situation.options().iter().map(option).collect::<Vec<_>>().join(", ")
}

/// The answer to a call in one word.
pub(super) fn word(answer: &CallAnswer<'_>) -> &'static str {
    match answer.outcome() {
        Outcome::Allowed => "allowed",
        Outcome::Depends => "DEPENDS",
        Outcome::ExplicitlyDenied | Outcome::ImplicitlyDenied => "DENIED",
    }
}

fn consequence(denied: Denied) -> &'static str {
    match denied {
        Denied::Fatal => "fails",
        Denied::Tolerated => "goes on",
        Denied::Unknown => "not known",
    }
}

/// The first resource of a call, shortened to its end, with the number of the others. It tells two lines of
/// the same call apart.
fn resource(answer: &CallAnswer<'_>) -> String {
    let mut resources: Vec<&str> = Vec::new();
    for answer in &answer.answers {
        if !resources.contains(&answer.request.resource.as_str()) {
            resources.push(&answer.request.resource);
        }
    }
    let Some(first) = resources.first() else { return "-".to_owned() };
    // An ARN has five colons before the name of the resource.
    let name = plain(first.splitn(6, ':').nth(5).unwrap_or(first));
    let n_dropped = name.chars().count().saturating_sub(MAX_RESOURCE);
    let end: String = name.chars().skip(n_dropped).collect();
    let dots = if n_dropped > 0 { "…" } else { "" };
    match resources.len() - 1 {
        0 => format!("{dots}{end}"),
        n_others => format!("{dots}{end} +{n_others}"),
    }
}

/// The statements that decide about a call, each once.
fn statements(answer: &CallAnswer<'_>) -> String {
    if answer.answers.is_empty() {
        return "needs no permission".to_owned();
    }
    let mut names: Vec<String> = Vec::new();
    for statement in answer.answers.iter().filter_map(|it| it.decision.deciding.first()) {
        let name = format!(
            "{} {}",
            plain(statement.source),
            statement.sid.map_or_else(|| format!("#{}", statement.idx + 1), plain)
        );
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Why a call is not allowed, and what would allow it.
fn reasons(text: &mut String, number: usize, answer: &CallAnswer<'_>) -> fmt::Result {
    let step = answer.call.step;
    writeln!(text, "\ncall {number}, {}:", step.call)?;
    for request in answer.answers.iter().filter(|it| it.decision.outcome != Outcome::Allowed) {
        request_reasons(text, request)?;
    }
    if let Some(effect) = step.effect {
        writeln!(text, "  then: {effect}")?;
    }
    let how = if step.measured { "seen in a run of" } else { "read in" };
    writeln!(text, "  {how}: {}", step.evidence)
}

fn request_reasons(text: &mut String, answer: &RequestAnswer<'_>) -> fmt::Result {
    let RequestAnswer { request, decision, .. } = answer;
    writeln!(text, "  {} on {}: {}", request.action, plain(&request.resource), decision.outcome)?;
    if decision.outcome == Outcome::ExplicitlyDenied {
        for statement in &decision.deciding {
            writeln!(text, "    denied by {} of {}", plain(&statement.name()), plain(statement.source))?;
        }
    }
    let of_limits = decision.without_grant.iter().filter(|layer| **layer != Layer::Identity);
    for layer in of_limits.filter(|_| decision.outcome == Outcome::ImplicitlyDenied) {
        writeln!(text, "    the {layer} does not allow it")?;
    }
    if let Some(resource) = &answer.but_not {
        writeln!(text, "    allowed on a part of these resources, and not on {}", plain(resource))?;
    }
    for dependence in &decision.depends_on {
        let key = match &dependence.on {
            DependsOn::Key { key, .. } => format!(" (say it with `--context {}=VALUE`)", plain(key)),
            _ => String::new(),
        };
        writeln!(text, "    {}: {}{key}", plain(&dependence.statement.name()), plain(&dependence.how))?;
    }
    for miss in decision.near_misses.iter().take(MAX_MISSES) {
        writeln!(
            text,
            "    near: {} of {}: {}: {}",
            plain(&miss.statement.name()),
            plain(miss.statement.source),
            plain(&miss.why),
            plain(&miss.fix)
        )?;
    }
    Ok(())
}

/// What becomes of the command, as far as its calls are covered.
fn summary(answered: &Answered<'_>) -> String {
    if answered.answers.is_empty() {
        return format!("`{}` makes no call to AWS", answered.command.name);
    }
    let number =
        |outcome: fn(Outcome) -> bool| answered.answers.iter().filter(|it| outcome(it.outcome())).count();
    let (allowed, denied) = (number(|it| it == Outcome::Allowed), number(Outcome::is_denied));
    let open = answered.answers.len() - allowed - denied;
    let mut counts = vec![format!("{allowed} of {} calls allowed", answered.answers.len())];
    counts.extend((denied > 0).then(|| format!("{denied} denied")));
    counts.extend((open > 0).then(|| format!("{open} not certain")));
    let verdict = match answered.verdict() {
        Verdict::Runs if answered.command.not_covered.is_some() => "runs, as far as its calls are covered",
        Verdict::Runs => "runs",
        Verdict::Unsure => "may fail",
        Verdict::Fails => "fails",
    };
    format!("{} {verdict}: {}", answered.command.name, counts.join(", "))
}
