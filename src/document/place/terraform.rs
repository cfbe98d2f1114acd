//! The places of policies in plans and states of Terraform.

use super::{Links, OF_ORGANIZATIONS, Place, kind_in_organizations};
use crate::document::value::Value;
use crate::document::{AttachmentKind, Identity, IdentityKind, PolicyKind};

/// The place of the policies of a resource in a plan or a state; nothing for any other object.
pub(in crate::document) fn of_terraform(resource: &Value, links: &mut Links) -> Option<Place> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let kind = resource.get("type")?.as_str()?;
    let (address, values) = (text(resource.get("address"))?, resource.get("values")?);
    if kind == "aws_organizations_policy" {
        let [(_, default), ..] = OF_ORGANIZATIONS;
        let kind = values.get("type").map_or(Some(default), kind_in_organizations);
        return Some(Place { kind, ..Place::default() });
    }
    let Some(noun) = kind.strip_prefix("aws_iam_") else {
        return Some(Place { is_resource: true, ..Place::default() });
    };
    if noun == "policy" {
        return Some(Place {
            kind: Some(PolicyKind::Identity),
            attachment: Some(AttachmentKind::Managed),
            handle: text(values.get("arn")).or(Some(address)),
            ..Place::default()
        });
    }
    let Some(kind) = IdentityKind::ALL.into_iter().find(|kind| noun.starts_with(kind.as_str())) else {
        return Some(Place::default());
    };
    let named = |name| Some(Identity { kind, name: name? });
    match noun.strip_prefix(kind.as_str()) {
        Some("") => {
            let identity = Identity { kind, name: text(values.get("name")).unwrap_or(address) };
            let attached = values.get("managed_policy_arns").map(Value::elements).unwrap_or_default();
            attached.iter().filter_map(Value::as_str).for_each(|arn| links.attach(arn, &identity));
            links.bound(values.get("permissions_boundary").and_then(Value::as_str));
            Some(Place::inside(identity))
        }
        Some("_policy") => Some(Place {
            kind: Some(PolicyKind::Identity),
            attachment: Some(AttachmentKind::Inline),
            // Before a plan is applied, the name may be unknown.
            identities: vec![Identity { kind, name: text(values.get(kind.as_str())).unwrap_or(address) }],
            ..Place::default()
        }),
        Some("_policy_attachment") => {
            let arn = text(values.get("policy_arn"));
            if let (Some(arn), Some(identity)) = (arn, named(text(values.get(kind.as_str())))) {
                links.attach(&arn, &identity);
            }
            Some(Place::default())
        }
        _ => Some(Place::default()),
    }
}
