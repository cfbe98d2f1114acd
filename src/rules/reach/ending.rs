//! Actions on ARNs of a form by which AWS will no longer match them.
//!
//! Such a statement still has its effect, and loses it on a day that nobody knows in advance.

use crate::finding::{Code, Finding};
use crate::iam::arn::ArnPattern;
use crate::iam::piece::{PatternPiece, pieces_at};
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::wording::shortened;
use crate::{Action, ArnFormat};

/// The most entries of `Resource` that are compared with each other: a document of the size that IAM accepts
/// has no room for as many of them.
const MAX_RESOURCES: usize = 192;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.is_huge() || is_too_long(cx) {
        return Vec::new();
    }
    let with_effect = cx.scopes.iter().filter(|scope| scope.is_positive() && scope.effect.is_some());
    with_effect.flat_map(|scope| of_statement(cx, scope)).collect()
}

/// True if the statements concerned have too many resources to be compared with each other.
pub(crate) fn is_too_long(cx: &RuleContext<'_>) -> bool {
    let is_concerned = |scope: &&Scope<'_>| {
        scope.entries().flat_map(|(_, actions)| actions).any(|action| action.service().has_ending_formats())
    };
    let n_resources: usize = cx.all_scopes().filter(is_concerned).map(|scope| scope.resources.len()).sum();
    n_resources > MAX_RESOURCES
}

fn of_statement(cx: &RuleContext<'_>, scope: &Scope<'_>) -> Vec<Finding> {
    let mut actions = scope.expand();
    actions.retain(|action| action.service().has_ending_formats());
    if actions.is_empty() {
        return Vec::new();
    }
    scope.resources.iter().filter_map(|resource| of_resource(cx, scope, resource, &actions)).collect()
}

fn of_resource(
    cx: &RuleContext<'_>,
    scope: &Scope<'_>,
    resource: &ResourcePattern<'_>,
    actions: &[Action],
) -> Option<Finding> {
    let ending = |action: &Action| Some((*action, resource.ending(*action)?));
    let mut ending: Vec<_> = actions.iter().filter_map(ending).collect();
    let (first, (format, staying)) = *ending.first()?;
    let plain = plain(resource.text.as_str(), staying)?;
    let arn = ArnPattern::new(plain)?;
    ending.retain(|(action, _)| !is_covered(cx, scope, *action, &arn));
    let names: Vec<_> = ending.iter().map(|(action, _)| format!("`{action}`")).collect();
    let (are, them) = match names.len() {
        0 => return None,
        1 => ("is", "it"),
        _ => ("are", "them"),
    };
    let does = if scope.allows() { "granted" } else { "denied" };
    let message = format!(
        "{} {are} {does} on `{}`, which AWS says will no longer match {them}",
        shortened(&names, "and"),
        resource.text
    );
    let is_enough = resource.arn().is_some_and(|own| arn.covers(own));
    let help = if is_enough {
        format!("name `{plain}` instead, which matches both forms")
    } else {
        format!("name `{plain}`, and keep `{}` for the actions on what is inside", resource.text)
    };
    let finding = Finding::new(Code::DeprecatedArnForm, resource.text.span, message)
        .help(help)
        .help(format!("see {}", format.ends().unwrap_or_default()))
        .statement(scope.statement.idx)
        .subject(resource.text.as_str())
        .rests_on(first.service());
    let all = || ending.iter().map(|(action, _)| action.to_string()).collect::<Vec<_>>().join(", ");
    Some(if ending.len() > 1 { finding.detail(format!("no longer matched: {}", all())) } else { finding })
}

/// The beginning of an ARN that has as many colons as a format.
fn plain(text: &str, format: ArnFormat) -> Option<&str> {
    let n_colons = format.as_str().matches(':').count();
    let colons = pieces_at(text).filter(|(_, piece)| *piece == PatternPiece::Char(':')).map(|(at, _)| at);
    // A `*` in an earlier field may have reached past a colon.
    let end = colons.clone().nth(n_colons).or_else(|| colons.last())?;
    text.get(..end)
}

/// True if a statement of the same effect may be about the action on resources of the form that stays.
fn is_covered(cx: &RuleContext<'_>, scope: &Scope<'_>, action: Action, plain: &ArnPattern<'_>) -> bool {
    let is_about = |resource: &ResourcePattern<'_>| {
        resource.arn().is_none_or(|arn| arn.overlaps_with(plain)) && resource.ending(action).is_none()
    };
    let mut others = cx.all_scopes().filter(|other| other.effect == scope.effect && other.names(action));
    others.any(|other| other.not_resource || other.resources.iter().any(is_about))
}
