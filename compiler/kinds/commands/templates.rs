//! Texts with values as placeholders: `{name}`.

use std::ops::Range;

use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The names in a text's placeholders, with their bytes; or the mistake of a brace.
pub(super) fn placeholders(text: &Spanned<String>) -> Result<Vec<(&str, Range<usize>)>, Box<Diagnostic>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = text.value[rest..].find(['{', '}']) {
        let start = rest + at;
        let end = text.value[start + 1..].find(['{', '}']).map(|length| start + 1 + length);
        let is_pair =
            |end: &usize| text.value[start..].starts_with('{') && text.value[*end..].starts_with('}');
        let Some(end) = end.filter(is_pair) else {
            let place = text.inside(start..start + 1);
            let problem = Diagnostic::new(Code::UnclosedPlaceholder, place, "the brace is not matched");
            return Err(Box::new(problem.help("write `{name}` for a value")));
        };
        let name = &text.value[start + 1..end];
        if name.trim().is_empty() {
            let place = text.inside(start..end + 1);
            let problem = Diagnostic::new(Code::EmptyPlaceholder, place, "the placeholder has no name");
            return Err(Box::new(problem.help("write a value's name between the braces")));
        }
        found.push((name, start..end + 1));
        rest = end + 1;
    }
    Ok(found)
}
