//! Differences of a policy from its source.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::entries::WrittenChange;
use crate::compiler::kinds::policies::model::{Change, Direction};
use crate::compiler::kinds::texts;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// A difference from the source with its date, reason and source; nothing if it lacks one. The
/// reason of a statement is noted to be missing where the statement is read.
pub fn check(cx: &mut Checking<'_>, change: &WrittenChange, has_why: bool) -> Option<Change> {
    let (direction, date) = match (&change.added, &change.withdrawn) {
        (Some(date), None) => (Direction::Added, date.value.clone()),
        (None, Some(date)) => (Direction::Withdrawn, date.value.clone()),
        (Some(added), Some(withdrawn)) => {
            cx.note(
                Diagnostic::new(Code::ConflictingKeys, withdrawn.span, "it is both added and withdrawn")
                    .other(added.span, "added here")
                    .help("keep one of the two"),
            );
            return None;
        }
        (None, None) => (Direction::Added, String::new()),
    };
    let parts = [
        (date.is_empty(), "`added` or `withdrawn`", "`added = 2026-11-24`"),
        (!has_why, "`why`", "`why = \"…\"`"),
        (change.source.is_none(), "`source`", "`source = \"https://…\"`"),
    ];
    let missing: Vec<_> = parts.iter().filter(|(is_missing, ..)| *is_missing).collect();
    if !missing.is_empty() {
        let keys: Vec<_> = missing.iter().map(|(_, key, _)| *key).collect();
        let lines: Vec<_> = missing.iter().map(|(.., line)| *line).collect();
        let or_plain = if date.is_empty() { "; or write the text alone, if the source has it" } else { "" };
        let message = format!("a difference from the source needs {}", keys.join(", and "));
        cx.note(
            Diagnostic::new(Code::IncompleteChange, change.place, message)
                .help(format!("add {}{or_plain}", lines.join(" and "))),
        );
        return None;
    }
    let text = |field: Option<&Spanned<String>>| field.map(|field| field.value.clone()).unwrap_or_default();
    let source = change.source.as_ref();
    if let Some(source) = source {
        texts::address(cx, source);
    }
    Some(Change { direction, date, why: text(change.why.as_ref()), source: text(source) })
}
