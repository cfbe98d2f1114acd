//! The rules about conditions on a key.

use super::check::{KnownNames, other_key};
use super::written::WrittenKeyRule;
use crate::compiler::kinds::checking::Checking;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Notes the mistakes of a rule of a condition key.
pub(super) fn key_rule(cx: &mut Checking<'_>, rule: &WrittenKeyRule, key: &str, known: &KnownNames<'_>) {
    if let Some(code) = &rule.code
        && !known.codes.may_have(&code.value)
    {
        cx.note(
            Diagnostic::new(
                Code::UnknownValue,
                code.span,
                format!("no kind of finding is named `{}`", code.value),
            )
            .help(match nearest(&code.value, known.codes.iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its table in a file of `findings`".to_owned(),
            }),
        );
    }
    for action in &rule.actions {
        action_of_rule(cx, action, known);
    }
    if let Some(other) = &rule.key {
        other_key(cx, other, key, known);
    }
}

/// Notes an action that no service has.
pub(super) fn action_of_rule(cx: &mut Checking<'_>, action: &Spanned<String>, known: &KnownNames<'_>) {
    let (prefix, name) = action.value.split_once(':').unwrap_or(("", &action.value));
    if known.services.may_hide(prefix) {
        return;
    }
    let service = known.services.get(prefix);
    let is_there = service.is_some_and(|service| {
        service.facts.as_of.is_none() || service.facts.actions.iter().any(|it| it.name == name)
    });
    if !is_there {
        let names = service.into_iter().flat_map(|service| &service.facts.actions);
        let near = nearest(name, names.map(|action| action.name.as_str()));
        let message = format!("no service of the catalog has the action `{}`", action.value);
        cx.note(Diagnostic::new(Code::UnknownAction, action.span, message).help(match near {
            Some(near) => format!("did you mean `{prefix}:{near}`?"),
            None => "write the full name of an action of a service in the catalog".to_owned(),
        }));
    }
}
