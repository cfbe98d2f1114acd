//! The parameters that a policy uses, and how.

use super::Checker;
use super::order::Listed;
use super::spelling::Placeholders;
use crate::compiler::model::{self, Need, ParameterId, Presence, Role, Segment, Use, Used};
use crate::compiler::read;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

impl Checker<'_> {
    /// What a policy needs to be filled, in the order of the catalog's parameters.
    pub(super) fn uses(
        &mut self,
        statements: &[(model::Statement, &Listed<'_>)],
        placeholders: &Placeholders<'_>,
        overrides: &Placeholders<'_>,
    ) -> Vec<Used> {
        let mut parameters = Vec::new();
        for id in 0..self.written.parameters.len() {
            let Some(need) = self.need(id, statements) else { continue };
            self.one_or_many(id, statements);
            let placeholder = overrides
                .iter()
                .chain(placeholders)
                .find(|(known, ..)| *known == id)
                .map(|(.., text)| text.value.clone());
            parameters.push(Used { parameter: id, need, placeholder });
        }
        for (statement, listed) in statements {
            self.pointless(statement, listed, &parameters);
        }
        parameters
    }

    /// Notes a statement that is always there, or never, whatever a caller gives.
    fn pointless(&mut self, statement: &model::Statement, listed: &Listed<'_>, parameters: &[Used]) {
        let (Presence::When(id) | Presence::Unless(id)) = statement.presence else { return };
        let name = self.parameter_name(id).to_owned();
        let need = parameters.iter().find(|used| used.parameter == id).map(|used| used.need);
        let is_always_given =
            matches!(need, Some(Need::Required | Need::Default)) && self.role(id) != Role::Region;
        let is_unless = statement.presence == Presence::Unless(id);
        let key = if is_unless { "unless" } else { "when" };
        let (message, help) = if is_unless && segments(statement).any(|used| used.0 == id) {
            (
                format!("the statement exists only without `{name}`, and uses it"),
                format!("write `when`, or take `{{{name}}}` out of the statement"),
            )
        } else if is_always_given {
            let always = if is_unless { "never there" } else { "always there" };
            if need == Some(Need::Default) {
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
        let named = listed.written.when.as_ref().or(listed.written.unless.as_ref());
        let diagnostic = |place| Diagnostic::new(Code::PointlessWhen, place, message).help(help);
        // Where another policy has written the statement, what is wrong is that this one uses it.
        self.note(match named {
            Some(named) if listed.is_own => diagnostic(named.span),
            Some(named) => diagnostic(listed.place).other(named.span, "it depends on this"),
            None => diagnostic(listed.place),
        });
    }

    /// Notes a parameter that takes one value in one place of a policy and a list in another.
    fn one_or_many(&mut self, id: ParameterId, statements: &[(model::Statement, &Listed<'_>)]) {
        let name = self.parameter_name(id);
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
            self.note(diagnostic);
        }
    }

    /// Whether a policy's text depends on a parameter, and how.
    fn need(&mut self, id: ParameterId, statements: &[(model::Statement, &Listed<'_>)]) -> Option<Need> {
        let mut found: Option<Need> = None;
        let is_named =
            |presence| matches!(presence, Presence::When(named) | Presence::Unless(named) if named == id);
        for (statement, _) in statements {
            let is_given = statement.presence == Presence::When(id);
            if is_named(statement.presence) {
                found = found.or(Some(Need::Optional));
            }
            for (_, use_) in segments(statement).filter(|used| used.0 == id) {
                let need = match use_ {
                    Use::Each => Need::List,
                    Use::Plain if !is_given => Need::Required,
                    Use::Plain | Use::Optional => Need::Optional,
                };
                found = Some(match (found, need) {
                    (Some(Need::Required), Need::Optional) => Need::Required,
                    (Some(Need::List), _) => Need::List,
                    _ => need,
                });
            }
        }
        match (found?, self.role(id)) {
            (_, Role::Region | Role::Partition) => Some(Need::Required),
            (Need::Required | Need::Optional, Role::Value) if self.has_default(id) => Some(Need::Default),
            (need, Role::Value) => Some(need),
        }
    }
}

/// The texts of a statement that can have placeholders.
fn texts(statement: &read::Statement) -> impl Iterator<Item = &Spanned<String>> {
    [&statement.resources, &statement.not_resources]
        .into_iter()
        .flatten()
        .chain(statement.conditions.iter().map(|condition| &condition.values))
        .flat_map(|entries| &entries.entries)
        .map(|entry| &entry.text)
}

/// Every placeholder of a statement.
fn segments(statement: &model::Statement) -> impl Iterator<Item = (ParameterId, Use)> {
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
