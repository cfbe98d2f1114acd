//! The entries of a list.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::template::{PlaceholderUse, Segment, Template};
use crate::compiler::kinds::policies::entries::WrittenEntries;
use crate::compiler::kinds::policies::model::{Element, Entry};
use crate::compiler::kinds::texts::SeenEntries;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Checks a list of actions, resources or values, with the check of a single entry.
pub fn check(
    cx: &mut Checking<'_>,
    entries: &WrittenEntries,
    is_negated: bool,
    mut check_entry: impl FnMut(&mut Checking<'_>, &Spanned<String>) -> Option<Template>,
) -> Element {
    let mut element = Element { is_negated, is_scalar: entries.is_scalar, entries: Vec::new() };
    let mut seen = SeenEntries::default();
    for entry in &entries.entries {
        if !seen
            .is_new(cx, Code::DuplicateEntry, &entry.text, |entry| format!("`{entry}` is in the list twice"))
        {
            continue;
        }
        if let Some(template) = check_entry(cx, &entry.text) {
            one_option(cx, &entry.text, &template, entries.is_scalar);
            element.entries.push(Entry {
                text: entry.text.value.clone(),
                template,
                change: entry.change.clone(),
            });
        }
    }
    element
}

/// Notes an entry that depends on two optional parameters, and a list where only one value fits.
fn one_option(cx: &mut Checking<'_>, text: &Spanned<String>, template: &Template, is_scalar: bool) {
    let mut options = template.iter().filter_map(|segment| match segment {
        Segment::Value { parameter, use_ } if *use_ != PlaceholderUse::Plain => Some((*parameter, *use_)),
        _ => None,
    });
    let Some(first) = options.next() else { return };
    let problem = if options.any(|option| option != first) {
        Some((
            "the entry depends on two optional parameters",
            "make the statement depend on one of them with `when`, and write that parameter as `{name}`",
        ))
    } else if matches!(first.1, PlaceholderUse::Each | PlaceholderUse::Many) && is_scalar {
        Some(("only one value fits here", "put the string in brackets to make it a list"))
    } else {
        None
    };
    if let Some((message, help)) = problem {
        cx.note(Diagnostic::new(Code::MisplacedPlaceholder, text.span, message).help(help));
    }
}
