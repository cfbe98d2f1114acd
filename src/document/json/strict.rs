//! Checks for mistakes that the parser accepts: control characters in strings, white space that JSON does
//! not allow, numbers that begin with `0`, and excessive nesting.

use crate::document::Span;
use crate::document::syntax::SyntaxError;

/// The deepest nesting of arrays and objects: their readers are recursive.
pub(super) const MAX_DEPTH: usize = 128;

/// Fails at the first such mistake. After a place that the parser refuses, the result means nothing.
pub(super) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut opening = None;
    let mut is_escaped = false;
    let mut depth = 0_usize;
    let mut before = [None, None];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let here = Span { start: at, end: at + c.len_utf8() };
        if let Some(start) = opening {
            match c {
                _ if is_escaped && c != '\n' && c != '\r' => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => opening = None,
                '\n' | '\r' => return Err(unclosed(text, Span { start, end: at })),
                '\0'..=' ' if c != ' ' => return Err(control(here, c)),
                _ => {}
            }
        } else {
            match c {
                '"' => opening = Some(at),
                '[' | '{' if depth == MAX_DEPTH => return Err(too_deep(here)),
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                '0' if is_start_of_number(before) && is_digit(chars.peek()) => {
                    return Err(SyntaxError::new(here, "a number begins with `0`").help(
                        "write it without the `0`, or in quotes if it is a name such as an account id",
                    ));
                }
                _ if !c.is_ascii() || matches!(c, '\u{b}' | '\u{c}') => return Err(stray(here, c)),
                _ => {}
            }
        }
        before = [before[1], Some(c)];
    }
    Ok(())
}

fn too_deep(span: Span) -> SyntaxError {
    let message = format!("its arrays and objects are nested more than {MAX_DEPTH} levels deep");
    SyntaxError::new(span, message)
        .help("a policy document needs seven levels: look for brackets that are not closed")
}

/// True if a number begins after these two characters.
fn is_start_of_number(before: [Option<char>; 2]) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    match before {
        [first, Some('-')] => !is_part(first),
        [_, Some('+')] => false,
        [_, last] => !is_part(last),
    }
}

fn is_digit(next: Option<&(usize, char)>) -> bool {
    next.is_some_and(|(_, c)| c.is_ascii_digit())
}

/// The error of a string that continues past the end of its line.
fn unclosed(text: &str, span: Span) -> SyntaxError {
    let line = text.get(span.start..span.end).unwrap_or_default();
    // If the closing quote of an earlier string is missing, this quote is a closing one.
    let is_name = line.trim_start_matches('"').trim_start().starts_with([',', ':', '}', ']']);
    let error = SyntaxError::new(span, "a string has no closing quote on its line");
    if is_name {
        error.help("look for a missing or an extra quote before this")
    } else {
        error.help("close it with `\"`; a line break in a string is written `\\n`")
    }
}

fn control(span: Span, c: char) -> SyntaxError {
    let escape = match c {
        '\t' => "\\t".to_owned(),
        c => format!("\\u{:04x}", u32::from(c)),
    };
    let message = format!("a string has the control character U+{:04X}", u32::from(c));
    SyntaxError::new(span, message).help(format!("remove it, or write it as `{escape}`"))
}

/// The error of a character that is only allowed in strings.
fn stray(span: Span, c: char) -> SyntaxError {
    if "“”„‟‘’‚‛«»″′".contains(c) {
        return SyntaxError::new(span, format!("`{c}` is not a quote in JSON"))
            .help("write `\"`; word processors and web pages turn it into other quotes");
    }
    let code = u32::from(c);
    if c.is_whitespace() {
        SyntaxError::new(span, format!("U+{code:04X} is not white space in JSON"))
            .help("write a space, a tab or a line break")
    } else {
        SyntaxError::new(span, format!("`{}` is outside of a string", c.escape_debug()))
            .help("remove it, or put it into quotes")
    }
}
