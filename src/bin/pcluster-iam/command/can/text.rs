//! The answer for people.

use std::fmt::Write as _;

use pcluster_iam::evaluate::{
    Decision, Dependence, DependsOn, Extent, Layer, Outcome, PatternAnswer, StatementRef,
};

use super::answer::{ActionAnswer, Answer, Answered};
use super::remedy;
use crate::ui::output::{STRONG, paragraph, plain};
use crate::ui::table::{table, trimmed};

/// The most rows of a table that shows each action.
const MAX_ROWS: usize = 25;

/// The most rows with the same answer in a longer table.
const MAX_ALIKE: usize = 5;

/// The most lines about what the answers to patterns depend on.
const MAX_DEPENDENCES: usize = 12;

pub(super) fn of(answer: &Answer<'_>, is_expanded: bool) -> String {
    let mut text = String::new();
    // Writing to a string never fails.
    let _ = match &answer.about {
        Answered::One(decision) => one(&mut text, answer, decision),
        Answered::Many(answers) => many(&mut text, answers, is_expanded),
    };
    let _ = further(&mut text, answer);
    let _ = derived(&mut text, answer);
    text
}

fn one(text: &mut String, answer: &Answer<'_>, decision: &Decision<'_>) -> std::fmt::Result {
    let (action, resource) = (plain(&answer.question.action), plain(&answer.question.resource));
    writeln!(text, "{STRONG}{}{STRONG:#}: {action} on {resource}", decision.outcome)?;
    for statement in &decision.deciding {
        writeln!(text, "  by {}", named(answer, statement))?;
        if let Some(of_catalog) = answer.of_catalog(statement.source, statement.sid) {
            paragraph(text, 4, of_catalog.why)?;
        }
    }
    if decision.outcome == Outcome::Allowed {
        return Ok(());
    }
    if decision.outcome == Outcome::ExplicitlyDenied {
        return writeln!(text, "  a denial overrides every grant: narrow or remove the statement");
    }
    for layer in &decision.without_grant {
        let certainly = if decision.outcome == Outcome::Depends { " certainly" } else { "" };
        let lacks = match layer {
            Layer::Identity => format!("no statement of the identity's policies{certainly} allows it"),
            limit => format!("the {limit} does not{certainly} allow it"),
        };
        writeln!(text, "  {lacks}")?;
    }
    dependences(text, answer, decision)?;
    if decision.outcome == Outcome::Depends {
        return Ok(());
    }
    if !decision.near_misses.is_empty() {
        writeln!(text, "\n{STRONG}The nearest statements{STRONG:#}")?;
    }
    for miss in decision.near_misses.iter().take(remedy::MOST) {
        writeln!(text, "  {}", named(answer, &miss.statement))?;
        writeln!(text, "    {}", plain(&miss.why))?;
        writeln!(text, "    {}", plain(&remedy::change(answer, miss)))?;
    }
    match decision.near_misses.len().saturating_sub(remedy::MOST) {
        0 => {}
        more => writeln!(text, "  and {more} more: --format json lists them")?,
    }
    writeln!(text, "\n{STRONG}A statement that allows it{STRONG:#}\n\n{:#}", remedy::statement(answer))
}

/// What an open answer depends on, each statement and each of its parts once.
fn dependences(text: &mut String, answer: &Answer<'_>, decision: &Decision<'_>) -> std::fmt::Result {
    if decision.depends_on.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{STRONG}It depends on{STRONG:#}")?;
    let (mut statement, mut how) = (None, None);
    for dependence in &decision.depends_on {
        if statement != Some(dependence.statement) {
            writeln!(text, "  {}", named(answer, &dependence.statement))?;
            (statement, how) = (Some(dependence.statement), None);
        }
        if how != Some(&dependence.how) {
            writeln!(text, "    {}", plain(&dependence.how))?;
            how = Some(&dependence.how);
        }
        if let Some(hint) = hint(dependence) {
            writeln!(text, "      {hint}")?;
        }
    }
    let is_value = |it: &Dependence<'_>| matches!(it.on, DependsOn::Placeholder { .. });
    if decision.depends_on.iter().any(is_value) {
        writeln!(text, "  the options of `render` give values, such as `--region`")?;
    }
    Ok(())
}

/// A statement with its policy, and its place in a file.
fn named(answer: &Answer<'_>, statement: &StatementRef<'_>) -> String {
    let place = answer.place(statement.source, statement.span);
    let of = place.unwrap_or_else(|| statement.source.to_owned());
    plain(&format!("{} of {of}", statement.name()))
}

/// How to make an open answer a sure one.
fn hint(dependence: &Dependence<'_>) -> Option<String> {
    match &dependence.on {
        DependsOn::Key { key, .. } => Some(format!("say it with `--context {}=VALUE`", plain(key))),
        DependsOn::Variable { variable } => {
            let key =
                variable.trim_start_matches("${").trim_end_matches('}').split(',').next().unwrap_or_default();
            Some(format!("say it with `--context {}=VALUE`", plain(key)))
        }
        DependsOn::Placeholder { placeholder } => Some(format!("{} has no value yet", plain(placeholder))),
        _ => None,
    }
}

fn many(text: &mut String, answers: &[ActionAnswer], is_expanded: bool) -> std::fmt::Result {
    let mut all = table(vec!["ACTION", "RESOURCE", "ANSWER", "STATEMENTS"]);
    let groups = if is_expanded { Vec::new() } else { alike(answers) };
    let is_alike = |answer: &ActionAnswer| groups.iter().any(|group| group.has(answer));
    for ActionAnswer { answer, statements, .. } in answers.iter().filter(|it| !is_alike(it)) {
        let kind = answer.resource_type.map_or("-", |kind| kind.name());
        all.add_row([
            plain(&answer.action).as_str(),
            kind,
            word(answer.extent()),
            &plain(&statements.join(", ")),
        ]);
    }
    if !all.is_empty() {
        writeln!(text, "{}", trimmed(&all))?;
    }
    for group in &groups {
        writeln!(text, "{}", group.line())?;
    }
    if !groups.is_empty() {
        writeln!(text, "`--expand` shows a line for each action.")?;
    }
    let is_first = |it: &ActionAnswer| groups.iter().any(|group| std::ptr::eq(group.first, it));
    let partly = answers.iter().filter(|it| it.answer.extent() == Extent::Some);
    let partly = partly.filter(|it| !is_alike(it) || is_first(it));
    for ActionAnswer { answer, .. } in partly {
        writeln!(text, "\n{STRONG}{}{STRONG:#} is allowed on some resources:", plain(&answer.action))?;
        examples(text, answer)?;
    }
    let mut depends_on: Vec<&String> = Vec::new();
    for how in answers.iter().flat_map(|it| &it.depends_on) {
        if !depends_on.contains(&how) {
            depends_on.push(how);
        }
    }
    if !depends_on.is_empty() {
        writeln!(text, "\n{STRONG}Answers depend on{STRONG:#}")?;
    }
    for how in depends_on.iter().take(MAX_DEPENDENCES) {
        writeln!(text, "  {}", plain(how))?;
    }
    match depends_on.len().saturating_sub(MAX_DEPENDENCES) {
        0 => {}
        more => writeln!(text, "  and {more} more: --format json lists them")?,
    }
    writeln!(text, "\n{}", summary(answers))
}

/// An answer that many actions have for the same reasons.
struct Alike<'a> {
    first: &'a ActionAnswer,
    n_rows: usize,
    /// The actions, each once.
    actions: Vec<&'a str>,
}

impl Alike<'_> {
    fn has(&self, answer: &ActionAnswer) -> bool {
        let key = |it: &ActionAnswer| (it.answer.extent(), it.answer.witnesses.len());
        key(self.first) == key(answer)
            && self.first.statements == answer.statements
            && self.first.depends_on == answer.depends_on
    }

    /// The line about the actions.
    fn line(&self) -> String {
        let by = match self.first.statements.as_slice() {
            [] => String::new(),
            statements => format!(", by {}", statements.join(", ")),
        };
        let (number, first) = (self.actions.len(), &self.first.answer.action);
        plain(&format!("{number} actions, such as {first}: {}{by}", word(self.first.answer.extent())))
    }
}

/// The answers that many actions have alike; none if the table is short.
fn alike(answers: &[ActionAnswer]) -> Vec<Alike<'_>> {
    let mut groups: Vec<Alike<'_>> = Vec::new();
    for answer in answers.iter().filter(|_| answers.len() > MAX_ROWS) {
        let action = answer.answer.action.as_str();
        match groups.iter_mut().find(|group| group.has(answer)) {
            Some(group) => {
                group.n_rows += 1;
                group.actions.push(action);
                group.actions.dedup();
            }
            None => groups.push(Alike { first: answer, n_rows: 1, actions: vec![action] }),
        }
    }
    groups.retain(|group| group.n_rows > MAX_ALIKE);
    groups
}

fn examples(text: &mut String, answer: &PatternAnswer) -> std::fmt::Result {
    for witness in &answer.witnesses {
        writeln!(text, "  {}: {}", witness.outcome, plain(&witness.resource))?;
    }
    Ok(())
}

fn word(extent: Extent) -> &'static str {
    match extent {
        Extent::All => "allowed",
        Extent::Some => "in part",
        Extent::None => "denied",
        Extent::Depends => "depends",
    }
}

/// The numbers of actions with resources of a type, by their answers.
fn summary(answers: &[ActionAnswer]) -> String {
    let count = |extent: Extent| answers.iter().filter(|it| it.answer.extent() == extent).count();
    let each = [Extent::All, Extent::Some, Extent::Depends, Extent::None];
    let counted = each.map(|extent| (count(extent), word(extent)));
    let words: Vec<_> = counted
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    words.join(", ")
}

/// The further actions that the call can require.
fn further(text: &mut String, answer: &Answer<'_>) -> std::fmt::Result {
    if answer.further.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{STRONG}The call can also require{STRONG:#}")?;
    for further in &answer.further {
        let mut extents: Vec<_> = further.answers.iter().map(|it| word(it.extent())).collect();
        extents.sort_unstable();
        extents.dedup();
        let extent = if extents.len() > 1 { "in part".to_owned() } else { extents.concat() };
        let on = if further.is_on_resource { " on it" } else { "" };
        writeln!(text, "  {}{on}: {extent}", further.action)?;
    }
    Ok(())
}

/// The condition keys whose values follow from the options of `render`.
fn derived(text: &mut String, answer: &Answer<'_>) -> std::fmt::Result {
    let keys = answer.question.derived(&answer.holder.policies);
    let keys: Vec<_> = keys.iter().map(|(key, value)| format!("`{key}` is `{}`", plain(value))).collect();
    if keys.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nFrom the values given: {}. `--context` overrides that.", keys.join(", "))
}
