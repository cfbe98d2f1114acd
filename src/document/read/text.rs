//! The characters of a document that IAM does not allow.

use super::super::json;
use super::super::value::{Node, Value};
use super::super::{Span, Text};
use super::MAX_LABELS;
use crate::finding::{Code, Finding};

/// True for a character that IAM allows in a document.
fn is_supported(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}')
}

/// The characters of a text that IAM does not allow, as one finding.
pub(super) fn unsupported(text: &str) -> Option<Finding> {
    let mark = text.starts_with(json::BYTE_ORDER_MARK).then(|| {
        let span = Span { start: 0, end: json::BYTE_ORDER_MARK.len_utf8() };
        Finding::new(Code::UnsupportedCharacter, span, "the document begins with a byte order mark")
            .help("save it without one: as UTF-8, and not as UTF-8 with BOM")
    });
    let places = text.char_indices().filter(|(at, c)| !is_supported(*c) && (*at > 0 || mark.is_none()));
    // JSON does not allow control characters, which is a finding of its own.
    let places = places.filter(|(_, c)| *c >= ' ');
    let others = finding(places.map(|(at, c)| (Span { start: at, end: at + c.len_utf8() }, c)));
    match (mark, others) {
        (Some(mark), Some(others)) => Some(
            others
                .labels
                .into_iter()
                .fold(mark.label(others.span, others.message), |finding, (span, label)| {
                    finding.label(span, label)
                }),
        ),
        (mark, others) => mark.or(others),
    }
}

/// White space before a document.
pub(super) fn leading(text: &str) -> Option<Finding> {
    let document = text.trim_start_matches(json::BYTE_ORDER_MARK);
    let start = text.len() - document.len();
    let n_bytes = document.len() - document.trim_start().len();
    let span = Span { start, end: start + n_bytes };
    (n_bytes > 0 && n_bytes < document.len()).then(|| {
        Finding::new(Code::LeadingWhiteSpace, span, "there is white space before the document")
            .help("begin the document with `{`: remove the white space")
    })
}

/// The same for a document in a larger one, whose escapes are decoded already.
pub(super) fn unsupported_in(value: &Value) -> Option<Finding> {
    let mut places = Vec::new();
    each_text(value, &mut |text| {
        let found = text.value.char_indices().find(|(_, c)| !is_supported(*c));
        places.extend(found.map(|(at, c)| (text.inside(at..at + c.len_utf8()), c)));
    });
    finding(places.into_iter())
}

fn finding(mut places: impl Iterator<Item = (Span, char)>) -> Option<Finding> {
    let (span, c) = places.next()?;
    let help = match c {
        '‐'..='―' | '−' => "write `-` instead".to_owned(),
        '‘' | '’' | '“' | '”' | '„' => "write a straight quote, or none".to_owned(),
        _ => "remove it; IAM allows only characters up to U+00FF".to_owned(),
    };
    let finding = Finding::new(Code::UnsupportedCharacter, span, named(c)).help(help);
    Some(places.take(MAX_LABELS).fold(finding, |finding, (span, c)| finding.label(span, named(c))))
}

fn named(c: char) -> String {
    let code = u32::from(c);
    if c.is_alphanumeric() || "‐‑‒–—―−‘’“”„…•→".contains(c) {
        format!("IAM does not allow `{c}` (U+{code:04X})")
    } else {
        format!("IAM does not allow U+{code:04X}")
    }
}

/// Calls a function with every string of a value, including the names of members.
fn each_text(value: &Value, take: &mut impl FnMut(&Text)) {
    match &value.node {
        Node::String(text) => take(text),
        Node::Array(elements) => elements.iter().for_each(|element| each_text(element, take)),
        Node::Object(members) => {
            for member in members {
                take(&member.name);
                each_text(&member.value, take);
            }
        }
        _ => {}
    }
}
