//! The form of principals.

use crate::document::{PolicyKind, Principals, Statement, Text};
use crate::finding::{Code, Finding};
use crate::iam::piece::is_unknown;
use crate::iam::principal::{EVERYONE, PrincipalType, typed};
use crate::rules::RuleContext;
use crate::rules::wording::listed;
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
    let (_, code, noun) =
        IDS.into_iter().find(|(id, ..)| kind == PrincipalType::Aws && text.starts_with(id))?;
    let message = format!("`{name}` is the id of a {noun} that may not exist any more");
    Some(
        Finding::new(code, name.span, message)
            .help(format!("write the ARN of the {noun}: AWS shows the id where the {noun} was deleted"))
            .subject(text),
    )
}
