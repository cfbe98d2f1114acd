//! The version of a document's language.

use super::context::Context;
use super::{Code, Finding};
use crate::document::Span;

/// A document that states none.
pub(super) fn check(cx: &mut Context<'_>) {
    let span = cx.document.span;
    if span != Span::default() && cx.document.version.is_none() {
        let place = Span { end: span.start + 1, ..span };
        cx.report(
            Finding::new(Code::MissingVersion, place, "the document has no `Version`")
                .help("write `\"Version\": \"2012-10-17\"` as its first element"),
        );
    }
}
