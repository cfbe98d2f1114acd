//! From the dangers as they are written to the model: each is about one thing, and every name in it
//! is one that the catalog knows.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{CallNeed, DangerFamily, DangerReason, Dangers, Escalation, SHAPES, SharedNames};
use super::written::WrittenDanger;
use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::texts::{address, value, values};
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
pub fn check(
    cx: &mut Checking<'_>,
    written: &[WrittenDanger],
    services: KnownServices<'_>,
    codes: FindingCodes<'_>,
) -> Dangers {
    let mut dangers = Dangers::default();
    let actions = written.iter().flat_map(|danger| &danger.escalation).map(|action| action.value.clone());
    let actions: BTreeSet<_> = actions.collect();
    dangers.actions = actions.into_iter().collect();
    let mut checks = Checks { cx, services, codes, sets: BTreeMap::new() };
    for danger in written {
        checks.danger(danger, &mut dangers);
    }
    dangers
}

pub(super) struct Checks<'l, 'c> {
    pub(super) cx: &'l mut Checking<'c>,
    pub(super) services: KnownServices<'l>,
    codes: FindingCodes<'l>,
    /// The sets of actions so far.
    sets: BTreeMap<Vec<usize>, Span>,
}

impl Checks<'_, '_> {
    fn danger(&mut self, danger: &WrittenDanger, dangers: &mut Dangers) {
        if let Some(source) = &danger.source {
            address(self.cx, source);
        }
        if !danger.broken.is_empty() || !self.is_about_one_thing(danger) {
            return;
        }
        let reason = DangerReason { why: value(danger.why.as_ref()), source: value(danger.source.as_ref()) };
        for key in danger.limited_by.iter().chain(&danger.asked_by).chain(&danger.resource_keys) {
            self.condition_key(key);
        }
        let limited_by = values(&danger.limited_by);
        if let Some(action) = &danger.family {
            self.action(action);
            let codes = danger.codes.as_ref().map(|codes| self.codes(codes)).unwrap_or_default();
            dangers.families.push(DangerFamily { action: action.value.clone(), codes, limited_by, reason });
        } else if !danger.escalation.is_empty() {
            danger.escalation.iter().for_each(|action| self.action(action));
            danger.on.iter().for_each(|resource| self.resource_type(resource));
            danger.also_on.iter().chain(&danger.not_on).for_each(|arn| self.arn(arn));
            danger.context.iter().for_each(|line| self.condition_key(&line.name));
            self.gain(danger);
            let actions = self.set(danger, dangers);
            let context = danger.context.iter().map(|line| (line.name.value.clone(), values(&line.texts)));
            dangers.escalations.push(Escalation {
                actions,
                gain: value(danger.gain.as_ref()),
                on: values(&danger.on),
                also_on: values(&danger.also_on),
                not_on: values(&danger.not_on),
                context: context.collect(),
                limited_by,
                reason,
            });
        } else if !danger.shared.is_empty() {
            danger.shared.iter().for_each(|resource| self.resource_type(resource));
            dangers.shared.push(SharedNames { types: values(&danger.shared), limited_by, reason });
        } else if !danger.call.is_empty() {
            self.calls(danger);
            let [calls, needs, asked_by] =
                [&danger.call, &danger.needs, &danger.asked_by].map(|it| values(it));
            dangers.needs.push(CallNeed { calls, needs, asked_by, reason });
        } else {
            dangers.resource_keys.extend(danger.resource_keys.iter().map(|key| key.value.clone()));
        }
    }

    /// Whether a danger has one subject and what that needs; notes what is missing or too much.
    fn is_about_one_thing(&mut self, danger: &WrittenDanger) -> bool {
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
            all.iter().map(String::as_str).filter(|code| !self.codes.may_have(code)).collect();
        if !missing.is_empty() {
            let message = format!("no findings have the codes of `{}`", codes.value);
            let known = self.codes.iter();
            let known = known.filter_map(|code| Some(code.strip_suffix(SHAPES[0])?.trim_end_matches('_')));
            let help = match nearest(&codes.value, known) {
                Some(near) if near != codes.value => format!("did you mean `{near}`?"),
                _ => format!("add {} to a file of `catalog/findings`", listed(missing.into_iter())),
            };
            self.cx.note(Diagnostic::new(Code::UnknownFinding, codes.span, message).help(help));
        }
        all
    }

    fn gain(&mut self, danger: &WrittenDanger) {
        let Some(gain) = danger.gain.as_ref().filter(|gain| !GAINS.contains(&gain.value.as_str())) else {
            return;
        };
        let message = format!("`{}` is not what can be gained", gain.value);
        let help = one_of(&gain.value, GAINS.iter().copied());
        self.cx.note(Diagnostic::new(Code::UnknownValue, gain.span, message).help(help));
    }

    /// The places of an escalation's actions; notes a set that another escalation has.
    fn set(&mut self, danger: &WrittenDanger, dangers: &Dangers) -> Vec<usize> {
        let place =
            |action: &Spanned<String>| dangers.actions.binary_search(&action.value).unwrap_or_default();
        let actions: Vec<_> = danger.escalation.iter().map(place).collect();
        let mut set = actions.clone();
        set.sort_unstable();
        set.dedup();
        if let Some(first) = self.sets.insert(set, danger.name.span) {
            self.cx.note(
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

    fn conflict(&mut self, place: Span, message: &str, other: Span) {
        self.cx.note(
            Diagnostic::new(Code::ConflictingKeys, place, message)
                .other(other, "what it is about")
                .help("write a danger for each"),
        );
    }

    fn missing(&mut self, danger: &WrittenDanger, what: &str, help: &str) {
        let message = format!("the danger `{}` {what}", danger.name.value);
        self.cx.note(Diagnostic::new(Code::MissingKey, danger.name.span, message).help(help));
    }
}
