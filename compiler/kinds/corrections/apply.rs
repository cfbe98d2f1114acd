//! The corrections of each sort, put on top of what AWS states.

use crate::compiler::kinds::corrections::check::Corrections;
use crate::compiler::kinds::corrections::model::CorrectionKind;
use crate::compiler::kinds::corrections::written::WrittenCorrection;
use crate::compiler::kinds::services::arn;
use crate::compiler::kinds::services::model::{
    AccessLevel, ActionResource, ResourceType, ServiceAction, ServiceFacts, variables,
};
use crate::compiler::kinds::texts::value;
use crate::compiler::schema::texts::sets::ACCESS_LEVELS;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::nearest_or;

impl Corrections<'_, '_> {
    /// Further ARN formats of a resource type, or a resource type that AWS does not state.
    pub(super) fn resource(&mut self, correction: &WrittenCorrection) {
        let Some(subject) = &correction.resource else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        let facts = &mut self.services[service].facts;
        let id = facts.resources.iter().position(|resource| resource.name == name);
        let stated = id.map(|id| facts.resources[id].arns.clone()).unwrap_or_default();
        let id = id.unwrap_or_else(|| insert_resource(facts, name));
        for arn in &correction.also {
            arn::check(self.cx, arn);
            let arns = &mut self.services[service].facts.resources[id].arns;
            if arns.contains(&arn.value) {
                self.nothing(arn.span, &format!("`{}` already has this ARN format", subject.value));
            } else {
                arns.push(arn.value.clone());
                if let Some(page) = &correction.ends {
                    self.services[service].facts.ending.push((arn.value.clone(), page.value.clone()));
                }
            }
        }
        let corrected = self.services[service].facts.resources[id].arns.clone();
        self.note_done(correction, CorrectionKind::ArnFormats, &subject.value, stated, corrected);
    }

    /// An action that AWS does not list.
    pub(super) fn unlisted(&mut self, correction: &WrittenCorrection) {
        let (Some(subject), Some(level)) = (&correction.action, &correction.access_level) else { return };
        let Some(level) = ACCESS_LEVELS.texts.iter().position(|name| *name == level.value) else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        let facts = &mut self.services[service].facts;
        if facts.actions.iter().any(|action| action.name.eq_ignore_ascii_case(name)) {
            return self.nothing(subject.span, &format!("AWS lists the action `{}`", subject.value));
        }
        insert_action(facts, name, AccessLevel(level));
        let level = vec![AccessLevel(level).name().to_owned()];
        self.note_done(correction, CorrectionKind::Action, &subject.value, Vec::new(), level);
        let id = self.services[service].facts.actions.iter().position(|action| action.name == name);
        if let Some(id) = id.filter(|_| !correction.also.is_empty()) {
            self.also_on(correction, service, id, subject);
        }
    }

    /// Another access level of an action, or further resource types.
    pub(super) fn action(&mut self, correction: &WrittenCorrection) {
        let Some(subject) = &correction.action else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        let facts = &self.services[service].facts;
        let Some(id) = facts.actions.iter().position(|action| action.name == name) else {
            let names = facts.actions.iter().map(|action| action.name.as_str());
            let help = nearest_or(
                name,
                names,
                "if AWS has retired it, remove the correction; if AWS does not list it yet, add `unlisted = true`",
            );
            return self.unknown(Code::UnknownAction, subject, "action", &help);
        };
        if let Some(level) = &correction.access_level {
            let action = &mut self.services[service].facts.actions[id];
            let stated = action.level;
            match ACCESS_LEVELS.texts.iter().position(|name| *name == level.value) {
                Some(idx) if AccessLevel(idx) == stated => {
                    self.nothing(level.span, &format!("`{}` already has this access level", subject.value));
                }
                Some(idx) => {
                    action.level = AccessLevel(idx);
                    let [stated, corrected] =
                        [stated, AccessLevel(idx)].map(|level| vec![level.name().to_owned()]);
                    self.note_done(
                        correction,
                        CorrectionKind::AccessLevel,
                        &subject.value,
                        stated,
                        corrected,
                    );
                }
                None => {}
            }
        }
        if !correction.also.is_empty() {
            self.also_on(correction, service, id, subject);
        }
    }

    fn also_on(
        &mut self,
        correction: &WrittenCorrection,
        service: usize,
        id: usize,
        subject: &Spanned<String>,
    ) {
        let stated = self.types_of(service, id);
        for resource in &correction.also {
            let facts = &mut self.services[service].facts;
            let Some(found) = facts.resources.iter().position(|known| known.name == resource.value) else {
                let names = facts.resources.iter().map(|resource| resource.name.as_str());
                let help = nearest_or(&resource.value, names, "add a correction with its ARN format");
                if self.are_whole {
                    self.unknown(Code::UnknownResourceType, resource, "resource type", &help);
                }
                continue;
            };
            let on = &mut facts.actions[id].on;
            if on.iter().any(|on| on.resource == found) {
                self.nothing(resource.span, &format!("`{}` already has this resource type", subject.value));
            } else {
                on.push(ActionResource { resource: found, keys: Vec::new() });
                on.sort_by_key(|on| on.resource);
            }
        }
        let corrected = self.types_of(service, id);
        self.note_done(correction, CorrectionKind::ResourceTypes, &subject.value, stated, corrected);
    }

    /// Another spelling of a condition key, in every service that states it.
    pub(super) fn key(&mut self, correction: &WrittenCorrection) {
        let (Some(key), Some(is)) = (&correction.key, &correction.is) else { return };
        let mut is_stated = false;
        for service in &mut *self.services {
            let facts = &mut service.facts;
            if let Some(id) = facts.keys.iter().position(|known| known.name == key.value) {
                is_stated = true;
                facts.spellings.push((id, is.value.clone()));
            }
        }
        if !is_stated && !self.hidden.is_empty() {
            return;
        }
        if !is_stated {
            return self.nothing(key.span, &format!("no service states the condition key `{}`", key.value));
        }
        if key.value == is.value {
            return self.nothing(is.span, &format!("AWS already spells `{}` this way", key.value));
        }
        let [stated, corrected] = [key, is].map(|text| vec![text.value.clone()]);
        self.note_done(correction, CorrectionKind::ConditionKey, &key.value, stated, corrected);
    }

    /// The fact that the keys stated for an action on a resource type are complete.
    pub(super) fn complete_keys(&mut self, correction: &WrittenCorrection) {
        let (Some(service), Some(_)) = (&correction.service, &correction.keys) else { return };
        let Some(id) = self.service(service, 0..service.value.len()) else { return };
        let facts = &mut self.services[id].facts;
        if facts.actions.iter().flat_map(|action| &action.on).all(|on| on.keys.is_empty()) {
            return self.nothing(
                service.span,
                &format!("`{}` states no keys for an action on a resource type", service.value),
            );
        }
        facts.has_complete_keys = true;
        self.note_done(correction, CorrectionKind::CompleteKeys, &service.value, Vec::new(), Vec::new());
    }

    /// The separators that the values of variables of ARN formats may contain, and the patterns that they
    /// match.
    pub(super) fn variables(&mut self, correction: &WrittenCorrection) {
        let holds = correction.holds.as_ref().map(|it| it.value.as_str());
        let (like, never) = (value(correction.like.as_ref()), value(correction.never.as_ref()));
        let is_formed = !like.is_empty() || !never.is_empty();
        for variable in &correction.variables {
            let (prefix, name) = match variable.value.split_once(':') {
                Some((prefix, name)) if self.service(variable, 0..prefix.len()).is_some() => {
                    (Some(prefix), name)
                }
                Some(_) => continue,
                None => (None, variable.value.as_str()),
            };
            let mut is_stated = false;
            let mut is_double = false;
            for service in self
                .services
                .iter_mut()
                .filter(|service| prefix.is_none_or(|prefix| service.prefix == prefix))
            {
                let facts = &mut service.facts;
                if !has_variable(facts, name) {
                    continue;
                }
                is_stated = true;
                if let Some(holds) = holds {
                    is_double |= facts.variables.iter().any(|(known, _)| known == name);
                    facts.variables.push((name.to_owned(), holds.to_owned()));
                }
                if is_formed {
                    is_double |= facts.forms.iter().any(|(known, ..)| known == name);
                    facts.forms.push((name.to_owned(), like.clone(), never.clone()));
                }
            }
            if !is_stated && !self.hidden.is_empty() {
                continue;
            }
            if !is_stated {
                self.nothing(variable.span, &format!("no ARN format has the variable `{name}`"));
                continue;
            }
            if is_double {
                self.nothing(
                    variable.span,
                    &format!("another correction already covers the variable `{name}`"),
                );
                continue;
            }
            let note = |it: &mut Self, kind, corrected| {
                it.note_done(correction, kind, &variable.value, Vec::new(), corrected);
            };
            if let Some(holds) = holds {
                note(self, CorrectionKind::Variable, holds.chars().map(String::from).collect());
            }
            if is_formed {
                let patterns = [&like, &never].into_iter().filter(|it| !it.is_empty());
                note(self, CorrectionKind::VariableForm, patterns.cloned().collect());
            }
        }
    }

    /// Notes a resource type that AWS does not state and no action has.
    pub(super) fn is_used(&mut self, correction: &WrittenCorrection) {
        let Some(subject) = &correction.resource else { return };
        let Some((prefix, name)) = subject.value.split_once(':') else { return };
        if self.hidden.may_have(prefix) || !self.are_whole {
            return;
        }
        let Some(service) = self.services.iter().find(|service| service.prefix == prefix) else { return };
        let facts = &service.facts;
        let Some(id) = facts.resources.iter().position(|resource| resource.name == name) else { return };
        if !facts.actions.iter().flat_map(|action| &action.on).any(|on| on.resource == id) {
            self.nothing(subject.span, &format!("no action has the resource type `{name}`"));
        }
    }
}

/// True if an ARN format has the variable.
fn has_variable(facts: &ServiceFacts, name: &str) -> bool {
    let mut arns = facts.resources.iter().flat_map(|resource| &resource.arns);
    arns.any(|arn| variables(arn).any(|it| it == name))
}

/// Puts an action among the others. Its requests have the keys that those of all others have.
fn insert_action(facts: &mut ServiceFacts, name: &str, level: AccessLevel) {
    let is_of_all = |key: &usize| facts.actions.iter().all(|action| action.keys.contains(key));
    let keys = (0..facts.keys.len()).filter(is_of_all).collect();
    let key = name.to_ascii_lowercase();
    let id = facts.actions.partition_point(|action| action.name.to_ascii_lowercase() < key);
    facts.actions.insert(id, ServiceAction { name: name.to_owned(), level, keys, on: Vec::new() });
}

/// Puts a resource type among the others, and returns its place.
fn insert_resource(facts: &mut ServiceFacts, name: &str) -> usize {
    let key = name.to_ascii_lowercase();
    let id = facts.resources.partition_point(|resource| resource.name.to_ascii_lowercase() < key);
    facts.resources.insert(id, ResourceType { name: name.to_owned(), arns: Vec::new(), keys: Vec::new() });
    for on in facts.actions.iter_mut().flat_map(|action| &mut action.on) {
        on.resource += usize::from(on.resource >= id);
    }
    id
}
