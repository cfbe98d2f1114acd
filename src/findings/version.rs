//! The version of a document's language.

use super::{Code, Finding};
use crate::document::{Document, Span};

/// A document that states none.
pub(super) fn check(document: &Document, findings: &mut Vec<Finding>) {
    let is_read = document.span != Span::default();
    if is_read && document.version.is_none() {
        let place = Span { end: document.span.start + 1, ..document.span };
        findings.push(
            Finding::new(Code::MissingVersion, place, "the document has no `Version`")
                .help("write `\"Version\": \"2012-10-17\"` as its first element"),
        );
    }
}
