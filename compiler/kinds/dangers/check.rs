//! From the dangers as they are written to the model: each has one subject, and every name in it
//! is one that the catalog knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::dangers::model::{
    CallNeed, DangerFamily, DangerReason, Dangers, Escalation, SHAPES, SharedNames,
};
use crate::compiler::kinds::dangers::written::WrittenDanger;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::texts::{value, values};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};
use crate::compiler::source::{Span, Spanned};

/// Checks the dangers.
pub fn check(
    cx: &mut Checking<'_>,
    written: &[WrittenDanger],
    services: KnownServices<'_>,
    codes: FindingCodes<'_>,
) -> Dangers {
    let mut dangers = Dangers::default();
    let actions = written.iter().flat_map(|danger| danger.escalation.iter().chain(&danger.resource_policy));
    let actions = actions.map(|action| action.value.clone());
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
        if !danger.is_sound {
            return;
        }
        let reason = DangerReason { why: value(danger.why.as_ref()), source: value(danger.source.as_ref()) };
        let keys = [&danger.limited_by, &danger.asked_by, &danger.resource_keys, &danger.caller_keys];
        for key in keys.into_iter().flatten() {
            self.condition_key(key);
        }
        let limited_by = values(&danger.limited_by);
        if let Some(action) = &danger.family {
            self.action(action);
            let codes = danger.codes.as_ref().map(|codes| self.codes(codes)).unwrap_or_default();
            let everything = values(&danger.everything);
            let action = action.value.clone();
            dangers.families.push(DangerFamily { action, codes, everything, limited_by, reason });
        } else if !danger.escalation.is_empty() {
            danger.escalation.iter().for_each(|action| self.action(action));
            danger.on.iter().for_each(|resource| self.resource_type(resource));
            danger.context.iter().for_each(|line| self.context_key(&line.name));
            let actions = self.set(&danger.name, &danger.escalation, dangers);
            let context = danger.context.iter().map(|line| (line.name.value.clone(), values(&line.texts)));
            dangers.escalations.push(Escalation {
                actions,
                gain: value(danger.gain.as_ref()),
                is_of_policy: false,
                on: values(&danger.on),
                also_on: values(&danger.also_on),
                not_on: values(&danger.not_on),
                context: context.collect(),
                limited_by,
                reason,
            });
        } else if !danger.resource_policy.is_empty() {
            for action in &danger.resource_policy {
                self.action(action);
                let actions = self.set(action, core::slice::from_ref(action), dangers);
                dangers.escalations.push(Escalation::of_resource(actions, reason.clone()));
            }
        } else if !danger.shared.is_empty() {
            danger.shared.iter().for_each(|resource| self.resource_type(resource));
            dangers.shared.push(SharedNames { types: values(&danger.shared), limited_by, reason });
        } else if !danger.call.is_empty() {
            self.calls(danger);
            let [calls, needs, asked_by] =
                [&danger.call, &danger.needs, &danger.asked_by].map(|it| values(it));
            dangers.needs.push(CallNeed { calls, needs, asked_by, reason });
        } else {
            dangers.resource_keys.extend(values(&danger.resource_keys));
            dangers.caller_keys.extend(values(&danger.caller_keys));
        }
    }

    /// The codes of a family; notes those that the findings do not have.
    fn codes(&mut self, codes: &Spanned<String>) -> Vec<String> {
        let all: Vec<_> = SHAPES.iter().map(|shape| format!("{}_{shape}", codes.value)).collect();
        let missing: Vec<_> =
            all.iter().map(String::as_str).filter(|code| !self.codes.may_have(code)).collect();
        if !missing.is_empty() {
            let message = format!("no finding has a code that begins with `{}`", codes.value);
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

    /// The places of an escalation's actions; notes, under its name, a set that another escalation has.
    fn set(&mut self, name: &Spanned<String>, written: &[Spanned<String>], dangers: &Dangers) -> Vec<usize> {
        let number =
            |action: &Spanned<String>| dangers.actions.binary_search(&action.value).unwrap_or_default();
        let actions: Vec<_> = written.iter().map(number).collect();
        let mut set = actions.clone();
        set.sort_unstable();
        set.dedup();
        if let Some(first) = self.sets.insert(set, name.span) {
            self.cx.note(
                Diagnostic::new(
                    Code::DuplicateEntry,
                    name.span,
                    format!("`{}` has the same actions as another escalation", name.value),
                )
                .other(first, "first given here")
                .help("remove one of the two"),
            );
        }
        actions
    }
}
