//! The parameters that a policy uses, and how.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::model::{self, Need, ParameterId, Presence, Role, Segment, Use, Used};
use super::super::read;
use super::Checker;
use super::order::Listed;
use super::version::Placeholders;

impl Checker<'_> {
    /// What a policy needs to be filled, in the order of the catalog's parameters.
    pub(super) fn uses(
        &mut self,
        policy: &read::Policy,
        statements: &[(model::Statement, &Listed<'_>)],
        placeholders: &Placeholders<'_>,
        overrides: &Placeholders<'_>,
    ) -> Vec<Used> {
        let mut parameters = Vec::new();
        for id in 0..self.written.parameters.len() {
            let Some(need) = self.need(id, statements) else { continue };
            self.one_or_many(id, statements);
            let text = overrides
                .iter()
                .chain(placeholders)
                .find(|(known, ..)| *known == id)
                .map(|(.., text)| text.value.clone());
            // Without a text for the region, the source is for all regions.
            let is_missing = need == Need::Required && text.is_none() && self.role(id) != Role::Region;
            if is_missing && self.knows_parameters() {
                self.note(
                    Diagnostic::new(
                        Code::MissingPlaceholder,
                        policy.place,
                        format!("the source's text for `{}` is not known", self.parameter_name(id)),
                    )
                    .help(format!(
                        "add `{} = \"<…>\"` to `[placeholders]` of the version or of this policy",
                        self.parameter_name(id)
                    )),
                );
            }
            parameters.push(Used { parameter: id, need, placeholder: text });
        }
        for (id, name, _) in overrides {
            if !parameters.iter().any(|used| used.parameter == *id) {
                self.note(
                    Diagnostic::new(
                        Code::UnusedPlaceholder,
                        name.span,
                        format!("this policy does not use `{}`", name.value),
                    )
                    .help("remove the line"),
                );
            }
        }
        for (statement, listed) in statements {
            let (Presence::When(id) | Presence::Unless(id)) = statement.presence else { continue };
            let need = parameters.iter().find(|used| used.parameter == id).map(|used| used.need);
            let is_always_given =
                matches!(need, Some(Need::Required | Need::Default)) && self.role(id) != Role::Region;
            let uses_what_is_missing =
                statement.presence == Presence::Unless(id) && segments(statement).any(|used| used.0 == id);
            if is_always_given || uses_what_is_missing {
                let place = listed
                    .written
                    .when
                    .as_ref()
                    .or(listed.written.unless.as_ref())
                    .map_or(listed.place, |name| name.span);
                self.note(
                    Diagnostic::new(
                        Code::PointlessWhen,
                        place,
                        format!("`{}` is always given in this policy", self.parameter_name(id)),
                    )
                    .help("remove the key, or make every other use of the parameter optional"),
                );
            }
        }
        parameters
    }

    /// Notes a parameter that takes one value in one place of a policy and a list in another.
    fn one_or_many(&mut self, id: ParameterId, statements: &[(model::Statement, &Listed<'_>)]) {
        let first = |is_wanted: fn(Use) -> bool| {
            let has = |statement| segments(statement).any(|used| used.0 == id && is_wanted(used.1));
            statements.iter().find(|(statement, _)| has(statement)).map(|(_, listed)| listed)
        };
        if let (Some(many), Some(one)) = (first(|use_| use_ == Use::Each), first(|use_| use_ != Use::Each)) {
            let name = self.parameter_name(id);
            let diagnostic = Diagnostic::new(
                Code::MisplacedPlaceholder,
                one.written.name.span,
                format!("`{name}` is one value here and a list elsewhere in the same policy"),
            )
            .other(many.written.name.span, "it is a list here")
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
