//! The names in a danger: actions, resource types, ARNs and condition keys, as services have them.

use crate::compiler::kinds::dangers::check::Checks;
use crate::compiler::kinds::dangers::written::WrittenDanger;
use crate::compiler::kinds::services::model::ServiceFacts;
use crate::compiler::schema::texts::forms::CONDITION_KEY;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, nearest_or};

impl<'l> Checks<'l, '_> {
    /// Notes actions that calls do not authorize, where both names are given in full.
    pub(super) fn calls(&mut self, danger: &WrittenDanger) {
        let is_whole = |text: &Spanned<String>| !text.value.contains('*');
        for call in danger.call.iter().filter(|call| is_whole(call)) {
            self.action(call);
            let Some((facts, name)) = self.facts(&call.value) else { continue };
            let authorized = facts.calls.iter().find(|known| known.name.eq_ignore_ascii_case(name));
            let authorized: Vec<_> =
                authorized.iter().flat_map(|call| &call.authorizes).map(|it| it.action.as_str()).collect();
            for needed in danger.needs.iter().filter(|needed| is_whole(needed)) {
                if authorized.contains(&needed.value.as_str()) {
                    continue;
                }
                let message =
                    format!("AWS does not state that `{}` authorizes `{}`", call.value, needed.value);
                let help = match nearest(&needed.value, authorized.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if authorized.is_empty() => {
                        "it authorizes nothing else: remove this, or correct the call".to_owned()
                    }
                    None => format!("it authorizes {}", listed(authorized.iter().copied())),
                };
                self.cx.note(Diagnostic::new(Code::NotAuthorized, needed.span, message).help(help));
            }
        }
    }

    /// Notes an action that its service does not have.
    pub(super) fn action(&mut self, action: &Spanned<String>) {
        let Some((facts, name)) = self.facts(&action.value) else { return };
        if facts.actions.iter().all(|known| known.name != name) {
            let names = facts.actions.iter().map(|action| action.name.as_str());
            let help = nearest_or(name, names, "if AWS has retired it, remove the danger");
            let message = format!("AWS states no action `{}`", action.value);
            self.cx.note(Diagnostic::new(Code::UnknownAction, action.span, message).help(help).of_name());
        }
    }

    pub(super) fn resource_type(&mut self, resource: &Spanned<String>) {
        let Some((facts, name)) = self.facts(&resource.value) else { return };
        if facts.resources.iter().all(|known| known.name != name) {
            let names = facts.resources.iter().map(|resource| resource.name.as_str());
            let help = nearest_or(name, names, "write it as `service:type`, as the service's facts have it");
            let message = format!("AWS states no resource type `{}`", resource.value);
            self.cx.note(
                Diagnostic::new(Code::UnknownResourceType, resource.span, message).help(help).of_name(),
            );
        }
    }

    /// Notes a mistake in the condition key of a line.
    pub(super) fn context_key(&mut self, key: &Spanned<String>) {
        match CONDITION_KEY.problem(key) {
            Some(problem) => self.cx.note(problem),
            None => self.condition_key(key),
        }
    }

    pub(super) fn condition_key(&mut self, key: &Spanned<String>) {
        let Some((facts, _)) = self.facts(&key.value) else { return };
        let spelt = facts.spellings.iter().map(|(_, spelling)| spelling);
        let mut names = facts.keys.iter().map(|known| &known.name).chain(spelt).map(String::as_str);
        if !names.clone().any(|known| known == key.value) {
            let help = nearest_or(&key.value, &mut names, "write it as the service's facts have it");
            let message = format!("AWS states no condition key `{}`", key.value);
            self.cx.note(Diagnostic::new(Code::UnknownConditionKey, key.span, message).help(help).of_name());
        }
    }

    /// The facts of the service of a name in full, if they are known, and the name without its prefix.
    fn facts<'t>(&self, name: &'t str) -> Option<(&'l ServiceFacts, &'t str)> {
        let (prefix, name) = name.split_once(':')?;
        Some((self.services.facts(prefix)?, name))
    }
}
