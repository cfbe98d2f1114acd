//! The grammar of trust policies: their elements, and the actions that suit their principals.

use crate::document::{Principals, Statement, Text};
use crate::finding::{Code, Finding};
use crate::iam::piece::is_unknown;
use crate::iam::principal::{PrincipalType, Provider, known, typed};
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::wording::listed;

/// The prefix of the actions of a trust policy.
const PREFIX: &str = "sts:";

/// The actions with which a principal takes on a role.
const ASSUME: [&str; 3] = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in &cx.scopes {
        let statement = scope.statement;
        let mut found: Vec<_> = resources(statement).into_iter().chain(other_actions(statement)).collect();
        if let Some(principals) = &statement.principals {
            found.extend(elements(principals));
            found.extend(typed(principals).filter_map(|(kind, name)| provider(kind, name)));
            found.extend(sessions(principals));
            if scope.allows() && !scope.not_action && !principals.negated {
                found.extend(mismatched(scope, principals));
                found.extend(missing_actions(scope, principals));
            }
        }
        findings.extend(found.into_iter().map(|finding| finding.statement(statement.idx)));
    }
    findings
}

fn resources(statement: &Statement) -> Option<Finding> {
    let list = statement.resources.as_ref()?;
    let message = format!("a trust policy has no `{}`: it is about the role that has it", list.key);
    let code = Code::RoleTrustPolicySyntaxErrorResource;
    Some(Finding::new(code, list.key.span, message).help("remove the element"))
}

fn elements(principals: &Principals) -> Option<Finding> {
    if principals.negated {
        let message = "a trust policy has no `NotPrincipal`";
        let code = Code::RoleTrustPolicySyntaxErrorNotprincipal;
        let help = "name those who may assume the role in `Principal`, or deny it under a condition on \
                    `aws:PrincipalArn`";
        return Some(Finding::new(code, principals.key.span, message).help(help));
    }
    let whole = principals.whole.as_ref().filter(|text| text.as_str() == "*")?;
    let message = "IAM does not accept `\"Principal\": \"*\"` in a trust policy";
    let code = Code::RoleTrustPolicyUnsupportedWildcardInPrincipal;
    Some(Finding::new(code, whole.span, message).help("name those who may assume the role"))
}

/// The actions that are not about taking on a role.
fn other_actions(statement: &Statement) -> impl Iterator<Item = Finding> {
    let entries = statement.actions.iter().flat_map(|list| &list.entries);
    let others = entries.filter(|entry| {
        let text = entry.as_str();
        let is_of_service = text.get(..PREFIX.len()).is_some_and(|it| it.eq_ignore_ascii_case(PREFIX));
        !is_of_service && text != "*" && text.contains(':') && !is_unknown(text)
    });
    others.map(|entry| {
        let message = format!("`{entry}` is not an action of a trust policy");
        Finding::new(Code::UnsupportedActionInPolicy, entry.span, message)
            .help("grant it in a policy of the role; a trust policy has actions such as `sts:AssumeRole`")
            .subject(entry.as_str())
    })
}

fn provider(kind: PrincipalType, name: &Text) -> Option<Finding> {
    let text = name.as_str();
    let is_malformed = kind == PrincipalType::Federated && !is_unknown(text) && text != "*";
    if !is_malformed || Provider::new(text) != Provider::Malformed {
        return None;
    }
    let message = format!("`{name}` is not the name of an identity provider");
    let code = Code::InvalidFederatedPrincipalSyntaxInRoleTrustPolicy;
    let help = "write its ARN, such as `arn:aws:iam::ACCOUNT:oidc-provider/ADDRESS`, with the address \
                without `https://`";
    Some(Finding::new(code, name.span, message).help(help).subject(text))
}

/// The sessions of roles that the policy trusts anyway.
fn sessions(principals: &Principals) -> Vec<Finding> {
    let names = typed(principals).filter(|(kind, _)| *kind == PrincipalType::Aws);
    let found = names.clone().filter_map(|(_, session)| {
        let fields: Vec<_> = session.as_str().splitn(6, ':').collect();
        let [_, _, "sts", _, account, resource] = fields.as_slice() else { return None };
        let role = resource.strip_prefix("assumed-role/")?.split('/').next()?;
        let is_role = |name: &Text| {
            let fields: Vec<_> = name.as_str().splitn(6, ':').collect();
            matches!(fields.as_slice(), [_, _, "iam", _, of, resource]
                if of == account && resource.starts_with("role/") && resource.rsplit('/').next() == Some(role))
        };
        let (_, role) = names.clone().find(|(_, name)| is_role(name))?;
        let message = format!("`{role}` covers its session `{session}`");
        Some(
            Finding::new(Code::RedundantPrincipalInRoleTrustPolicy, session.span, message)
                .label(role.span, "this covers it")
                .help("remove the session")
                .subject(session.as_str()),
        )
    });
    found.collect()
}

/// The action with which a principal assumes a role; nothing if that is unknown.
fn suited(kind: PrincipalType, name: &Text) -> Option<&'static str> {
    let [role, saml, web] = ASSUME;
    match (kind, Provider::new(name.as_str())) {
        (PrincipalType::Federated, Provider::OpenIdConnect(_)) => Some(web),
        (PrincipalType::Federated, Provider::Saml) => Some(saml),
        _ if is_unknown(name.as_str()) => None,
        (PrincipalType::Aws | PrincipalType::Service, _) => Some(role),
        _ => None,
    }
}

/// The actions with which none of the principals can assume a role, if none of them can use another one.
fn mismatched(scope: &Scope<'_>, principals: &Principals) -> Vec<Finding> {
    let suited: Option<Vec<_>> = typed(principals).map(|(kind, name)| suited(kind, name)).collect();
    let Some(suited) = suited.filter(|suited| !suited.is_empty()) else { return Vec::new() };
    let entries = scope.actions.iter().map(|entry| entry.text);
    let mismatched = entries.filter(|entry| {
        let is_assuming = ASSUME.iter().any(|action| action.eq_ignore_ascii_case(entry.as_str()));
        is_assuming && suited.iter().all(|action| !action.eq_ignore_ascii_case(entry.as_str()))
    });
    let mut wanted = suited.clone();
    wanted.sort_unstable();
    wanted.dedup();
    let wanted = listed(wanted.into_iter().map(|action| format!("`{action}`")), "and");
    let findings = mismatched.map(|entry| {
        let message = format!("no principal of the statement can use `{entry}`");
        Finding::new(Code::MismatchedActionForPrincipal, entry.span, message)
            .label(principals.key.span, "these principals")
            .help(format!("write {wanted}"))
            .subject(entry.as_str())
    });
    findings.collect()
}

/// The further actions that a service needs.
fn missing_actions(scope: &Scope<'_>, principals: &Principals) -> Vec<Finding> {
    let services = typed(principals).filter(|(kind, _)| *kind == PrincipalType::Service);
    let findings = services.filter_map(|(_, name)| {
        let wanted = known(name.as_str())?.actions.iter();
        let missing = wanted.filter(|action| {
            let action = crate::service(action.split(':').next().unwrap_or_default())
                .and_then(|service| service.action(action.split(':').nth(1).unwrap_or_default()));
            action.is_some_and(|action| !scope.names(action))
        });
        let missing = missing.map(|action| format!("`{action}`")).collect::<Vec<_>>();
        if missing.is_empty() {
            return None;
        }
        let missing = listed(missing, "and");
        let message = format!("`{name}` also needs {missing}");
        let code = Code::MissingActionForRolesAnywhereTrustPolicy;
        Some(Finding::new(code, name.span, message).help(format!("add {missing}")).subject(name.as_str()))
    });
    findings.collect()
}
