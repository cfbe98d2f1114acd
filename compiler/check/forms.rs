//! Lists that would be empty, or could be, in one of the two forms of a policy: IAM refuses them,
//! or a condition that vanishes by accident would widen the grant.

use super::Checker;
use super::policy::is_unclear;
use crate::compiler::layout::{common, hanging};
use crate::compiler::model::{self, Element, Form, Presence};
use crate::compiler::read;
use crate::compiler::schema::fields::Entries;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

impl Checker<'_> {
    /// Notes what could be empty in a form that has the statement.
    pub(super) fn both_forms(&mut self, written: &read::Statement, statement: &model::Statement) {
        // Nobody knows what is given where the statement exists.
        if is_unclear(written, statement) {
            return;
        }
        let forms: Vec<_> =
            Form::BOTH.into_iter().filter(|form| form.has(statement.change.as_ref())).collect();
        let actions = written.actions.as_ref().or(written.not_actions.as_ref());
        let resources = written.resources.as_ref().or(written.not_resources.as_ref());
        let needed = [(actions, &statement.actions), (resources, &statement.resources)];
        for (entries, element) in needed {
            if let Some(entries) = entries.filter(|entries| is_whole(entries, element)) {
                self.element_forms(entries, element, statement.presence, &forms, true);
            }
        }
        let conditions: Vec<_> = written.conditions.iter().zip(&statement.conditions).collect();
        let mut are_whole = !written.broken.contains(&"conditions");
        for (written, condition) in &conditions {
            if is_whole(&written.values, &condition.values) {
                self.element_forms(&written.values, &condition.values, statement.presence, &forms, false);
            } else {
                are_whole = false;
            }
        }
        if are_whole {
            self.conditions_anchor(written, statement, &forms);
        }
    }

    fn element_forms(
        &mut self,
        entries: &Entries,
        element: &Element,
        statement: Presence,
        forms: &[Form],
        is_needed: bool,
    ) {
        let name =
            self.cx.sources.get(entries.key.file).text[entries.key.start..entries.key.end].trim_matches('"');
        for form in forms {
            let (code, message, help) = if element.of_form(*form).next().is_none() {
                (
                    Code::NothingLeft,
                    format!("every entry of `{name}` is {}", taken_by(*form)),
                    "say so of the whole statement, with `added` or `withdrawn` and `source` at its end",
                )
            } else if !has_anchor(element, *form, statement, is_needed) {
                (
                    Code::NoAnchor,
                    format!("every entry of `{name}` can be missing"),
                    "add an entry that is always there, or let the statement exist only `when` the parameter is given",
                )
            } else {
                continue;
            };
            self.note(Diagnostic::new(code, entries.key, message).help(help));
            return;
        }
    }

    /// Notes conditions that hang on different parameters, where none is always there to hold the
    /// commas between them.
    fn conditions_anchor(&mut self, written: &read::Statement, statement: &model::Statement, forms: &[Form]) {
        for form in forms {
            let presences: Vec<_> = statement
                .conditions
                .iter()
                .map(|condition| hanging(&condition.values, *form, statement.presence))
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
                operators.iter().map(|presences| common(presences.iter().copied())).collect();
            if operators.iter().all(|presences| can_stand(presences)) && can_stand(&of_block) {
                continue;
            }
            let first = &written.conditions[0];
            let differs = presences.iter().position(|presence| *presence != presences[0]).unwrap_or_default();
            self.note(
                Diagnostic::new(
                    Code::NoAnchor,
                    written.conditions[differs].key.span,
                    "the conditions depend on different parameters, and none is always there",
                )
                .other(first.key.span, "this one depends on another")
                .help("add one that is always there, or make two statements with `when` and `unless`"),
            );
            return;
        }
    }
}

/// Whether nothing of a list was left out because it is broken.
fn is_whole(entries: &Entries, element: &Element) -> bool {
    entries.is_whole && entries.entries.len() == element.entries.len()
}

/// What keeps something out of a form.
pub(super) fn taken_by(form: Form) -> &'static str {
    match form {
        Form::Maintained => "withdrawn, so that nothing is left to grant",
        Form::Documented => "added, so that the source would have none",
    }
}

/// Whether items can be divided by commas: they hang together, or one of them is always there.
fn can_stand(presences: &[Presence]) -> bool {
    presences.iter().all(|presence| *presence == presences[0]) || presences.contains(&Presence::Always)
}

/// Whether a list is empty only where what it belongs to is gone: it has an entry that is always
/// there, or hangs as a whole on one parameter. A list that a statement needs cannot hang.
fn has_anchor(element: &Element, form: Form, statement: Presence, is_needed: bool) -> bool {
    let mut presences = element.of_form(form).map(|entry| match (entry.presence(), statement) {
        // Where the statement exists only with a parameter, so does what depends on it.
        (Presence::When(id) | Presence::Each(id), Presence::When(given)) if id == given => Presence::Always,
        (presence, _) => presence,
    });
    let Some(first) = presences.next() else { return true };
    let hangs = !is_needed && presences.clone().all(|presence| presence == first);
    first == Presence::Always || hangs || presences.any(|presence| presence == Presence::Always)
}
