//! The version of a document's language.

use crate::document::Span;
use crate::finding::{Code, Finding};
use crate::iam::version::{CURRENT, VERSIONS};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let document = cx.document;
    let is_read = document.span != Span::default();
    match &document.version {
        None if is_read => {
            let place = Span { end: document.span.start + 1, ..document.span };
            vec![
                Finding::new(Code::MissingVersion, place, "the document has no `Version`")
                    .help(format!("write `\"Version\": \"{CURRENT}\"` as its first element")),
            ]
        }
        Some(version) if !VERSIONS.contains(&version.as_str()) => vec![
            Finding::new(Code::InvalidVersion, version.span, format!("IAM has no version `{version}`"))
                .help(format!("write `{CURRENT}`; the version is that of the policy language, not the date of the policy")),
        ],
        _ => Vec::new(),
    }
}
