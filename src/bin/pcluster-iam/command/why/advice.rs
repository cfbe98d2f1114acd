//! What to do about a denial, by its reason.

use pcluster_iam::denial::{Denial, DenyingPolicy, Reason};

/// The reason in words.
pub(super) fn reason(denial: &Denial) -> String {
    match denial.reason {
        Reason::Unstated => "the message states none".to_owned(),
        Reason::NotAllowed(None) => "no policy allows it".to_owned(),
        Reason::NotAllowed(Some(policy)) => format!("no {} allows it", policy.as_str()),
        Reason::ExplicitDeny(policy) => {
            let policy = policy.map_or("policy", DenyingPolicy::as_str);
            match &denial.policy {
                Some(arn) => format!("a statement with the effect Deny in the {policy} {arn}"),
                None => format!("a statement with the effect Deny in {} {policy}", article(policy)),
            }
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// What removes the denial.
pub(super) fn remedy(denial: &Denial) -> String {
    let who = who(denial);
    let policy = match denial.reason {
        Reason::ExplicitDeny(_) => {
            return "narrow or remove that statement: it overrides every Allow, so a further grant does not help".to_owned();
        }
        Reason::Unstated => {
            return format!(
                "add the statement to a policy of {who}; if one grants it already, a boundary, a session policy \
                 or a policy of the organization denies it"
            );
        }
        Reason::NotAllowed(policy) => policy,
    };
    match policy {
        Some(DenyingPolicy::Boundary) => format!(
            "add the statement to the permissions boundary of {who}; a boundary grants nothing by itself, so a \
             policy has to allow the action too"
        ),
        Some(DenyingPolicy::Session) => {
            format!("add the statement to the policy that is passed when {who} is assumed, or pass none")
        }
        Some(DenyingPolicy::ServiceControl | DenyingPolicy::ResourceControl) => {
            format!("an administrator of the organization has to allow it: no policy of {who} can")
        }
        Some(DenyingPolicy::Resource) => format!(
            "add the statement to the policy of the resource, with {who} as its principal; within one account a \
             policy of {who} is enough for most services"
        ),
        Some(DenyingPolicy::VpcEndpoint) => {
            "add the statement to the policy of the VPC endpoint that the request goes through".to_owned()
        }
        Some(DenyingPolicy::Trust) => {
            format!("add {who} to the principals of the role's trust policy; `pcluster-iam trust` prints one")
        }
        _ => format!("add the statement to a policy of {who}"),
    }
}

/// The beginning of the names of the roles that IAM Identity Center makes from its permission sets. IAM refuses
/// to change them.
const OF_PERMISSION_SETS: &str = "AWSReservedSSO_";

/// The identity that has policies: of a session, its role.
fn who(denial: &Denial) -> String {
    let Some(principal) = denial.principal.as_deref() else { return "the identity".to_owned() };
    let Some(resource) = principal.splitn(6, ':').nth(5) else { return format!("`{principal}`") };
    let (kind, path) = resource.split_once('/').unwrap_or(("", resource));
    let name = path.rsplit('/').next().unwrap_or(path);
    match kind {
        "user" => format!("the user `{name}`"),
        "role" => format!("the role `{name}`"),
        "assumed-role" => of_session(path.split('/').next().unwrap_or(path)),
        "federated-user" => format!("the federated user `{name}`"),
        _ => format!("`{principal}`"),
    }
}

/// The role of a session, or the permission set that it was made from: the name ends in an underscore and an id.
fn of_session(role: &str) -> String {
    let set = role.strip_prefix(OF_PERMISSION_SETS).and_then(|rest| rest.rsplit_once('_'));
    match set {
        Some((set, _)) => format!("the permission set `{set}` in IAM Identity Center"),
        None => format!("the role `{role}`"),
    }
}
