//! The version of a document's language.

use super::context::Context;
use super::{Code, Finding};
use crate::document::Span;

/// The version in which policies are written.
pub(super) const CURRENT: &str = "2012-10-17";

const VERSIONS: [&str; 2] = [CURRENT, "2008-10-17"];

pub(super) fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let is_read = document.span != Span::default();
    match &document.version {
        None if is_read => {
            let place = Span { end: document.span.start + 1, ..document.span };
            cx.report(
                Finding::new(Code::MissingVersion, place, "the document has no `Version`")
                    .help(format!("write `\"Version\": \"{CURRENT}\"` as its first element")),
            );
        }
        Some(version) if !VERSIONS.contains(&version.as_str()) => cx.report(
            Finding::new(Code::InvalidVersion, version.span, format!("IAM has no version `{version}`"))
                .help(format!("write `{CURRENT}`; it names the language, and is not the date of the policy")),
        ),
        _ => {}
    }
}
