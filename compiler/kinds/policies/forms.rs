//! Lists that would be empty, or could be, in one of the two forms of a policy: IAM refuses them,
//! or a condition that vanishes by accident would widen the grant.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::entries::WrittenEntries;
use crate::compiler::kinds::policies::model::{Element, PolicyForm, Presence, Statement};
use crate::compiler::kinds::policies::written::WrittenStatement;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Notes lists that could be empty in a form that has the statement.
pub fn check(cx: &mut Checking<'_>, written: &WrittenStatement, statement: &Statement) {
    // A parameter with which the statement exists is unknown.
    if is_unclear(written, statement) {
        return;
    }
    let forms: Vec<_> =
        PolicyForm::BOTH.into_iter().filter(|form| form.has(statement.change.as_ref())).collect();
    let actions = written.actions.as_ref().or(written.not_actions.as_ref());
    let resources = written.resources.as_ref().or(written.not_resources.as_ref());
    let needed = [(actions, &statement.actions), (resources, &statement.resources)];
    for (entries, element) in needed {
        if let Some(entries) = entries.filter(|entries| is_whole(entries, element)) {
            element_forms(cx, entries, element, &statement.presence, &forms, true);
        }
    }
    let conditions: Vec<_> = written.conditions.iter().zip(&statement.conditions).collect();
    let mut are_whole = !written.broken.contains(&"conditions");
    for (written, condition) in &conditions {
        if is_whole(&written.values, &condition.values) {
            element_forms(cx, &written.values, &condition.values, &statement.presence, &forms, false);
        } else {
            are_whole = false;
        }
    }
    if are_whole {
        conditions_anchor(cx, written, statement, &forms);
    }
}

fn element_forms(
    cx: &mut Checking<'_>,
    entries: &WrittenEntries,
    element: &Element,
    statement: &[Presence],
    forms: &[PolicyForm],
    is_needed: bool,
) {
    let name = cx.sources.get(entries.key.file).text[entries.key.start..entries.key.end].trim_matches('"');
    for form in forms {
        let (code, message, help) = if element.of_form(*form).next().is_none() {
            (
                Code::NothingLeft,
                format!("every entry of `{name}` is {}", taken_by(*form)),
                "mark the whole statement instead, with `added` or `withdrawn` and `source`",
            )
        } else if !has_anchor(element, *form, statement, is_needed) {
            (
                Code::NoAnchor,
                format!("every entry of `{name}` is optional, so there could be none"),
                "add an entry that is always present, or let the statement exist only `when` the parameter is given",
            )
        } else {
            continue;
        };
        cx.note(Diagnostic::new(code, entries.key, message).help(help));
        return;
    }
}

/// Notes conditions that depend on different parameters, if none is always present to hold the commas
/// between them.
fn conditions_anchor(
    cx: &mut Checking<'_>,
    written: &WrittenStatement,
    statement: &Statement,
    forms: &[PolicyForm],
) {
    for form in forms {
        let presences: Vec<_> = statement
            .conditions
            .iter()
            .map(|condition| condition.values.presence(*form, &statement.presence))
            .collect();
        let of_operator = |operator: &str| {
            let of = statement.conditions.iter().zip(&presences);
            of.filter(|(condition, _)| condition.operator == operator)
                .map(|(_, presence)| *presence)
                .collect()
        };
        let operators: Vec<Vec<_>> =
            statement.conditions.iter().map(|condition| of_operator(&condition.operator)).collect();
        let of_block: Vec<_> =
            operators.iter().map(|presences| Presence::common(presences.iter().copied())).collect();
        if operators.iter().all(|presences| can_stand(presences)) && can_stand(&of_block) {
            continue;
        }
        let first = &written.conditions[0];
        let differs = presences.iter().position(|presence| *presence != presences[0]).unwrap_or_default();
        cx.note(
            Diagnostic::new(
                Code::NoAnchor,
                written.conditions[differs].key.span,
                "the conditions depend on different parameters, and none is always present",
            )
            .other(first.key.span, "this one depends on another")
            .help("add a condition that is always present, or make two statements with `when` and `unless`"),
        );
        return;
    }
}

/// True if a parameter on which a statement depends is unknown.
pub fn is_unclear(written: &WrittenStatement, statement: &Statement) -> bool {
    let is_broken = ["when", "unless"].iter().any(|key| written.broken.contains(key));
    is_broken || statement.presence.len() < written.when.len() + written.unless.len()
}

/// True if no entry of a list was left out because it is broken.
fn is_whole(entries: &WrittenEntries, element: &Element) -> bool {
    entries.is_whole && entries.entries.len() == element.entries.len()
}

/// The reason why something is left out of a form.
pub fn taken_by(form: PolicyForm) -> &'static str {
    match form {
        PolicyForm::Maintained => "withdrawn, so the maintained form would have none",
        PolicyForm::Documented => "added, so the documented form would have none",
    }
}

/// True if items can be divided by commas: all depend on the same, or one of them is always present.
fn can_stand(presences: &[Presence]) -> bool {
    presences.iter().all(|presence| *presence == presences[0]) || presences.contains(&Presence::Always)
}

/// True for a list that cannot be empty in a document that has it: an entry is always present, or the
/// whole list depends on one parameter. A list that a statement needs cannot depend on a parameter.
fn has_anchor(element: &Element, form: PolicyForm, statement: &[Presence], is_needed: bool) -> bool {
    // In a statement that exists only with a parameter, the parameter is always given.
    let mut presences = element.of_form(form).map(|entry| entry.presence().inside(statement));
    let Some(first) = presences.next() else { return true };
    let hangs = !is_needed && presences.clone().all(|presence| presence == first);
    first.is_certain() || hangs || presences.any(Presence::is_certain)
}
