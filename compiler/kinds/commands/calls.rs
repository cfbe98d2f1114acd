//! The actions that a call authorizes, by AWS's facts and their corrections.

use crate::compiler::kinds::services::KnownServices;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, nearest_or};

/// The actions that a call authorizes: that of its own name, or else the only one that AWS states for it.
///
/// A call has further actions for some of its requests only, which a step states where they matter.
pub(super) fn actions(
    services: KnownServices<'_>,
    call: &Spanned<String>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let whole = || Ok(vec![call.value.clone()]);
    let Some((prefix, name)) = call.value.split_once(':') else { return whole() };
    if services.get(prefix).is_none() && !services.may_hide(prefix) {
        let message = format!("no service has the prefix `{prefix}`");
        let help = nearest_or(prefix, services.prefixes(), "write the prefix of the service's actions");
        let problem = Diagnostic::new(Code::UnknownService, call.inside(0..prefix.len()), message);
        return Err(Box::new(problem.help(help)));
    }
    let Some(facts) = services.facts(prefix) else { return whole() };
    if facts.actions.iter().any(|action| action.name == name) {
        return whole();
    }
    let known = facts.calls.iter().find(|known| known.name == name);
    let authorizes: Vec<_> =
        known.iter().flat_map(|call| &call.authorizes).map(|it| it.action.as_str()).collect();
    match authorizes.as_slice() {
        [only] => Ok(vec![(*only).to_owned()]),
        [] => {
            let names = facts.actions.iter().map(|action| action.name.as_str());
            let names = names.chain(facts.calls.iter().map(|call| call.name.as_str()));
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `{prefix}:{near}`?"),
                None => {
                    "state the actions in `authorizes`, or correct the call in `corrections.toml`".to_owned()
                }
            };
            let message = format!("AWS states neither an action nor a call `{}`", call.value);
            Err(Box::new(Diagnostic::new(Code::UnknownAction, call.span, message).help(help).of_name()))
        }
        several => {
            let message = format!("`{}` authorizes {}", call.value, listed(several.iter().copied()));
            let help =
                "state those of this request in `authorizes`, or those of all requests in `corrections.toml`";
            Err(Box::new(Diagnostic::new(Code::UnclearCall, call.span, message).help(help).of_name()))
        }
    }
}

/// The mistake of an action that its service does not have.
pub(super) fn unknown(services: KnownServices<'_>, action: &Spanned<String>) -> Option<Diagnostic> {
    let (prefix, name) = action.value.split_once(':')?;
    let facts = services.facts(prefix)?;
    if facts.actions.iter().any(|known| known.name == name) {
        return None;
    }
    let names = facts.actions.iter().map(|action| action.name.as_str());
    let help = nearest_or(name, names, "write an action as the service's facts have it");
    let message = format!("AWS states no action `{}`", action.value);
    Some(Diagnostic::new(Code::UnknownAction, action.span, message).help(help).of_name())
}
