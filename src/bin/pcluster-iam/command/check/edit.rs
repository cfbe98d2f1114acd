//! A fix as an edit of a text: formatting, comments and the order of keys stay.

use std::ops::Range;

use pcluster_iam::document::{Span, Syntax};
use pcluster_iam::findings::Fix;

/// The replacement of a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl Edit {
    /// The edit for a fix, unless the text at its place is not written as expected.
    pub(crate) fn new(text: &str, syntax: Syntax, fix: &Fix) -> Option<Self> {
        match fix {
            Fix::Replace { span, old, new } => {
                let is_there = text.get(span.start..span.end) == Some(old.as_str());
                let is_plain = new.chars().all(|c| c.is_ascii_alphanumeric() || ":-_./".contains(c));
                (is_there && is_plain).then(|| Self { range: span.start..span.end, text: new.clone() })
            }
            Fix::Remove { span } => removal(text, *span).map(|range| Self { range, text: String::new() }),
            Fix::Substitute { span } => substitution(text, syntax, *span),
            Fix::Insert { span, name, value } => insertion(text, *span, name, value),
            _ => None,
        }
    }
}

/// The text after edits, which must not overlap.
pub(crate) fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let (mut edited, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        edited.push_str(text.get(at..edit.range.start)?);
        edited.push_str(&edit.text);
        at = edit.range.end;
    }
    edited.push_str(text.get(at..)?);
    Some(edited)
}

/// The part of a text with an entry of a list and the comma or the line that belongs to it.
fn removal(text: &str, span: Span) -> Option<Range<usize>> {
    let range = quoted(text, span)?;
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    let behind = after.trim_start();
    if let Some(rest) = behind.strip_prefix(',') {
        // Up to the next entry, which takes the place of this one.
        return Some(range.start..text.len() - rest.trim_start().len());
    }
    let in_front = before.trim_end();
    if in_front.ends_with(',') {
        return Some(in_front.len() - 1..range.end);
    }
    // A line of YAML: a dash, the entry, and perhaps a comment.
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let is_item = before.get(line_start..)?.trim() == "-";
    let line_end = after.find('\n').map_or(text.len(), |at| range.end + at + 1);
    let rest = text.get(range.end..line_end)?.trim();
    (is_item && (rest.is_empty() || rest.starts_with('#'))).then_some(line_start..line_end)
}

/// The place of a string with its quotes, if it has some.
fn quoted(text: &str, span: Span) -> Option<Range<usize>> {
    let quote = text.get(..span.start)?.chars().next_back().filter(|c| "\"'".contains(*c));
    let is_quoted = quote.is_some() && text.get(span.end..)?.chars().next() == quote;
    Some(if is_quoted { span.start - 1..span.end + 1 } else { span.start..span.end })
}

/// A string as the argument of `Fn::Sub`.
fn substitution(text: &str, syntax: Syntax, span: Span) -> Option<Edit> {
    let range = quoted(text, span)?;
    let text = match syntax {
        Syntax::Json => format!("{{\"Fn::Sub\": {}}}", text.get(range.clone())?),
        Syntax::Yaml => format!("!Sub {}", text.get(range.clone())?),
        _ => return None,
    };
    Some(Edit { range, text })
}

/// A new first member of an object, spaced like the member that was first.
fn insertion(text: &str, span: Span, name: &str, value: &str) -> Option<Edit> {
    let (before, inside) = text.split_at_checked(span.start)?;
    let Some(members) = inside.strip_prefix('{') else {
        // A block of YAML begins with its first name.
        let indent = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
        let is_block = inside.chars().next()?.is_ascii_alphabetic() && indent.chars().all(|c| c == ' ');
        let text = format!("{name}: \"{value}\"\n{indent}");
        return is_block.then_some(Edit { range: span.start..span.start, text });
    };
    let first = members.trim_start();
    let space = members.get(..members.len() - first.len())?;
    let colon = if first.get(..first.find(':')? + 2)?.ends_with(' ') { ": " } else { ":" };
    let between = match (space, colon) {
        ("", ": ") => " ",
        _ => space,
    };
    let at = span.start + 1 + space.len();
    Some(Edit { range: at..at, text: format!("\"{name}\"{colon}\"{value}\",{between}") })
}

#[cfg(test)]
mod tests {
    use super::{Edit, Fix, Span, Syntax, apply};

    fn edited(text: &str, fix: &Fix) -> Option<String> {
        apply(text, &Edit::new(text, Syntax::Yaml, fix))
    }

    fn span(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::from(start..start + part.len())
    }

    #[test]
    fn an_entry_goes_with_its_comma_or_its_line() {
        let without =
            |text: &str, entry: &str| edited(text, &Fix::Remove { span: span(text, entry) }).unwrap();
        assert_eq!(without(r#"["aa", "bb", "cc"]"#, "aa"), r#"["bb", "cc"]"#);
        assert_eq!(without(r#"["aa", "bb", "cc"]"#, "bb"), r#"["aa", "cc"]"#);
        assert_eq!(without(r#"["aa", "bb", "cc"]"#, "cc"), r#"["aa", "bb"]"#);
        assert_eq!(without("[\n  \"aa\",\n  \"bb\"\n]", "bb"), "[\n  \"aa\"\n]");
        assert_eq!(without("[\n  \"aa\",\n  \"bb\"\n]", "aa"), "[\n  \"bb\"\n]");
        assert_eq!(without("A:\n  - aa\n  - 'bb' # twice\n  - cc\n", "bb"), "A:\n  - aa\n  - cc\n");
        assert_eq!(without("A: [aa, bb]", "aa"), "A: [bb]");
        // What cannot be removed stays.
        assert_eq!(without(r#"["aa"]"#, "aa"), r#"["aa"]"#);
        assert_eq!(without("A: aa", "aa"), "A: aa");
    }

    #[test]
    fn a_member_is_spaced_like_the_first() {
        let with = |text: &str| {
            let span = Span::from(text.find(['{', 'S']).unwrap()..text.len());
            edited(text, &Fix::Insert { span, name: "Version", value: "1" }).unwrap()
        };
        assert_eq!(with(r#"{"Statement":[]}"#), r#"{"Version":"1","Statement":[]}"#);
        assert_eq!(with(r#"{"Statement": []}"#), r#"{"Version": "1", "Statement": []}"#);
        assert_eq!(with(r#"{ "Statement": [] }"#), r#"{ "Version": "1", "Statement": [] }"#);
        assert_eq!(with("{\n  \"Statement\": []\n}"), "{\n  \"Version\": \"1\",\n  \"Statement\": []\n}");
        assert_eq!(with("P:\n  Statement: []\n"), "P:\n  Version: \"1\"\n  Statement: []\n");
        assert_eq!(with("- Statement: []\n"), "- Statement: []\n");
    }

    #[test]
    fn a_string_becomes_an_argument() {
        let fix = |text: &str| Fix::Substitute { span: span(text, "${A}") };
        let wrapped = |text: &str, syntax| apply(text, &Edit::new(text, syntax, &fix(text))).unwrap();
        assert_eq!(wrapped(r#"["${A}", "b"]"#, Syntax::Json), r#"[{"Fn::Sub": "${A}"}, "b"]"#);
        assert_eq!(wrapped(r#"a: "${A}" # b"#, Syntax::Yaml), r#"a: !Sub "${A}" # b"#);
        assert_eq!(wrapped("- ${A}\n", Syntax::Yaml), "- !Sub ${A}\n");
    }

    #[test]
    fn only_what_is_written_as_expected_is_replaced() {
        let replaced = |text: &str, new: &str| {
            let (span, old) = (span(text, "allow"), "allow".to_owned());
            edited(text, &Fix::Replace { span, old, new: new.to_owned() }).unwrap()
        };
        assert_eq!(replaced(r#""allow""#, "Allow"), r#""Allow""#);
        assert_eq!(replaced(r#""allow""#, "\""), r#""allow""#);
    }
}
