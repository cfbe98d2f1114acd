//! The names of other things that a condition key may have: keys, actions and kinds of findings.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::condition_keys::written::WrittenConditionKey;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The names that a condition key may have of other things.
#[derive(Debug)]
pub struct KnownNames<'k> {
    pub keys: &'k [WrittenConditionKey],
    pub hidden_keys: &'k Hidden,
    pub services: KnownServices<'k>,
    pub codes: FindingCodes<'k>,
}

/// Notes a key that has no table of its own, most often one that is misspelt.
pub(super) fn other_key(cx: &mut Checking<'_>, other: &Spanned<String>, own: &str, known: &KnownNames<'_>) {
    let names = known.keys.iter().map(|key| key.name.value.as_str());
    if names.clone().any(|name| name == other.value && name != own)
        || known.hidden_keys.may_have(&other.value)
    {
        return;
    }
    let message = format!("no other condition key of this file is named `{}`", other.value);
    cx.note(Diagnostic::new(Code::UnknownConditionKey, other.span, message).help(
        match nearest(&other.value, names.filter(|name| *name != own)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name of another table of this file".to_owned(),
        },
    ));
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
        let diagnostic = Diagnostic::new(Code::UnknownAction, action.span, message).help(match near {
            Some(near) => format!("did you mean `{prefix}:{near}`?"),
            None => "write the full name of an action of a service in the catalog".to_owned(),
        });
        cx.note(diagnostic.of_name());
    }
}
