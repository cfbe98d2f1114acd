//! The elements that depend on the kind of a policy: a principal, a resource, an id.

use crate::document::PolicyKind;
use crate::finding::{Code, Finding};
use crate::rules::RuleContext;

/// The most labels of a finding.
const MAX_LABELS: usize = 8;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if matches!(cx.kind, PolicyKind::Identity | PolicyKind::Boundary) {
        findings.extend(unsupported_id(cx));
        findings.extend(unsupported_principals(cx));
    }
    if !matches!(cx.kind, PolicyKind::Trust | PolicyKind::Resource) {
        findings.extend(missing_resources(cx));
    }
    findings
}

fn unsupported_id(cx: &RuleContext<'_>) -> Option<Finding> {
    let id = cx.document.id.as_ref()?;
    let message = format!("the document has the `Id` `{id}`");
    let finding = Finding::new(Code::UnsupportedId, id.span, message);
    Some(finding.help(format!("remove the element: {} has none", cx.kind.with_article())))
}

/// Reports all principals in one finding: they say that the document is a policy of another kind.
fn unsupported_principals(cx: &RuleContext<'_>) -> Option<Finding> {
    let mut statements = cx.document.statements.iter().filter_map(|it| Some((it, it.principals.as_ref()?)));
    let (statement, principals) = statements.next()?;
    let key = &principals.key;
    let message = format!("{} has no `{key}`", cx.kind.with_article());
    let finding = Finding::new(Code::UnsupportedPrincipal, key.span, message)
        .help("remove it: the policy applies to the identity that it is attached to")
        .help("if the policy belongs to a resource or is a role's trust policy, each statement needs a principal")
        .statement(statement.idx);
    let others = statements.take(MAX_LABELS);
    Some(others.fold(finding, |finding, (_, other)| finding.label(other.key.span, "another one")))
}

fn missing_resources(cx: &RuleContext<'_>) -> impl Iterator<Item = Finding> {
    // A statement with a principal was written for a trust policy, which has no resources.
    let incomplete =
        cx.document.statements.iter().filter(|it| it.resources.is_none() && it.principals.is_none());
    // A statement that is not an object is reported as such.
    let incomplete = incomplete.filter(|it| cx.document.problems.iter().all(|other| other.span != it.span));
    incomplete.map(|statement| {
        Finding::new(Code::MissingResource, statement.opening, "the statement has no `Resource`")
            .help("name the resources by their ARNs; `\"Resource\": \"*\"` stands for all of them")
            .statement(statement.idx)
    })
}
