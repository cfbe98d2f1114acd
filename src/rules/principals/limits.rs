//! The grammar of the policies of an organization: service control policies are about everyone in an account,
//! and resource control policies only deny.

use crate::document::{PolicyKind, Principals, Statement};
use crate::finding::{Code, Finding};
use crate::iam::principal::{EVERYONE, is_everyone};
use crate::iam::scope::Scope;
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in &cx.scopes {
        let statement = scope.statement;
        let found = match cx.kind {
            PolicyKind::ServiceControl => principals(statement).into_iter().collect(),
            _ => of_resource_control(scope),
        };
        findings.extend(found.into_iter().map(|finding| finding.statement(statement.idx)));
    }
    findings
}

fn principals(statement: &Statement) -> Option<Finding> {
    let key = &statement.principals.as_ref()?.key;
    let message = format!("a service control policy has no `{key}`: it is about everyone in the accounts");
    let help = "remove the element, or write a condition on `aws:PrincipalArn`";
    Some(Finding::new(Code::ScpSyntaxErrorPrincipal, key.span, message).help(help))
}

fn of_resource_control(scope: &Scope<'_>) -> Vec<Finding> {
    let statement = scope.statement;
    let mut findings = Vec::new();
    let is_plain = |it: &Principals| !it.negated && is_everyone(it);
    if let Some(principals) = statement.principals.as_ref().filter(|it| !is_plain(it)) {
        let message = "the principal of a resource control policy has to be `*`";
        let help = "write `\"Principal\": \"*\"`, and a condition on `aws:PrincipalArn` for some principals";
        findings.push(Finding::new(Code::RcpSyntaxErrorPrincipal, principals.span, message).help(help));
    }
    // AWS's own policy, which allows everything, has the same elements.
    let is_of_aws =
        scope.is_on_everything() && scope.actions.iter().all(|entry| entry.text.as_str() == EVERYONE);
    if scope.allows() && is_of_aws {
        return findings;
    }
    if scope.allows()
        && let Some(effect) = &statement.effect
    {
        let message = "a resource control policy only denies";
        let help = "write `Deny`: AWS's own policy, which is always there, allows everything else";
        findings.push(Finding::new(Code::RcpSyntaxErrorAllow, effect.span, message).help(help));
        return findings;
    }
    let Some(actions) = &statement.actions else { return findings };
    if actions.negated {
        let message = "a resource control policy has no `NotAction`";
        let help = "name the actions that are denied in `Action`";
        findings.push(Finding::new(Code::RcpSyntaxErrorNotaction, actions.key.span, message).help(help));
    } else if let Some(entry) = actions.entries.iter().find(|entry| entry.as_str() == EVERYONE) {
        let message = "a resource control policy cannot deny `*`";
        let help = "write a pattern for each service, `PREFIX:*`";
        findings.push(Finding::new(Code::RcpSyntaxErrorAction, entry.span, message).help(help));
    }
    findings
}
