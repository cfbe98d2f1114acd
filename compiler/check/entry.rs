//! The entries of a list, and their differences from the source.

use super::Checker;
use crate::compiler::kinds::texts;
use crate::compiler::model::{self, Direction, Segment, Use};
use crate::compiler::schema::fields;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

impl Checker<'_> {
    /// Actions or resources, by the check of one.
    pub(super) fn element(
        &mut self,
        entries: &fields::Entries,
        is_negated: bool,
        mut check: impl FnMut(&mut Self, &Spanned<String>) -> Option<model::Template>,
    ) -> model::Element {
        let mut element = model::Element { is_negated, is_scalar: entries.is_scalar, entries: Vec::new() };
        for (idx, entry) in entries.entries.iter().enumerate() {
            let first = entries.entries[..idx].iter().find(|first| first.text.value == entry.text.value);
            if let Some(first) = first {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        entry.text.span,
                        format!("`{}` is in the list twice", entry.text.value),
                    )
                    .other(first.text.span, "first here")
                    .help("remove one of them"),
                );
                continue;
            }
            let change = entry.change.as_ref().map(|change| self.change(change, change.why.is_some()));
            if !texts::allowed_characters(&mut self.cx, &entry.text) {
                continue;
            }
            if let Some(template) = check(self, &entry.text) {
                self.one_option(&entry.text, &template, entries.is_scalar);
                element.entries.push(model::Entry {
                    text: entry.text.value.clone(),
                    template,
                    change: change.flatten(),
                });
            }
        }
        element
    }

    /// Notes an entry that depends on two options at once, and a list where there is place for one.
    fn one_option(&mut self, text: &Spanned<String>, template: &model::Template, is_scalar: bool) {
        let mut options = template.iter().filter_map(|segment| match segment {
            Segment::Value { parameter, use_ } if *use_ != Use::Plain => Some((*parameter, *use_)),
            _ => None,
        });
        let Some(first) = options.next() else { return };
        let problem = if options.any(|option| option != first) {
            Some((
                "the entry would depend on two parameters at once",
                "let the statement depend on one of them with `when`, and write that one as `{name}`",
            ))
        } else if first.1 == Use::Each && is_scalar {
            Some(("there is place for one value only", "put the text into brackets, so that it is a list"))
        } else {
            None
        };
        if let Some((message, help)) = problem {
            self.note(Diagnostic::new(Code::MisplacedPlaceholder, text.span, message).help(help));
        }
    }

    /// A difference from the source with its date, reason and source; nothing if it lacks one. The
    /// reason of a statement is noted to be missing where the statement is read.
    pub(super) fn change(&mut self, change: &fields::Change, has_why: bool) -> Option<model::Change> {
        let (direction, date) = match (&change.added, &change.withdrawn) {
            (Some(date), None) => (Direction::Added, date.value.clone()),
            (None, Some(date)) => (Direction::Withdrawn, date.value.clone()),
            (Some(added), Some(withdrawn)) => {
                self.note(
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
            let or_plain =
                if date.is_empty() { "; or write the text alone, if the source has it" } else { "" };
            let message = format!("a difference from the source needs {}", keys.join(", and "));
            self.note(
                Diagnostic::new(Code::IncompleteChange, change.place, message)
                    .help(format!("add {}{or_plain}", lines.join(" and "))),
            );
            return None;
        }
        let text =
            |field: Option<&Spanned<String>>| field.map(|field| field.value.clone()).unwrap_or_default();
        let source = change.source.as_ref();
        if let Some(source) = source {
            texts::address(&mut self.cx, source);
        }
        Some(model::Change { direction, date, why: text(change.why.as_ref()), source: text(source) })
    }
}
