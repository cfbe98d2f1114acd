//! Syntax errors: the mistake in a text that is not YAML, and its fix.

use crate::document::Span;
use crate::document::syntax::SyntaxError;

/// The error of the parser at a byte.
pub(super) fn of_parser(text: &str, at: usize, info: &str) -> SyntaxError {
    let at = at.min(text.len());
    // The parser is at the end of the text if something is not closed.
    let at = if text.get(at..).is_some_and(|rest| rest.trim().is_empty()) {
        text.get(..at).map_or(0, |before| before.trim_end().len()).saturating_sub(1)
    } else {
        at
    };
    let at = if info.contains("tab") { tab(text, at) } else { at };
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let end = at + rest.chars().next().map_or(0, char::len_utf8);
    let before = text.get(..at).unwrap_or_default();
    let (message, help) = words(before, line(text, at), rest, info);
    SyntaxError::new(Span { start: at, end }, message).help(help)
}

/// The first tab that indents a line behind a byte, or else the byte: the parser may show the value before.
fn tab(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut lines = rest.match_indices('\n').map(|(end, _)| at + end + 1);
    let tab = lines.find_map(|start| {
        let line = text.get(start..)?;
        let indent = line.len() - line.trim_start_matches(' ').len();
        line.get(indent..)?.starts_with('\t').then_some(start + indent)
    });
    tab.filter(|_| !rest.starts_with('\t')).unwrap_or(at)
}

/// The line with a byte, up to its end.
fn line(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    text.get(start..).unwrap_or_default().lines().next().unwrap_or_default()
}

/// True if a text opens more brackets than it closes.
fn is_open(text: &str) -> bool {
    let count = |brackets: [char; 2]| text.matches(brackets).count();
    count(['[', '{']) > count([']', '}'])
}

fn words(before: &str, line: &str, rest: &str, info: &str) -> (String, &'static str) {
    let is = |part: &str| info.contains(part);
    let (message, help) = match rest.chars().next() {
        _ if line.contains("{{") || line.contains("{%") => (
            "this line has to be filled in by another program first",
            "check what that program writes, such as the output of `helm template`",
        ),
        _ if is("unknown anchor") => {
            ("an alias has no anchor before it", "write `&name` at the value, or the text in quotes")
        }
        Some('*') => ("`*` begins an alias in YAML", "write it in quotes: `\"*\"`"),
        Some('&') => ("`&` begins an anchor in YAML", "write the text in quotes"),
        _ if is("did not find expected alphabetic or numeric") => {
            ("`*` begins an alias in YAML", "write it in quotes: `\"*\"`")
        }
        Some('\t') => ("a tab cannot indent a line", "indent with spaces"),
        _ if is("tab") => ("a tab cannot indent a line", "indent with spaces"),
        Some('@' | '`' | '%') => ("a text cannot begin with this character", "write it in quotes"),
        _ if is("escape") || is("hexadecimal") => {
            ("a string in double quotes has an unknown escape", "write `\\\\` for a backslash")
        }
        _ if is("end of stream") || is("quoted scalar, ") || is("in quoted scalar") => {
            ("a string in quotes is not closed, or its next line is not indented", "close it with its quote")
        }
        _ if is("mapping values are not allowed") => (
            "`:` is where no name can end",
            "indent the line as its neighbours are, or write a text with `: ` in quotes",
        ),
        _ if is("flow mapping") => {
            ("an object is not closed", "write `,` between its members, and `}` where it ends")
        }
        _ if is("flow sequence") => {
            ("a list is not closed", "write `,` between its entries, and `]` where it ends")
        }
        _ if is("bracket") => ("a bracket closes nothing that is open", "remove it, or open it first"),
        _ if is("after double-quoted") || is("after single-quoted") => (
            "there is more text behind a string in quotes",
            "write one string, with its quotes around all of it",
        ),
        _ if (is("simple key") || is("':'")) && is_open(before) => {
            ("a bracket before this is not closed", "write `]` or `}` where it ends")
        }
        _ if is("block mapping") || is("':'") || is("simple key") => {
            ("a member of an object has no `name:`", "write `name: value`, indented as its neighbours are")
        }
        _ if is("block collection") && !rest.starts_with('-') => {
            ("a line is not indented as its neighbours are", "indent it with as many spaces")
        }
        _ if is("block collection") || is("block sequence") || is("'-'") => (
            "an entry of a list is not where its neighbours are",
            "write `- `, indented as its neighbours are",
        ),
        _ if is("indent") => {
            ("a line is not indented as its neighbours are", "indent it with as many spaces")
        }
        _ if is("recursion") => {
            ("its lists and objects are nested too deep", "look for brackets that are not closed")
        }
        _ => return (info.to_owned(), "write it as YAML asks, or the document as JSON"),
    };
    (message.to_owned(), help)
}
