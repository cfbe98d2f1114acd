//! Statements that let in more principals than they should: all but some, everyone, or a service on behalf of
//! anybody.

use crate::document::{Key, PolicyKind, Principals, Statement};
use crate::finding::{Code, Finding};
use crate::iam::condition::Comparison;
use crate::iam::principal::{PrincipalType, is_everyone, known, typed};
use crate::rules::RuleContext;
use crate::rules::principals::is_limited_by;

/// The keys of a request that the caller chooses, or that say nothing about the caller.
const SAYS_NOTHING: [&str; 12] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:referer",
    "aws:requestedregion",
    "aws:securetransport",
    "aws:tagkeys",
    "aws:useragent",
    "sts:externalid",
    "sts:rolesessionname",
    "sts:sourceidentity",
];

/// The beginning of the global keys for which a caller chooses the values.
const OF_REQUEST: &str = "aws:requesttag/";

/// The beginning of the keys that say for whom a service acts.
const SOURCE: &str = "aws:source";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in cx.scopes.iter().filter(|scope| scope.allows()) {
        let statement = scope.statement;
        let Some(principals) = &statement.principals else { continue };
        let found = match cx.kind {
            PolicyKind::Resource if principals.negated => vec![excluding(principals)],
            PolicyKind::Resource => of_services(statement, principals),
            PolicyKind::Trust if !principals.negated => everyone(statement, principals).into_iter().collect(),
            _ => Vec::new(),
        };
        findings.extend(found.into_iter().map(|finding| finding.statement(statement.idx)));
    }
    findings
}

fn excluding(principals: &Principals) -> Finding {
    let message = "everyone but the principals of `NotPrincipal` is allowed this, also without an account";
    Finding::new(Code::AllowWithNotPrincipal, principals.key.span, message)
        .help("name those who are allowed it in `Principal`, and deny it to others in a statement of its own")
}

/// The services that are let in whoever it is that they act for.
fn of_services(statement: &Statement, principals: &Principals) -> Vec<Finding> {
    // Such a service always states the source, so that `IfExists` changes nothing.
    let is_source = |_, key: &Key| key.name.value.to_ascii_lowercase().starts_with(SOURCE);
    if is_limited_by(statement, is_source) {
        return Vec::new();
    }
    let services = typed(principals).filter(|(kind, name)| {
        *kind == PrincipalType::Service && known(name.as_str()).is_some_and(|known| known.states_source)
    });
    let findings = services.map(|(_, name)| {
        let message = format!("`{name}` is let in for whichever account it acts");
        Finding::new(Code::RestrictAccessToServicePrincipal, name.span, message)
            .help("add a condition on `aws:SourceArn` or `aws:SourceAccount` with your own resources")
            .subject(name.as_str())
    });
    findings.collect()
}

/// A role that anybody may assume.
fn everyone(statement: &Statement, principals: &Principals) -> Option<Finding> {
    let says_who = |comparison: Comparison, key: &Key| {
        let name = key.name.value.to_ascii_lowercase();
        !comparison.if_exists && !name.starts_with(OF_REQUEST) && !SAYS_NOTHING.contains(&name.as_str())
    };
    // The string `*` in place of the object is an error of its own.
    if principals.whole.is_some() || !is_everyone(principals) || is_limited_by(statement, says_who) {
        return None;
    }
    let message = "everyone in every account of AWS may assume the role";
    Some(
        Finding::new(Code::RoleOpenToEveryone, principals.span, message)
            .help("name the accounts, roles or services that may assume it")
            .help("or add a condition that says who they are, such as one on `aws:PrincipalOrgID`"),
    )
}
