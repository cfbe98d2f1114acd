//! One statement, by itself.

use super::{Checker, value};
use crate::compiler::model::{self, Effect, Presence};
use crate::compiler::read;
use crate::compiler::schema::fields::Entries;
use crate::compiler::schema::rules::EFFECTS;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

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
        let sid = match &written.sid {
            None => Some(written.name.clone()),
            Some(sid) => sid.clone(),
        };
        if let Some(sid) = &sid {
            self.sid(sid);
        }
        let change = written.change.as_ref().and_then(|change| self.change(change, true));
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
            acknowledged: self.of_statement(written),
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

    fn sid(&mut self, sid: &Spanned<String>) {
        if let Some((at, c)) = sid.value.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric()) {
            self.note(
                Diagnostic::new(
                    Code::MalformedSid,
                    sid.inside(at..at + c.len_utf8()),
                    format!("`{}` cannot be a Sid", sid.value),
                )
                .label("a Sid holds the letters A-Z, a-z and digits")
                .help("give the table such a name, or set `sid`, or write `sid = false` for none"),
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
        let mut named = |name: &Spanned<String>| self.parameter(&name.value, name.span);
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
}
