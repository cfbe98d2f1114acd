//! The form of principals.

use crate::PARTITIONS;
use crate::document::{PolicyKind, Principals, Statement, Text};
use crate::finding::{Code, Finding};
use crate::iam::piece::is_unknown;
use crate::iam::principal::{EVERYONE, PrincipalType, is_service, typed};
use crate::rules::RuleContext;
use crate::rules::wording::listed;
use crate::shared::grammar::is_account_id;
use crate::shared::nearest::nearest;

/// The beginnings of the ids that IAM gives to roles and to users.
const IDS: [(&str, Code, &str); 2] =
    [("AROA", Code::InvalidRoleReference, "role"), ("AIDA", Code::InvalidUserReference, "user")];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in &cx.document.statements {
        let found = match &statement.principals {
            Some(principals) => of_element(cx, principals),
            None => missing(cx, statement).into_iter().collect(),
        };
        findings.extend(found.into_iter().map(|finding| finding.statement(statement.idx)));
    }
    findings
}

fn missing(cx: &RuleContext<'_>, statement: &Statement) -> Option<Finding> {
    // A statement that is not an object is reported as such.
    if cx.document.problems.iter().any(|other| other.span == statement.span) {
        return None;
    }
    let message = format!("the statement has no `Principal`, which {} needs", cx.kind.with_article());
    let finding = Finding::new(Code::MissingPrincipal, statement.opening, message);
    Some(finding.help("say whom it is about, such as `\"Principal\": { \"Service\": \"…\" }`"))
}

fn of_element(cx: &RuleContext<'_>, principals: &Principals) -> Vec<Finding> {
    let key = &principals.key;
    if let Some(whole) = principals.whole.as_ref().filter(|text| text.as_str() != EVERYONE) {
        let message = format!("`{key}` has to be an object or `\"*\"`, not the string `{whole}`");
        let help =
            format!("write it with its type: `\"{key}\": {{ \"{}\": \"{whole}\" }}`", likely_type(whole));
        return vec![Finding::new(Code::InvalidPrincipalFormat, whole.span, message).help(help)];
    }
    if principals.whole.is_none() && principals.lists.is_empty() {
        let message = format!("`{key}` names nobody");
        let finding = Finding::new(Code::EmptyObjectPrincipal, principals.span, message);
        return vec![finding.help("name the principals, or remove the statement")];
    }
    let mut findings = Vec::new();
    for list in &principals.lists {
        if PrincipalType::named(list.key.as_str()).is_none() {
            findings.push(invalid_type(&list.key));
        } else if list.entries.is_empty() && !list.scalar {
            let message = format!("the list `{}` names nobody", list.key);
            let finding = Finding::new(Code::EmptyArrayPrincipal, list.span, message);
            findings.push(finding.help("name the principals, or remove the list"));
        }
    }
    findings.extend(typed(principals).filter_map(|(kind, name)| of_name(cx, kind, name)));
    findings
}

/// The type of which a principal probably is.
fn likely_type(name: &Text) -> &'static str {
    if name.as_str().ends_with(".amazonaws.com") { "Service" } else { "AWS" }
}

fn invalid_type(written: &Text) -> Finding {
    let all = PrincipalType::ALL.map(PrincipalType::as_str);
    let meant = all.into_iter().find(|known| known.eq_ignore_ascii_case(written.as_str()));
    let help = match meant.or_else(|| nearest(written.as_str(), all)) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("write {}", listed(all.map(|it| format!("`{it}`")), "or")),
    };
    let message = format!("there are no principals of type `{written}`");
    Finding::new(Code::InvalidPrincipalKey, written.span, message).help(help)
}

fn of_name(cx: &RuleContext<'_>, kind: PrincipalType, name: &Text) -> Option<Finding> {
    let text = name.as_str();
    if kind == PrincipalType::Federated && cx.kind == PolicyKind::Resource && text != EVERYONE {
        let message = format!("the policy of a resource cannot name the identity provider `{name}`");
        return Some(
            Finding::new(Code::FederatedPrincipalNotSupported, name.span, message)
                .help("name the role that the provider's users assume")
                .subject(text),
        );
    }
    if is_unknown(text) {
        return None;
    }
    if text != EVERYONE && text.contains('*') {
        let message = format!("`{name}` has a wildcard, which stands for itself in a principal");
        return Some(
            Finding::new(Code::UnsupportedWildcardInPrincipal, name.span, message)
                .help("name each principal, or name the account and limit it with a condition on `aws:PrincipalArn`")
                .subject(text),
        );
    }
    let id = IDS.into_iter().find(|(id, ..)| kind == PrincipalType::Aws && text.starts_with(id));
    let Some((_, code, noun)) = id else {
        let (what, help) = match kind {
            PrincipalType::Aws => ("an account, a user, a role or a session", malformed_identity(text)?),
            PrincipalType::Service => ("a service", malformed_service(text)?),
            PrincipalType::Federated | PrincipalType::CanonicalUser => return None,
        };
        let message = format!("`{name}` is not the name of {what}");
        return Some(Finding::new(Code::InvalidPrincipalFormat, name.span, message).help(help).subject(text));
    };
    let message = format!("`{name}` is the id of a {noun} that may not exist any more");
    Some(
        Finding::new(code, name.span, message)
            .help(format!("write the ARN of the {noun}: AWS shows the id where the {noun} was deleted"))
            .subject(text),
    )
}

/// What to write in place of a name that no account, user, role or session has.
fn malformed_identity(text: &str) -> Option<String> {
    if text == EVERYONE || is_account_id(text) {
        return None;
    }
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", _, service, region, account, resource] = fields.as_slice() else {
        return Some(if is_service(text) {
            format!("write it as a service: `\"Service\": \"{text}\"`")
        } else {
            "write an account's id of 12 digits, or an ARN such as `arn:aws:iam::123456789012:role/NAME`"
                .to_owned()
        });
    };
    let (resource_type, name) = resource.split_once('/').unwrap_or((resource, ""));
    let is_named = match (*service, resource_type) {
        ("iam", "root") => *resource == "root",
        ("iam", "user" | "role") | ("sts", "federated-user") => !name.is_empty(),
        ("sts", "assumed-role") => {
            name.split_once('/').is_some_and(|(role, session)| !role.is_empty() && !session.is_empty())
        }
        ("iam", "group" | "policy" | "instance-profile") => false,
        // AWS may know more names than these.
        _ => return None,
    };
    // Accounts of AWS have names.
    let is_of_account =
        is_account_id(account) || !account.is_empty() && !account.bytes().any(|byte| byte.is_ascii_digit());
    if is_named && is_of_account && region.is_empty() {
        return None;
    }
    Some(match resource_type {
        _ if !is_of_account => "write the account's 12 digits".to_owned(),
        "root" => "write `root` alone".to_owned(),
        "group" => "name the users or a role: a group is no principal".to_owned(),
        "policy" | "instance-profile" => "name the role: only identities are principals".to_owned(),
        _ if !region.is_empty() => "leave the region empty".to_owned(),
        _ => "write the whole name behind the `/`".to_owned(),
    })
}

/// What to write in place of a name that no service has.
fn malformed_service(text: &str) -> Option<String> {
    let suffixes = PARTITIONS.iter().map(|partition| partition.dns_suffix);
    let Some((name, rest)) = text.split_once('.') else {
        return Some(format!("write it with its suffix: `{text}.{}`", suffixes.clone().next()?));
    };
    if is_service(text) {
        return None;
    }
    let meant = nearest(rest, suffixes)?;
    Some(format!("did you mean `{name}.{meant}`?"))
}
