//! The parameters of a policy and their uses.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::parameters::spelling::Spellings;
use crate::compiler::kinds::parameters::template::{PlaceholderUse, Segment};
use crate::compiler::kinds::policies::model::{ParameterNeed, Presence, Statement, UsedParameter};
use crate::compiler::kinds::policies::order::ListedStatement;
use crate::compiler::kinds::policies::written::WrittenStatement;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The parameters that a policy needs, in the order of the catalog.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    statements: &[(Statement, &ListedStatement<'_>)],
    placeholders: &Spellings<'_>,
    overrides: &Spellings<'_>,
) -> Vec<UsedParameter> {
    let mut used = Vec::new();
    for id in parameters.ids() {
        let Some(need) = need(parameters, id, statements) else { continue };
        one_or_many(cx, parameters, id, statements);
        let placeholder = overrides
            .iter()
            .chain(placeholders)
            .find(|(known, ..)| *known == id)
            .map(|(.., text)| text.value.clone());
        used.push(UsedParameter { parameter: id, need, placeholder });
    }
    for (statement, listed) in statements {
        pointless(cx, parameters, statement, listed, &used);
    }
    used
}

/// Notes a statement that is always present, or never, whatever a caller gives.
fn pointless(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    statement: &Statement,
    listed: &ListedStatement<'_>,
    used: &[UsedParameter],
) {
    for presence in &statement.presence {
        if let Presence::When(id) | Presence::Unless(id) = *presence {
            let is_unless = *presence == Presence::Unless(id);
            pointless_in(cx, parameters, statement, listed, used, (id, is_unless));
        }
    }
}

/// Notes a condition on one parameter that always holds, or never.
fn pointless_in(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    statement: &Statement,
    listed: &ListedStatement<'_>,
    used: &[UsedParameter],
    (id, is_unless): (ParameterId, bool),
) {
    let name = parameters.name(id);
    let need = used.iter().find(|used| used.parameter == id).map(|used| used.need);
    let has_default = parameters.has_default(id);
    let is_always_given = parameters.role(id) != Role::Region
        && (need == Some(ParameterNeed::Required) || need.is_some() && has_default);
    let key = if is_unless { "unless" } else { "when" };
    let (message, help) = if is_unless && segments(statement).any(|used| used.0 == id) {
        (
            format!("the statement exists only without `{name}`, but uses it"),
            format!("write `when`, or take `{{{name}}}` out of the statement"),
        )
    } else if is_always_given {
        let always = if is_unless { "never there" } else { "always there" };
        if has_default {
            (
                format!("`{name}` has a default, so the statement is {always}"),
                format!("remove `{key}`, or the default of `{name}`"),
            )
        } else {
            (
                format!("`{name}` is always given in this policy, so the statement is {always}"),
                format!("remove `{key}`, or make every other use of `{name}` in the policy optional"),
            )
        }
    } else {
        return;
    };
    let dependencies = if is_unless { &listed.written.unless } else { &listed.written.when };
    let dependency = dependencies.iter().find(|it| it.value == name);
    let diagnostic = |place| Diagnostic::new(Code::PointlessWhen, place, message).help(help);
    // A statement of another policy is right there; the mistake is that this policy uses it.
    cx.note(match dependency {
        Some(it) if listed.is_own => diagnostic(it.span),
        Some(it) => diagnostic(listed.place).other(it.span, "it depends on this"),
        None => diagnostic(listed.place),
    });
}

/// Notes a parameter that takes one value in one place of a policy and a list in another.
fn one_or_many(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    id: ParameterId,
    statements: &[(Statement, &ListedStatement<'_>)],
) {
    let name = parameters.name(id);
    let first = |forms: &[String]| {
        let place = |text: &Spanned<String>| {
            let (at, form) = forms.iter().find_map(|form| Some((text.value.find(form)?, form)))?;
            Some(text.inside(at..at + form.len()))
        };
        statements.iter().find_map(|(_, listed)| texts(listed.written).find_map(place))
    };
    let one = first(&[format!("{{{name}}}"), format!("{{{name}?}}")]);
    if let (Some(many), Some(one)) = (first(&[format!("{{{name}...}}")]), one) {
        let message = format!("`{name}` is one value here and a list elsewhere in the same policy");
        let diagnostic = Diagnostic::new(Code::MisplacedPlaceholder, one, message)
            .other(many, "it is a list here")
            .help(format!("write `{{{name}...}}` in both, or use another parameter"));
        cx.note(diagnostic);
    }
}

/// The need of a policy for a parameter, if its text depends on it.
fn need(
    parameters: &ParameterLedger<'_>,
    id: ParameterId,
    statements: &[(Statement, &ListedStatement<'_>)],
) -> Option<ParameterNeed> {
    let mut found: Option<ParameterNeed> = None;
    for (statement, _) in statements {
        let is_given = statement.presence.contains(&Presence::When(id));
        if is_given || statement.presence.contains(&Presence::Unless(id)) {
            found = found.or(Some(ParameterNeed::Optional));
        }
        for (_, use_) in segments(statement).filter(|used| used.0 == id) {
            let need = match use_ {
                PlaceholderUse::Each | PlaceholderUse::Many => ParameterNeed::List,
                PlaceholderUse::Plain if !is_given => ParameterNeed::Required,
                PlaceholderUse::Plain | PlaceholderUse::Optional => ParameterNeed::Optional,
            };
            found = Some(match (found, need) {
                (Some(ParameterNeed::Required), ParameterNeed::Optional) => ParameterNeed::Required,
                (Some(ParameterNeed::List), _) => ParameterNeed::List,
                _ => need,
            });
        }
    }
    match (found?, parameters.role(id)) {
        (_, Role::Region | Role::Partition) => Some(ParameterNeed::Required),
        (_, Role::Flag) => Some(ParameterNeed::Optional),
        (ParameterNeed::Required | ParameterNeed::Optional, Role::Value) if parameters.has_default(id) => {
            Some(ParameterNeed::Default)
        }
        (need, Role::Value) => Some(need),
    }
}

/// The strings of a statement that can have placeholders.
fn texts(statement: &WrittenStatement) -> impl Iterator<Item = &Spanned<String>> {
    [&statement.resources, &statement.not_resources]
        .into_iter()
        .flatten()
        .chain(statement.conditions.iter().map(|condition| &condition.values))
        .flat_map(|entries| &entries.entries)
        .map(|entry| &entry.text)
}

/// Every placeholder of a statement.
fn segments(statement: &Statement) -> impl Iterator<Item = (ParameterId, PlaceholderUse)> {
    [&statement.actions, &statement.resources]
        .into_iter()
        .chain(statement.conditions.iter().map(|condition| &condition.values))
        .flat_map(|element| &element.entries)
        .flat_map(|entry| &entry.template)
        .filter_map(|segment| match segment {
            Segment::Value { parameter, use_ } => Some((*parameter, *use_)),
            Segment::Text(_) => None,
        })
}
