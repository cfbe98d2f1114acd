//! The size of a document, and of all inline policies of an identity together.

use crate::document::{AttachmentKind, Document, IdentityKind, PolicyKind};
use crate::finding::{Code, Finding};
use crate::quota::{self, Attachment, Quota};
use crate::rules::RuleContext;
use crate::rules::wording::{counted, listed};

/// The advice about a document that is too long.
const SHORTEN: &str = "split it into several policies, or write patterns in place of long lists";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = match cx.kind {
        PolicyKind::Identity => of_identity(cx),
        kind => {
            let quota = kind.quota().or_else(|| of_service(cx));
            quota.and_then(|quota| exceeding(cx, code(kind), &quota)).into_iter().collect()
        }
    };
    if cx.is_oversized()
        && let Some(finding) = findings.last_mut()
    {
        finding.help.push("nothing else in it was checked".to_owned());
    }
    findings
}

/// The code of the finding about a kind of policies.
fn code(kind: PolicyKind) -> Code {
    match kind {
        PolicyKind::Identity | PolicyKind::Boundary => Code::PolicySizeExceedsIdentityPolicyQuota,
        PolicyKind::ServiceControl => Code::PolicySizeExceedsScpQuota,
        PolicyKind::ResourceControl => Code::PolicySizeExceedsRcpQuota,
        PolicyKind::Trust => Code::PolicySizeExceedsRoleTrustPolicyQuota,
        PolicyKind::Resource => Code::PolicySizeExceedsResourcePolicyQuota,
    }
}

/// The number of characters in words; a template's document may become longer.
fn size(document: &Document, size: usize) -> String {
    if document.may_grow { format!("at least {size}") } else { size.to_string() }
}

fn exceeding(cx: &RuleContext<'_>, code: Code, quota: &Quota) -> Option<Finding> {
    let document = cx.document;
    if document.size <= quota.most {
        return None;
    }
    let message = format!(
        "the document has {} characters without white space, and {} has at most {}",
        size(document, document.size),
        quota.about,
        quota.most
    );
    let finding = Finding::new(code, document.opening, message).help(SHORTEN);
    Some(match quota.increased {
        Some(most) if document.size <= most => finding.help(format!("AWS grants up to {most} on request")),
        _ => finding,
    })
}

/// The quota of the service that all actions of the document belong to.
fn of_service(cx: &RuleContext<'_>) -> Option<Quota> {
    let mut entries = cx.scopes.iter().flat_map(|scope| &scope.actions);
    let prefix = |text: &str| text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let first = prefix(entries.next()?.text.as_str());
    let is_one = entries.all(|entry| prefix(entry.text.as_str()) == first);
    let quota = quota::OF_SERVICES.iter().find(|(service, _)| *service == first && is_one);
    quota.map(|(_, quota)| *quota)
}

/// The size of a policy of an identity: as an inline policy together with the identity's others.
fn of_identity(cx: &RuleContext<'_>) -> Vec<Finding> {
    let code = Code::PolicySizeExceedsIdentityPolicyQuota;
    match cx.place.and_then(|place| place.attachment) {
        Some(AttachmentKind::Managed) => exceeding(cx, code, &quota::MANAGED_POLICY).into_iter().collect(),
        Some(AttachmentKind::Inline) => of_inline(cx),
        None => {
            let finding = exceeding(cx, code, &quota::MANAGED_POLICY);
            let size = cx.document.size;
            let quota = |kind| Attachment::Inline(kind).quota().most;
            let fitting = IdentityKind::ALL.into_iter().filter(|kind| size <= quota(*kind));
            let fitting: Vec<_> =
                fitting.map(|kind| format!("a {} ({})", kind.as_str(), quota(kind))).collect();
            let help = if fitting.is_empty() {
                "no inline policy can be that long either".to_owned()
            } else {
                let owners = listed(fitting, "or");
                format!("as an inline policy it fits {owners}, whose inline policies count together")
            };
            finding.into_iter().map(|finding| finding.help(help.clone())).collect()
        }
    }
}

fn of_inline(cx: &RuleContext<'_>) -> Vec<Finding> {
    let totals = cx.place.map(|place| place.inline_totals.as_slice()).unwrap_or_default();
    let findings = totals.iter().filter_map(|total| {
        let quota = Attachment::Inline(total.identity.kind).quota();
        if total.size <= quota.most {
            return None;
        }
        let (kind, name) = (total.identity.kind.as_str(), &total.identity.name);
        let message = format!(
            "{} of the {kind} `{name}` {} {} characters without white space, and {} have at most {}",
            if total.n_policies == 1 {
                "the inline policy".to_owned()
            } else {
                format!("the {}", counted(total.n_policies, "inline policy|inline policies"))
            },
            if total.n_policies == 1 { "has" } else { "have" },
            if total.may_grow { format!("at least {}", total.size) } else { total.size.to_string() },
            quota.about,
            quota.most
        );
        let finding = Finding::new(Code::PolicySizeExceedsIdentityPolicyQuota, cx.document.opening, message);
        Some(finding.help("make a part of it a managed policy, or write patterns in place of long lists"))
    });
    findings.collect()
}
