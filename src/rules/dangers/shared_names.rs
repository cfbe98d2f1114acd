//! Resources whose names are unique across all accounts, named by a pattern that also matches those of
//! strangers.

use crate::finding::{Code, Finding};
use crate::iam::grants::formats;
use crate::iam::limits::asks_for;
use crate::iam::piece;
use crate::iam::piece::PatternPiece;
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::dangers::tables::{SHARED_NAMES, SharedName};
use crate::rules::wording::{counted, listed};
use crate::{Action, ResourceType};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let scopes = cx.scopes.iter().filter(|scope| scope.allows() && !scope.not_resource);
    scopes.flat_map(|scope| SHARED_NAMES.iter().filter_map(|shared| find(scope, shared))).collect()
}

fn find(scope: &Scope<'_>, shared: &SharedName) -> Option<Finding> {
    let statement = scope.statement;
    if shared.limited_by.iter().any(|key| asks_for(statement, key, false)) {
        return None;
    }
    let patterns: Vec<_> = scope.resources.iter().filter(|resource| is_open(resource, shared)).collect();
    if patterns.is_empty() {
        return None;
    }
    let actions: Vec<_> = scope.expand().into_iter().filter(|action| is_about(*action, shared)).collect();
    let mut used =
        patterns.iter().filter(|resource| actions.iter().any(|action| resource.can_match(*action)));
    let first = used.next()?;
    let others: Vec<_> = used.collect();
    let message = match others.len() {
        0 => format!("`{}` also matches names that other accounts own", first.text),
        n => format!(
            "`{}` and {} also match names that other accounts own",
            first.text,
            counted(n, "other resource")
        ),
    };
    let key = shared.limited_by.first().copied().unwrap_or_default();
    let rest = listed(shared.limited_by.iter().skip(1).map(|key| format!("`{key}`")), "or");
    let mut finding = Finding::new(Code::SharedNamePattern, first.text.span, message)
        .help(format!(
            "add `\"Condition\": {{\"StringEquals\": {{\"{key}\": \"${{aws:PrincipalAccount}}\"}}}}`, or write the account's id there if they are not your own"
        ))
        .help(format!("or name each of them without a wildcard; {rest} also limit the owner"))
        .detail(format!("{} ({})", shared.reason.why, shared.reason.source))
        .statement(statement.idx)
        .subject(first.text.as_str());
    for other in others {
        finding = finding.label(other.text.span, "and this");
    }
    let service = actions.first().map(|action| action.service());
    Some(service.into_iter().fold(finding, Finding::rests_on))
}

/// True for a resource of a shared type whose name is a pattern.
fn is_open(resource: &ResourcePattern<'_>, shared: &SharedName) -> bool {
    let Some(arn) = resource.arn() else { return false };
    formats(shared.types).any(|format| resource.overlaps(format))
        && piece::pieces(arn.resource.text)
            .take_while(|piece| *piece != PatternPiece::Char('/'))
            .any(|piece| matches!(piece, PatternPiece::Run | PatternPiece::One | PatternPiece::Variable(_)))
}

/// True for an action on one of the shared types.
fn is_about(action: Action, shared: &SharedName) -> bool {
    let is_shared = |resource: ResourceType| {
        let own = (resource.service().prefix, resource.name());
        shared.types.iter().any(|name| name.split_once(':') == Some(own))
    };
    action.resource_types().any(is_shared)
}
