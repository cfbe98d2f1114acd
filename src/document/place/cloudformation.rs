//! The places of policies in AWS CloudFormation's templates.

use super::{Links, Place, kind_in_organizations};
use crate::document::template;
use crate::document::value::Value;
use crate::document::{AttachmentKind, Identity, IdentityKind, PolicyKind};

/// The place of the policies of a resource, which has a name in a template.
pub(in crate::document) fn of_resource(
    name: &str,
    resource: &Value,
    all: &Value,
    links: &mut Links,
) -> Place {
    let is_conditional = resource.get("Condition").is_some();
    Place { is_conditional, ..of_type(name, resource, all, links) }
}

fn of_type(name: &str, resource: &Value, all: &Value, links: &mut Links) -> Place {
    let kind = resource.get("Type").and_then(Value::as_str).unwrap_or_default();
    let property = |name: &str| resource.get("Properties")?.get(name);
    match kind.split("::").collect::<Vec<_>>().as_slice() {
        ["AWS", "Organizations", "Policy"] => {
            Place { kind: property("Type").and_then(kind_in_organizations), ..Place::default() }
        }
        ["AWS", "IAM", noun] => {
            if let Some(kind) = IdentityKind::ALL.into_iter().find(|kind| kind.noun() == *noun) {
                let identity = Identity { kind, name: name_of_identity(kind, name, all) };
                let arns = property("ManagedPolicyArns").map(Value::elements).unwrap_or_default();
                for policy in arns.iter().filter_map(name_of_policy) {
                    links.attach(&policy, &identity);
                }
                links.bound(property("PermissionsBoundary").and_then(name_of_policy).as_deref());
                return Place::inside(identity);
            }
            let attachment = match *noun {
                "ManagedPolicy" => AttachmentKind::Managed,
                "Policy" | "UserPolicy" | "GroupPolicy" | "RolePolicy" => AttachmentKind::Inline,
                _ => return Place::default(),
            };
            let identities = IdentityKind::ALL.into_iter().flat_map(|kind| {
                let one = property(&format!("{}Name", kind.noun()));
                let many = property(&format!("{}s", kind.noun())).map(Value::elements).unwrap_or_default();
                let named = one.into_iter().chain(many);
                named.filter_map(move |value| {
                    let text = template::text(value)?;
                    // A function whose result is unknown may name anybody.
                    let stated =
                        Some(referenced(&text)).filter(|it| !it.contains("${") && !it.contains("::"));
                    let name = stated.map_or_else(|| name.to_owned(), |it| name_of_identity(kind, it, all));
                    Some(Identity { kind, name })
                })
            });
            Place {
                kind: Some(PolicyKind::Identity),
                attachment: Some(attachment),
                identities: identities.collect(),
                handle: Some(name.to_owned()),
                ..Place::default()
            }
        }
        ["AWS", "Serverless", _] => {
            // The role that the transformation makes for the resource.
            Place::inside(Identity { kind: IdentityKind::Role, name: format!("{name}Role") })
        }
        _ => Place { is_resource: true, ..Place::default() },
    }
}

/// The name that a resource states for the identity that it is, or else the resource's own name.
fn name_of_identity(kind: IdentityKind, name: &str, all: &Value) -> String {
    let stated = all.get(name).and_then(|it| it.get("Properties")?.get(&format!("{}Name", kind.noun())));
    stated.and_then(template::text).unwrap_or_else(|| name.to_owned())
}

/// The name of the policy that a reference or an ARN stands for.
fn name_of_policy(value: &Value) -> Option<String> {
    template::text(value).map(|text| referenced(&text).to_owned())
}

/// The name of the resource for which a string stands, or else the string.
fn referenced(text: &str) -> &str {
    let name = text.strip_prefix("${").and_then(|text| text.strip_suffix('}'));
    name.and_then(|name| name.split('.').next()).unwrap_or(text)
}
