//! The reviewed corrections, put on top of what AWS states.
//!
//! A correction that corrects nothing is a mistake: AWS has mended what it was about, or its name is
//! misspelt.

use super::arn;
use super::lookup::nearest_or;
use super::model::{Correction, CorrectionKind, Facts, Level, On, Resource, variables};
use super::read;
use crate::compiler::check::Checker;
use crate::compiler::model::Service;
use crate::compiler::schema::rules::ACCESS_LEVELS;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};
use crate::compiler::source::{Span, Spanned};

/// What an ARN's variable may hold besides what all of them may.
const SEPARATORS: [char; 2] = ['/', ':'];

/// Puts the corrections on top of the facts, and returns them with what they changed.
pub fn apply(
    checker: &mut Checker<'_>,
    written: &[read::Correction],
    services: &mut [Service],
) -> Vec<Correction> {
    let mut corrections = Corrections { checker, services, done: Vec::new() };
    let whole: Vec<_> = written.iter().filter(|correction| corrections.is_whole(correction)).collect();
    // Resource types come first, since actions may be put on new ones.
    for correction in &whole {
        corrections.resource(correction);
    }
    for correction in &whole {
        corrections.action(correction);
        corrections.key(correction);
        corrections.complete_keys(correction);
        corrections.variables(correction);
    }
    for correction in &whole {
        corrections.is_used(correction);
    }
    corrections.done.sort_by_key(|(place, _)| *place);
    corrections.done.into_iter().map(|(_, correction)| correction).collect()
}

struct Corrections<'l, 'c> {
    checker: &'l mut Checker<'c>,
    services: &'l mut [Service],
    /// With the places of their tables, since they are not applied in their order.
    done: Vec<(usize, Correction)>,
}

impl Corrections<'_, '_> {
    /// Whether a correction says about one thing what holds instead; notes what is missing or too much.
    fn is_whole(&mut self, correction: &read::Correction) -> bool {
        let place = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span);
        let first = |texts: &[Spanned<String>]| texts.first().map(|text| text.span);
        let subjects = [
            ("service", place(&correction.service), &["keys"][..]),
            ("action", place(&correction.action), &["access-level", "also"]),
            ("resource", place(&correction.resource), &["also"]),
            ("key", place(&correction.key), &["is"]),
            ("variables", first(&correction.variables), &["holds"]),
        ];
        let remedies = [
            ("keys", place(&correction.keys)),
            ("access-level", place(&correction.access_level)),
            ("also", first(&correction.also)),
            ("is", place(&correction.is)),
            ("holds", place(&correction.holds)),
        ];
        if !correction.broken.is_empty() || correction.reason.is_none() || correction.source.is_none() {
            return false;
        }
        let mut given =
            subjects.iter().filter_map(|(name, place, fitting)| Some((*name, (*place)?, *fitting)));
        let (Some((name, place, fitting)), other) = (given.next(), given.next()) else {
            let names = "`service`, `action`, `resource`, `key` or `variables`";
            self.missing(correction, "does not say what it is about", &format!("add {names}"));
            return false;
        };
        if let Some((other, other_place, _)) = other {
            self.conflict(
                other_place,
                &format!("a correction is about one thing, and this about `{name}` and `{other}`"),
                place,
            );
            return false;
        }
        let mut is_remedied = false;
        for (remedy, remedy_place) in remedies {
            let Some(remedy_place) = remedy_place else { continue };
            if !fitting.contains(&remedy) {
                self.conflict(remedy_place, &format!("`{remedy}` says nothing about `{name}`"), place);
                return false;
            }
            is_remedied = true;
        }
        if !is_remedied {
            let fitting: Vec<_> = fitting.iter().map(|name| format!("`{name}`")).collect();
            self.missing(correction, "does not say what holds", &format!("add {}", fitting.join(" or ")));
        }
        is_remedied
    }

    /// Further ARN formats of a resource type, or a resource type that AWS does not state.
    fn resource(&mut self, correction: &read::Correction) {
        let Some(subject) = &correction.resource else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        let facts = &mut self.services[service].facts;
        let id = facts.resources.iter().position(|resource| resource.name == name);
        let stated = id.map(|id| facts.resources[id].arns.clone()).unwrap_or_default();
        let id = id.unwrap_or_else(|| insert_resource(facts, name));
        for arn in &correction.also {
            arn::check(self.checker, arn);
            let arns = &mut self.services[service].facts.resources[id].arns;
            if arns.contains(&arn.value) {
                self.nothing(arn.span, &format!("`{}` has this ARN format anyway", subject.value));
            } else {
                arns.push(arn.value.clone());
            }
        }
        let corrected = self.services[service].facts.resources[id].arns.clone();
        self.note_done(correction, CorrectionKind::ArnFormats, &subject.value, stated, corrected);
    }

    /// Another access level of an action, or further resource types.
    fn action(&mut self, correction: &read::Correction) {
        let Some(subject) = &correction.action else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        let facts = &self.services[service].facts;
        let Some(id) = facts.actions.iter().position(|action| action.name == name) else {
            let names = facts.actions.iter().map(|action| action.name.as_str());
            let help = nearest_or(name, names, "if AWS has retired it, remove the correction");
            return self.unknown(Code::UnknownAction, subject, "action", &help);
        };
        if let Some(level) = &correction.access_level {
            let action = &mut self.services[service].facts.actions[id];
            let stated = action.level;
            match ACCESS_LEVELS.iter().position(|name| *name == level.value) {
                Some(idx) if Level(idx) == stated => {
                    self.nothing(level.span, &format!("`{}` has this access level anyway", subject.value));
                }
                Some(idx) => {
                    action.level = Level(idx);
                    let [stated, corrected] = [stated, Level(idx)].map(|level| vec![level.name().to_owned()]);
                    self.note_done(
                        correction,
                        CorrectionKind::AccessLevel,
                        &subject.value,
                        stated,
                        corrected,
                    );
                }
                None => self.unknown_value(
                    level,
                    "an access level",
                    &one_of(&level.value, ACCESS_LEVELS.iter().copied()),
                ),
            }
        }
        if !correction.also.is_empty() {
            self.also_on(correction, service, id, subject);
        }
    }

    fn also_on(
        &mut self,
        correction: &read::Correction,
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
                self.unknown(Code::UnknownResourceType, resource, "resource type", &help);
                continue;
            };
            let on = &mut facts.actions[id].on;
            if on.iter().any(|on| on.resource == found) {
                self.nothing(resource.span, &format!("`{}` has this resource type anyway", subject.value));
            } else {
                on.push(On { resource: found, keys: Vec::new() });
                on.sort_by_key(|on| on.resource);
            }
        }
        let corrected = self.types_of(service, id);
        self.note_done(correction, CorrectionKind::ResourceTypes, &subject.value, stated, corrected);
    }

    /// Another spelling of a condition key, in every service that states it.
    fn key(&mut self, correction: &read::Correction) {
        let (Some(key), Some(is)) = (&correction.key, &correction.is) else { return };
        let mut is_stated = false;
        for service in &mut *self.services {
            let facts = &mut service.facts;
            if let Some(id) = facts.keys.iter().position(|known| known.name == key.value) {
                is_stated = true;
                facts.spellings.push((id, is.value.clone()));
            }
        }
        if !is_stated {
            return self.nothing(key.span, &format!("no service states the condition key `{}`", key.value));
        }
        if key.value == is.value {
            return self.nothing(is.span, &format!("AWS spells `{}` so anyway", key.value));
        }
        let [stated, corrected] = [key, is].map(|text| vec![text.value.clone()]);
        self.note_done(correction, CorrectionKind::ConditionKey, &key.value, stated, corrected);
    }

    /// That the keys stated with an action and a resource type are all that there are.
    fn complete_keys(&mut self, correction: &read::Correction) {
        let (Some(service), Some(keys)) = (&correction.service, &correction.keys) else { return };
        if keys.value != "complete" {
            return self.unknown_value(keys, "something that is known of keys", "write `complete`");
        }
        let Some(id) = self.service(service, 0..service.value.len()) else { return };
        let facts = &mut self.services[id].facts;
        if facts.actions.iter().flat_map(|action| &action.on).all(|on| on.keys.is_empty()) {
            return self.nothing(
                service.span,
                &format!("`{}` states no keys for an action and a resource type", service.value),
            );
        }
        facts.has_complete_keys = true;
        self.note_done(correction, CorrectionKind::CompleteKeys, &service.value, Vec::new(), Vec::new());
    }

    /// What variables of ARN formats may hold.
    fn variables(&mut self, correction: &read::Correction) {
        let Some(holds) = correction.holds.as_ref().filter(|_| !correction.variables.is_empty()) else {
            return;
        };
        if !holds.value.chars().all(|c| SEPARATORS.contains(&c)) {
            return self.unknown_value(
                holds,
                "what a variable may hold",
                "write `/`, `:` or `/:`; all else it may hold anyway",
            );
        }
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
                if facts
                    .resources
                    .iter()
                    .flat_map(|resource| &resource.arns)
                    .any(|arn| variables(arn).any(|it| it == name))
                {
                    is_stated = true;
                    is_double |= facts.variables.iter().any(|(known, _)| known == name);
                    facts.variables.push((name.to_owned(), holds.value.clone()));
                }
            }
            if !is_stated {
                self.nothing(variable.span, &format!("no ARN format has the variable `{name}`"));
            } else if is_double {
                self.nothing(variable.span, &format!("another correction says what `{name}` holds"));
            } else {
                let corrected = holds.value.chars().map(String::from).collect();
                self.note_done(correction, CorrectionKind::Variable, &variable.value, Vec::new(), corrected);
            }
        }
    }

    /// Notes a resource type that AWS does not state and no action is put on.
    fn is_used(&mut self, correction: &read::Correction) {
        let Some(subject) = &correction.resource else { return };
        let Some((prefix, name)) = subject.value.split_once(':') else { return };
        let Some(service) = self.services.iter().find(|service| service.prefix == prefix) else { return };
        let facts = &service.facts;
        let Some(id) = facts.resources.iter().position(|resource| resource.name == name) else { return };
        if !facts.actions.iter().flat_map(|action| &action.on).any(|on| on.resource == id) {
            self.nothing(subject.span, &format!("no action is on the resource type `{name}`"));
        }
    }

    /// The service of `prefix:name`, and the name.
    fn service_of<'t>(&mut self, subject: &'t Spanned<String>) -> Option<(usize, &'t str)> {
        let Some((prefix, name)) = subject.value.split_once(':') else {
            let message = format!("`{}` is not of the form `service:name`", subject.value);
            self.checker.note(
                Diagnostic::new(Code::MalformedValue, subject.span, message)
                    .help("write it in full, such as `ec2:RunInstances` or `ec2:instance`"),
            );
            return None;
        };
        self.service(subject, 0..prefix.len()).map(|service| (service, name))
    }

    /// The service whose prefix stands in a part of a text.
    fn service(&mut self, text: &Spanned<String>, range: std::ops::Range<usize>) -> Option<usize> {
        let prefix = text.value.get(range.clone()).unwrap_or_default();
        let found = self.services.iter().position(|service| service.prefix == prefix);
        if found.is_none() {
            let names = self.services.iter().map(|service| service.prefix.as_str());
            let help = nearest_or(prefix, names, "import its facts with `cargo xtask import-services`");
            let message = format!("no service has the prefix `{prefix}`");
            self.checker.note(Diagnostic::new(Code::UnknownService, text.inside(range), message).help(help));
        }
        found
    }

    fn types_of(&self, service: usize, action: usize) -> Vec<String> {
        let facts = &self.services[service].facts;
        facts.actions[action].on.iter().map(|on| facts.resources[on.resource].name.clone()).collect()
    }

    fn note_done(
        &mut self,
        correction: &read::Correction,
        kind: CorrectionKind,
        subject: &str,
        stated: Vec<String>,
        corrected: Vec<String>,
    ) {
        let text =
            |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        let (reason, source) = (text(&correction.reason), text(&correction.source));
        let subject = subject.to_owned();
        let correction =
            (correction.place().start, Correction { kind, subject, stated, corrected, reason, source });
        self.done.push(correction);
    }

    fn nothing(&mut self, place: Span, message: &str) {
        self.checker.note(
            Diagnostic::new(Code::NothingToCorrect, place, message).help(
                "remove it, or correct the name: a correction that changes nothing hides what it was for",
            ),
        );
    }

    fn unknown(&mut self, code: Code, text: &Spanned<String>, what: &str, help: &str) {
        let message = format!("AWS states no {what} `{}`", text.value);
        self.checker.note(Diagnostic::new(code, text.span, message).help(help));
    }

    fn unknown_value(&mut self, text: &Spanned<String>, what: &str, help: &str) {
        let message = format!("`{}` is not {what}", text.value);
        self.checker.note(Diagnostic::new(Code::UnknownValue, text.span, message).help(help));
    }

    fn conflict(&mut self, place: Span, message: &str, other: Span) {
        self.checker.note(
            Diagnostic::new(Code::ConflictingKeys, place, message)
                .other(other, "what it is about")
                .help("write a correction for each"),
        );
    }

    fn missing(&mut self, correction: &read::Correction, what: &str, help: &str) {
        let message = format!("the correction `{}` {what}", correction.name.value);
        self.checker.note(Diagnostic::new(Code::MissingKey, correction.place(), message).help(help));
    }
}

/// Puts a resource type among the others, and returns its place.
fn insert_resource(facts: &mut Facts, name: &str) -> usize {
    let key = name.to_ascii_lowercase();
    let id = facts.resources.partition_point(|resource| resource.name.to_ascii_lowercase() < key);
    facts.resources.insert(id, Resource { name: name.to_owned(), arns: Vec::new(), keys: Vec::new() });
    for on in facts.actions.iter_mut().flat_map(|action| &mut action.on) {
        on.resource += usize::from(on.resource >= id);
    }
    id
}
