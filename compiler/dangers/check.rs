//! From the dangers as they are written to the model: each is about one thing, and every name in it
//! is one that the catalog knows.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Dangers, Escalation, Family, Need, Reason, SHAPES, Shared};
use super::read::Danger;
use crate::compiler::check::Checker;
use crate::compiler::facts::model::Facts;
use crate::compiler::facts::nearest_or;
use crate::compiler::kinds::texts;
use crate::compiler::model::Service;
use crate::compiler::schema::rules::GAINS;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};
use crate::compiler::source::{Span, Spanned};

/// The keys of which a danger has one: what it is about.
const SUBJECTS: [&str; 5] = ["family", "escalation", "shared", "call", "resource-keys"];

/// The keys that say something about one subject only.
const FITTING: [(&str, &[&str]); 9] = [
    ("codes", &["family"]),
    ("gain", &["escalation"]),
    ("on", &["escalation"]),
    ("also-on", &["escalation"]),
    ("not-on", &["escalation"]),
    ("context", &["escalation"]),
    ("limited-by", &["family", "escalation", "shared"]),
    ("needs", &["call"]),
    ("asked-by", &["call"]),
];

/// Checks the dangers.
pub fn check(checker: &mut Checker<'_>, services: &[Service]) -> Dangers {
    let written = checker.written_dangers();
    let mut dangers = Dangers::default();
    let actions = written.iter().flat_map(|danger| &danger.escalation).map(|action| action.value.clone());
    let actions: BTreeSet<_> = actions.collect();
    dangers.actions = actions.into_iter().collect();
    let mut checks = Checks { checker, services, sets: BTreeMap::new() };
    for danger in written {
        checks.danger(danger, &mut dangers);
    }
    dangers
}

struct Checks<'l, 'c> {
    checker: &'l mut Checker<'c>,
    services: &'l [Service],
    /// The sets of actions so far.
    sets: BTreeMap<Vec<usize>, Span>,
}

impl<'l> Checks<'l, '_> {
    fn danger(&mut self, danger: &Danger, dangers: &mut Dangers) {
        if let Some(source) = &danger.source {
            texts::address(&mut self.checker.cx, source);
        }
        if !danger.broken.is_empty() || !self.is_about_one_thing(danger) {
            return;
        }
        let texts = |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect();
        let text =
            |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        let reason = Reason { why: text(&danger.why), source: text(&danger.source) };
        for key in danger.limited_by.iter().chain(&danger.asked_by).chain(&danger.resource_keys) {
            self.condition_key(key);
        }
        let limited_by = texts(&danger.limited_by);
        if let Some(action) = &danger.family {
            self.action(action);
            let codes = danger.codes.as_ref().map(|codes| self.codes(codes)).unwrap_or_default();
            dangers.families.push(Family { action: action.value.clone(), codes, limited_by, reason });
        } else if !danger.escalation.is_empty() {
            danger.escalation.iter().for_each(|action| self.action(action));
            danger.on.iter().for_each(|resource| self.resource_type(resource));
            danger.also_on.iter().chain(&danger.not_on).for_each(|arn| self.arn(arn));
            danger.context.iter().for_each(|line| self.condition_key(&line.name));
            self.gain(danger);
            let actions = self.set(danger, dangers);
            let context = danger.context.iter().map(|line| (line.name.value.clone(), texts(&line.texts)));
            dangers.escalations.push(Escalation {
                actions,
                gain: text(&danger.gain),
                on: texts(&danger.on),
                also_on: texts(&danger.also_on),
                not_on: texts(&danger.not_on),
                context: context.collect(),
                limited_by,
                reason,
            });
        } else if !danger.shared.is_empty() {
            danger.shared.iter().for_each(|resource| self.resource_type(resource));
            dangers.shared.push(Shared { types: texts(&danger.shared), limited_by, reason });
        } else if !danger.call.is_empty() {
            self.calls(danger);
            let [calls, needs, asked_by] =
                [&danger.call, &danger.needs, &danger.asked_by].map(|it| texts(it));
            dangers.needs.push(Need { calls, needs, asked_by, reason });
        } else {
            dangers.resource_keys.extend(danger.resource_keys.iter().map(|key| key.value.clone()));
        }
    }

    /// Whether a danger has one subject and what that needs; notes what is missing or too much.
    fn is_about_one_thing(&mut self, danger: &Danger) -> bool {
        let mut given = SUBJECTS.iter().filter_map(|name| Some((*name, danger.place(name)?)));
        let (Some((name, place)), other) = (given.next(), given.next()) else {
            let help = format!("add one of {}", listed(SUBJECTS.into_iter()));
            self.missing(danger, "does not say what it is about", &help);
            return false;
        };
        if let Some((other, other_place)) = other {
            let message = format!("a danger is about one thing, and this about `{name}` and `{other}`");
            self.conflict(other_place, &message, place);
            return false;
        }
        for (key, fitting) in FITTING {
            if let Some(key_place) = danger.place(key).filter(|_| !fitting.contains(&name)) {
                self.conflict(key_place, &format!("`{key}` says nothing about `{name}`"), place);
                return false;
            }
        }
        let needed = [("family", "codes"), ("escalation", "gain"), ("call", "needs")];
        let missing = needed.iter().find(|(subject, key)| *subject == name && danger.place(key).is_none());
        if let Some((_, key)) = missing {
            self.missing(danger, &format!("needs `{key}`"), &format!("add `{key} = …` below `{name}`"));
        }
        missing.is_none()
    }

    /// The codes of a family; notes those that the findings do not have.
    fn codes(&mut self, codes: &Spanned<String>) -> Vec<String> {
        let all: Vec<_> = SHAPES.iter().map(|shape| format!("{}_{shape}", codes.value)).collect();
        let missing: Vec<_> =
            all.iter().map(String::as_str).filter(|code| !self.checker.may_have_finding(code)).collect();
        if !missing.is_empty() {
            let message = format!("no findings have the codes of `{}`", codes.value);
            let known = self.checker.finding_codes();
            let known = known.filter_map(|code| Some(code.strip_suffix(SHAPES[0])?.trim_end_matches('_')));
            let help = match nearest(&codes.value, known) {
                Some(near) if near != codes.value => format!("did you mean `{near}`?"),
                _ => format!("add {} to a file of `catalog/findings`", listed(missing.into_iter())),
            };
            self.checker.note(Diagnostic::new(Code::UnknownFinding, codes.span, message).help(help));
        }
        all
    }

    fn gain(&mut self, danger: &Danger) {
        let Some(gain) = danger.gain.as_ref().filter(|gain| !GAINS.contains(&gain.value.as_str())) else {
            return;
        };
        let message = format!("`{}` is not what can be gained", gain.value);
        let help = one_of(&gain.value, GAINS.iter().copied());
        self.checker.note(Diagnostic::new(Code::UnknownValue, gain.span, message).help(help));
    }

    /// The places of an escalation's actions; notes a set that another escalation has.
    fn set(&mut self, danger: &Danger, dangers: &Dangers) -> Vec<usize> {
        let place =
            |action: &Spanned<String>| dangers.actions.binary_search(&action.value).unwrap_or_default();
        let actions: Vec<_> = danger.escalation.iter().map(place).collect();
        let mut set = actions.clone();
        set.sort_unstable();
        set.dedup();
        if let Some(first) = self.sets.insert(set, danger.name.span) {
            self.checker.note(
                Diagnostic::new(
                    Code::DuplicateEntry,
                    danger.name.span,
                    format!("`{}` has the same actions as another escalation", danger.name.value),
                )
                .other(first, "first given here")
                .help("remove one of the two"),
            );
        }
        actions
    }

    /// Notes what calls do not authorize, where their names are given in full.
    fn calls(&mut self, danger: &Danger) {
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
                self.checker.note(Diagnostic::new(Code::NotAuthorized, needed.span, message).help(help));
            }
        }
    }

    /// Notes what is wrong with an action in full.
    fn action(&mut self, action: &Spanned<String>) {
        let is_action = action.value.split_once(':').is_some_and(|(prefix, name)| {
            !prefix.is_empty() && !name.is_empty() && !name.contains(|c: char| !c.is_ascii_alphanumeric())
        });
        if !is_action {
            let message = format!("`{}` is not one action", action.value);
            self.checker.note(
                Diagnostic::new(Code::MalformedAction, action.span, message)
                    .help("write it in full and without wildcards, such as `ec2:RunInstances`"),
            );
            return;
        }
        let Some((facts, name)) = self.facts(&action.value) else { return };
        if facts.actions.iter().all(|known| known.name != name) {
            let names = facts.actions.iter().map(|action| action.name.as_str());
            let help = nearest_or(name, names, "if AWS has retired it, remove the danger");
            let message = format!("AWS states no action `{}`", action.value);
            self.checker.note(Diagnostic::new(Code::UnknownAction, action.span, message).help(help));
        }
    }

    fn resource_type(&mut self, resource: &Spanned<String>) {
        let Some((facts, name)) = self.facts(&resource.value) else { return };
        if facts.resources.iter().all(|known| known.name != name) {
            let names = facts.resources.iter().map(|resource| resource.name.as_str());
            let help = nearest_or(name, names, "write it as `service:type`, as the service's facts have it");
            let message = format!("AWS states no resource type `{}`", resource.value);
            self.checker.note(Diagnostic::new(Code::UnknownResourceType, resource.span, message).help(help));
        }
    }

    /// Notes an ARN that has not six parts.
    fn arn(&mut self, arn: &Spanned<String>) {
        if !arn.value.starts_with("arn:") || arn.value.splitn(6, ':').count() < 6 {
            let message = format!("`{}` is not an ARN", arn.value);
            self.checker.note(
                Diagnostic::new(Code::MalformedArn, arn.span, message)
                    .help("write all six parts, with `*` where any text can stand"),
            );
        }
    }

    fn condition_key(&mut self, key: &Spanned<String>) {
        let is_key =
            key.value.split_once(':').is_some_and(|(prefix, name)| !prefix.is_empty() && !name.is_empty());
        if !is_key {
            let message = format!("`{}` is not a condition key", key.value);
            self.checker.note(
                Diagnostic::new(Code::MalformedConditionKey, key.span, message)
                    .help("write it in full, such as `iam:PassedToService`"),
            );
            return;
        }
        let Some((facts, _)) = self.facts(&key.value) else { return };
        let spelt = facts.spellings.iter().map(|(_, spelling)| spelling);
        let mut names = facts.keys.iter().map(|known| &known.name).chain(spelt).map(String::as_str);
        if !names.clone().any(|known| known == key.value) {
            let help = nearest_or(&key.value, &mut names, "write it as the service's facts have it");
            let message = format!("AWS states no condition key `{}`", key.value);
            self.checker.note(Diagnostic::new(Code::UnknownConditionKey, key.span, message).help(help));
        }
    }

    /// The facts of the service of a name in full, if the catalog has them, and the name without its
    /// prefix.
    fn facts<'t>(&self, name: &'t str) -> Option<(&'l Facts, &'t str)> {
        let (prefix, name) = name.split_once(':')?;
        let service = self.services.iter().find(|service| service.prefix == prefix)?;
        service.facts.as_of.is_some().then_some((&service.facts, name))
    }

    fn conflict(&mut self, place: Span, message: &str, other: Span) {
        self.checker.note(
            Diagnostic::new(Code::ConflictingKeys, place, message)
                .other(other, "what it is about")
                .help("write a danger for each"),
        );
    }

    fn missing(&mut self, danger: &Danger, what: &str, help: &str) {
        let message = format!("the danger `{}` {what}", danger.name.value);
        self.checker.note(Diagnostic::new(Code::MissingKey, danger.name.span, message).help(help));
    }
}
