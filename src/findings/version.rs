//! The version of a document's language.

use super::context::Context;
use super::{Code, Finding};
use crate::document::Span;

/// A document that states none.
pub(super) fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let is_read = document.span != Span::default();
    if is_read && document.version.is_none() {
        let place = Span { end: document.span.start + 1, ..document.span };
        cx.report(
            Finding::new(Code::MissingVersion, place, "the document has no `Version`")
                .help("write `\"Version\": \"2012-10-17\"` as its first element"),
        );
    }
}
