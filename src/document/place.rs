//! The surroundings of a document, as far as they say what kind of policy it is and which identities have it.

mod cloudformation;
mod terraform;

use std::collections::{BTreeMap, BTreeSet};

use super::value::Value;
use super::{AttachmentKind, Document, Identity, IdentityKind, PolicyKind};

pub(super) use cloudformation::of_resource;
pub(super) use terraform::of_terraform;

/// The beginning of the ARNs of the policies that AWS keeps.
const OF_AWS: &str = ":iam::aws:policy/";

/// The kinds of policies of AWS Organizations, as its interface names them.
const OF_ORGANIZATIONS: [(&str, PolicyKind); 2] = [
    ("SERVICE_CONTROL_POLICY", PolicyKind::ServiceControl),
    ("RESOURCE_CONTROL_POLICY", PolicyKind::ResourceControl),
];

/// What the surroundings of a value say of a policy in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) kind: Option<PolicyKind>,
    pub(super) attachment: Option<AttachmentKind>,
    /// The identities that have the policy.
    pub(super) identities: Vec<Identity>,
    /// The name with which other parts of the text refer to the policy.
    pub(super) handle: Option<String>,
    /// True inside a resource that is not of IAM, which may have a policy of its own.
    pub(super) is_resource: bool,
    /// True inside a resource that a template may leave out.
    pub(super) is_conditional: bool,
}

impl Place {
    /// The place inside an object in the output of the AWS CLI, which is the value of a member.
    pub(super) fn enter(&mut self, key: &str, value: &Value, links: &mut Links) {
        let arn = value.get("Arn").and_then(Value::as_str);
        if key == "PolicyVersion" || value.get("PolicyVersionList").is_some() {
            let handle = arn.map(str::to_owned);
            *self = Self {
                kind: Some(PolicyKind::Identity),
                attachment: Some(AttachmentKind::Managed),
                handle,
                ..Self::default()
            };
        }
        if let Some(kind) = value.get("PolicySummary").and_then(|it| kind_in_organizations(it.get("Type")?)) {
            self.kind = Some(kind);
        }
        let Some(identity) = identity(value) else { return };
        let attached = value.get("AttachedManagedPolicies").map(Value::elements).unwrap_or_default();
        for arn in attached.iter().filter_map(|policy| policy.get("PolicyArn")?.as_str()) {
            links.attach(arn, &identity);
        }
        let boundary = value.get("PermissionsBoundary").and_then(|it| it.get("PermissionsBoundaryArn"));
        links.bound(boundary.and_then(Value::as_str));
        *self = Self::inside(identity);
    }

    /// The place of the inline policies of an identity.
    fn inside(identity: Identity) -> Self {
        let identities = vec![identity];
        Self {
            kind: Some(PolicyKind::Identity),
            attachment: Some(AttachmentKind::Inline),
            identities,
            ..Self::default()
        }
    }

    /// The place of a member of the object.
    pub(super) fn member(&self, key: &str) -> Self {
        if key.replace('_', "").to_ascii_lowercase().starts_with("assumerolepolicy") {
            return Self { kind: Some(PolicyKind::Trust), ..Self::default() };
        }
        self.clone()
    }

    /// The kind of a policy that is a document of the place. A resource that is not of IAM may hold policies of
    /// identities too, in which nobody writes principals.
    pub(super) fn kind_of(&self, document: &Document) -> Option<PolicyKind> {
        let has_principals = document.statements.iter().any(|it| it.principals.is_some());
        self.kind.or((self.is_resource && has_principals).then_some(PolicyKind::Resource))
    }

    /// True for a policy that AWS keeps, which no account can change.
    pub(super) fn is_of_aws(&self) -> bool {
        self.handle.as_ref().is_some_and(|handle| handle.contains(OF_AWS))
    }
}

/// The identity that an object is or belongs to.
fn identity(value: &Value) -> Option<Identity> {
    IdentityKind::ALL.into_iter().find_map(|kind| {
        let name = value.get(&format!("{}Name", kind.noun()))?.as_str()?;
        (!name.is_empty()).then(|| Identity { kind, name: name.to_owned() })
    })
}

/// The kind of a policy of AWS Organizations.
fn kind_in_organizations(value: &Value) -> Option<PolicyKind> {
    let name = value.as_str()?;
    OF_ORGANIZATIONS.into_iter().find_map(|(known, kind)| (known == name).then_some(kind))
}

/// The policies to which other parts of a text refer.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// The identities that have a policy, by the policy's handle.
    attached: BTreeMap<String, Vec<Identity>>,
    /// The handles of permissions boundaries.
    boundaries: BTreeSet<String>,
}

impl Links {
    fn attach(&mut self, handle: &str, identity: &Identity) {
        let identities = self.attached.entry(handle.to_owned()).or_default();
        if !identities.contains(identity) {
            identities.push(identity.clone());
        }
    }

    fn bound(&mut self, handle: Option<&str>) {
        self.boundaries.extend(handle.map(str::to_owned));
    }

    /// Adds the rest of the text to the place of a policy.
    pub(super) fn complete(&self, place: &mut Place) {
        let Some(handle) = &place.handle else { return };
        for identity in self.attached.get(handle).into_iter().flatten() {
            if !place.identities.contains(identity) {
                place.identities.push(identity.clone());
            }
        }
        // A policy that somebody has as a policy too grants what it allows.
        if self.boundaries.contains(handle) && place.identities.is_empty() {
            place.kind = Some(PolicyKind::Boundary);
        }
    }
}
