//! One statement, by itself.

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, one_of};
use super::super::fields::Entries;
use super::super::model::{self, Effect, Form, Presence};
use super::super::read;
use super::super::rules::EFFECTS;
use super::super::source::Spanned;
use super::{Checker, value};

impl Checker<'_> {
    /// The statement, or nothing if an element of it is broken; what is wrong was noted.
    pub(super) fn statement(&mut self, written: &read::Statement) -> Option<model::Statement> {
        let actions = self.one_of_two(
            written,
            ["actions", "not-actions"],
            written.actions.as_ref(),
            written.not_actions.as_ref(),
        );
        let resources = self.one_of_two(
            written,
            ["resources", "not-resources"],
            written.resources.as_ref(),
            written.not_resources.as_ref(),
        );
        let actions = actions.map(|(entries, is_negated)| self.element(entries, is_negated, Self::action));
        let resources =
            resources.map(|(entries, is_negated)| self.element(entries, is_negated, Self::resource));
        let conditions = written.conditions.iter().map(|condition| self.condition(condition)).collect();
        self.service_file(written);
        let sid = match &written.sid {
            None => Some(written.name.clone()),
            Some(sid) => sid.clone(),
        };
        if let Some(sid) = &sid {
            self.sid(sid);
        }
        let change = written.change.as_ref().and_then(|change| self.change(change, written.why.as_ref()));
        let statement = model::Statement {
            name: written.name.value.clone(),
            sid: sid.map(|sid| sid.value),
            why: value(written.why.as_ref()),
            effect: self.effect(written.effect.as_ref()),
            actions: actions?,
            resources: resources?,
            conditions,
            presence: self.presence(written),
            change,
            source: written.source.clone(),
        };
        self.both_forms(written, &statement);
        Some(statement)
    }

    /// The one of two keys that exclude each other.
    fn one_of_two<'w>(
        &mut self,
        written: &read::Statement,
        [plain_key, negated_key]: [&'static str; 2],
        plain: Option<&'w Entries>,
        negated: Option<&'w Entries>,
    ) -> Option<(&'w Entries, bool)> {
        match (plain, negated) {
            (Some(plain), Some(negated)) => {
                self.note(
                    Diagnostic::new(
                        Code::ConflictingKeys,
                        negated.key,
                        format!("a statement has `{plain_key}` or `{negated_key}`, not both"),
                    )
                    .other(plain.key, "the other one")
                    .help("remove one, or make two statements of it"),
                );
                None
            }
            (Some(plain), None) => Some((plain, false)),
            (None, Some(negated)) => Some((negated, true)),
            (None, None) => {
                if ![plain_key, negated_key].iter().any(|key| written.broken.contains(key)) {
                    self.note(
                        Diagnostic::new(
                            Code::MissingKey,
                            written.name.span,
                            format!("the statement `{}` has no `{plain_key}`", written.name.value),
                        )
                        .help(format!("add `{plain_key} = […]`, or `{negated_key}`")),
                    );
                }
                None
            }
        }
    }

    /// A statement stands in the file of its first action's service.
    fn service_file(&mut self, written: &read::Statement) {
        let entries = written.actions.as_ref().or(written.not_actions.as_ref());
        let Some(first) = entries.and_then(|entries| entries.entries.first()) else { return };
        let Some((prefix, _)) = first.text.value.split_once(':') else { return };
        if !prefix.eq_ignore_ascii_case(&written.service) {
            let folder = written.source.rsplit_once('/').map_or("", |(folder, _)| folder);
            self.note(
                Diagnostic::new(
                    Code::WrongServiceFile,
                    first.text.inside(0..prefix.len()),
                    format!("the statement `{}` is in the file of another service", written.name.value),
                )
                .other(written.name.span, "this statement")
                .help(format!("move it to `{folder}/{}.toml`", prefix.to_lowercase())),
            );
        }
    }

    fn sid(&mut self, sid: &Spanned<String>) {
        if let Some((at, c)) = sid.value.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric()) {
            self.note(
                Diagnostic::new(
                    Code::MalformedSid,
                    // A table's name has no quotes, so that the place is the name itself.
                    if sid.span.end - sid.span.start == sid.value.len() {
                        super::super::source::Span {
                            start: sid.span.start + at,
                            end: sid.span.start + at + c.len_utf8(),
                            ..sid.span
                        }
                    } else {
                        sid.inside(at..at + c.len_utf8())
                    },
                    format!("`{}` cannot be a Sid", sid.value),
                )
                .help("a Sid holds letters A-Z, a-z and digits; give the table such a name, or set `sid`"),
            );
        }
    }

    fn effect(&mut self, effect: Option<&Spanned<String>>) -> Effect {
        match effect.map(|effect| effect.value.as_str()) {
            None | Some("Allow") => Effect::Allow,
            Some("Deny") => Effect::Deny,
            Some(other) => {
                if let Some(effect) = effect {
                    self.note(
                        Diagnostic::new(
                            Code::UnknownValue,
                            effect.span,
                            format!("no effect is named `{other}`"),
                        )
                        .help(one_of(other, EFFECTS.iter().copied())),
                    );
                }
                Effect::Allow
            }
        }
    }

    fn presence(&mut self, written: &read::Statement) -> Presence {
        let mut named = |name: &Spanned<String>| {
            let id = self.parameter(&name.value);
            if id.is_none() && self.knows_parameters() {
                let names = self.parameter_names();
                self.note(
                    Diagnostic::new(
                        Code::UnknownParameter,
                        name.span,
                        format!("no parameter is named `{}`", name.value),
                    )
                    .help(one_of(&name.value, names.iter().map(String::as_str))),
                );
            }
            id
        };
        match (&written.when, &written.unless) {
            (Some(when), Some(unless)) => {
                self.note(
                    Diagnostic::new(
                        Code::ConflictingKeys,
                        unless.span,
                        "a statement has `when` or `unless`, not both",
                    )
                    .other(when.span, "the other one")
                    .help("remove one of them"),
                );
                Presence::Always
            }
            (Some(when), None) => named(when).map_or(Presence::Always, Presence::When),
            (None, Some(unless)) => named(unless).map_or(Presence::Always, Presence::Unless),
            (None, None) => Presence::Always,
        }
    }

    /// Notes a list that would be empty, or could be, in a form that has the statement.
    fn both_forms(&mut self, written: &read::Statement, statement: &model::Statement) {
        // What is broken was left out, and may be what is missing.
        let n_written = [&written.actions, &written.not_actions, &written.resources, &written.not_resources]
            .into_iter()
            .flatten()
            .chain(written.conditions.iter().map(|condition| &condition.values))
            .map(|entries| entries.entries.len())
            .sum::<usize>();
        let n_checked = [&statement.actions, &statement.resources]
            .into_iter()
            .chain(statement.conditions.iter().map(|condition| &condition.values))
            .map(|element| element.entries.len())
            .sum::<usize>();
        if n_written != n_checked {
            return;
        }
        let elements = [(&statement.actions, "actions", true), (&statement.resources, "resources", true)]
            .into_iter()
            .chain(
                statement
                    .conditions
                    .iter()
                    .map(|condition| (&condition.values, condition.key.as_str(), false)),
            );
        for (element, name, is_needed) in elements {
            for form in Form::BOTH.into_iter().filter(|form| form.has(statement.change.as_ref())) {
                let problem = if element.of_form(form).next().is_none() {
                    let form = if form == Form::Maintained { "maintained" } else { "documented" };
                    Some((
                        Code::NothingLeft,
                        format!("the {form} form of `{name}` is empty"),
                        "add or withdraw the whole statement",
                    ))
                } else if !has_anchor(element, form, statement.presence, is_needed) {
                    Some((
                        Code::NoAnchor,
                        format!("every entry of `{name}` can be missing"),
                        "add an entry that is always there, or let the statement exist only `when` the parameter is given",
                    ))
                } else {
                    None
                };
                if let Some((code, message, help)) = problem {
                    let place = match name {
                        "actions" => written
                            .actions
                            .as_ref()
                            .or(written.not_actions.as_ref())
                            .map(|entries| entries.key),
                        "resources" => written
                            .resources
                            .as_ref()
                            .or(written.not_resources.as_ref())
                            .map(|entries| entries.key),
                        _ => written
                            .conditions
                            .iter()
                            .find(|condition| condition.key.value == name)
                            .map(|condition| condition.key.span),
                    };
                    self.note(Diagnostic::new(code, place.unwrap_or(written.name.span), message).help(help));
                    break;
                }
            }
        }
    }
}

/// Whether a list is empty only where what it belongs to is gone: it has an entry that is always
/// there, or hangs as a whole on one parameter. A list that a statement needs cannot hang.
fn has_anchor(element: &model::Element, form: Form, statement: Presence, is_needed: bool) -> bool {
    let mut presences = element.of_form(form).map(|entry| match (entry.presence(), statement) {
        // Where the statement exists only with a parameter, so does what depends on it.
        (Presence::When(id) | Presence::Each(id), Presence::When(given)) if id == given => Presence::Always,
        (presence, _) => presence,
    });
    let Some(first) = presences.next() else { return true };
    let hangs = !is_needed && presences.clone().all(|presence| presence == first);
    first == Presence::Always || hangs || presences.any(|presence| presence == Presence::Always)
}
