//! The size of a document.

use crate::document::Span;
use crate::finding::{Code, Finding};
use crate::rules::RuleContext;

/// The most characters of a managed policy.
const MANAGED: usize = 6_144;

/// How many characters all inline policies of an identity have together at most.
const INLINE: [(&str, usize); 3] = [("role", 10_240), ("group", 5_120), ("user", 2_048)];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let size = cx.document.size;
    if size <= MANAGED {
        return Vec::new();
    }
    let start = cx.document.span.start;
    let place = Span { start, end: cx.document.span.end.min(start + 1) };
    let message = format!(
        "the document has {size} characters without white space, and a managed policy has at most {MANAGED}"
    );
    let finding = Finding::new(Code::PolicySizeExceedsIdentityPolicyQuota, place, message)
        .help("split it into several policies, or write patterns in place of long lists");
    let finding = match INLINE.into_iter().find(|(_, most)| size <= *most) {
        Some((owner, most)) => finding.help(format!(
            "as an inline policy it fits a {owner}, whose inline policies can have {most} characters together"
        )),
        None => finding.help("no inline policy can be that long either"),
    };
    let is_oversized = cx.is_oversized();
    vec![if is_oversized { finding.help("nothing else in it was checked") } else { finding }]
}
