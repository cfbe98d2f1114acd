//! Entries and statements that are added to the text of a document, spaced like those that are there.

use pcluster_iam::document::{Document, List, Span};
use serde_json::Value;

use crate::command::check::edit::Edit;

/// The edit that adds entries to the end of a list.
pub(super) fn entries(text: &str, list: &List, new: &[String]) -> Option<Edit> {
    let final_entry = list.entries.last()?;
    let quoted = |entry: &String| Value::from(entry.as_str()).to_string();
    let end = final_entry.span.end + 1;
    if text.get(final_entry.span.end..end)? != "\"" {
        return None;
    }
    if list.scalar {
        let only = text.get(final_entry.span.start.checked_sub(1)?..end)?;
        let all: Vec<String> = std::iter::once(only.to_owned()).chain(new.iter().map(quoted)).collect();
        return Some(Edit { range: final_entry.span.start - 1..end, text: format!("[{}]", all.join(", ")) });
    }
    let between = between(text, final_entry.span.start - 1);
    let added = new.iter().map(|entry| format!(",{between}{}", quoted(entry)));
    Some(Edit { range: end..end, text: added.collect::<Vec<_>>().concat() })
}

/// The edits that add statements to the end of a document.
pub(super) fn statements(text: &str, document: &Document, new: &[Value]) -> Option<Vec<Edit>> {
    let (first, last) = (document.statements.first()?, document.statements.last()?);
    let indent = indent_of(text, last.span.start);
    let style = Style::of(text, last.span);
    let before = text.get(..first.span.start)?.trim_end();
    if !before.ends_with('[') {
        // A single statement in place of an array.
        let written = new.iter().map(|it| format!(", {}", style.written(it, indent.unwrap_or(""))));
        let written = written.collect::<Vec<_>>().concat();
        let open = Edit { range: first.span.start..first.span.start, text: "[".to_owned() };
        let close = Edit { range: last.span.end..last.span.end, text: format!("{written}]") };
        return Some(vec![open, close]);
    }
    let between = between(text, last.span.start);
    let written = new.iter().map(|it| format!(",{between}{}", style.written(it, indent.unwrap_or(""))));
    let written = written.collect::<Vec<_>>().concat();
    Some(vec![Edit { range: last.span.end..last.span.end, text: written }])
}

/// The white space before a place: that of its line, or else of the comma before it.
fn between(text: &str, start: usize) -> String {
    match indent_of(text, start) {
        Some(indent) => format!("\n{indent}"),
        None => {
            let before = text.get(..start).unwrap_or_default();
            let is_first = before.trim_end().ends_with('[');
            let space = before.len() - before.trim_end().len();
            if space > 0 || is_first && text.contains(", ") { " ".to_owned() } else { String::new() }
        }
    }
}

/// The white space from the beginning of a line to a place, if there is nothing else.
fn indent_of(text: &str, start: usize) -> Option<&str> {
    let before = text.get(..start)?;
    let indent = before.get(before.rfind('\n')? + 1..)?;
    indent.trim().is_empty().then_some(indent)
}

/// How a statement is written.
#[derive(Clone, Debug)]
enum Style {
    /// On one line, with or without a blank behind colons and commas.
    Line { has_blanks: bool },
    /// A line for each element, each level with a further indentation.
    Lines { step: String },
}

impl Style {
    fn of(text: &str, statement: Span) -> Self {
        let inside = text.get(statement.start..statement.end).unwrap_or_default();
        let Some((_, rest)) = inside.split_once('\n') else {
            return Self::Line { has_blanks: inside.contains("\": ") };
        };
        let own = indent_of(text, statement.start).map_or(0, str::len);
        let indent: String = rest.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
        let step = indent.get(own..).filter(|step| !step.is_empty()).unwrap_or("    ");
        Self::Lines { step: step.to_owned() }
    }

    fn written(&self, value: &Value, indent: &str) -> String {
        match self {
            Self::Line { has_blanks } => on_line(value, *has_blanks),
            Self::Lines { step } => on_lines(value, indent, step),
        }
    }
}

fn on_line(value: &Value, has_blanks: bool) -> String {
    let blank = if has_blanks { " " } else { "" };
    let comma = format!(",{blank}");
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                format!("{}:{blank}{}", Value::from(key.as_str()), on_line(value, has_blanks))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(&comma))
        }
        Value::Array(elements) => {
            let elements = elements.iter().map(|it| on_line(it, has_blanks));
            format!("[{}]", elements.collect::<Vec<_>>().join(&comma))
        }
        other => other.to_string(),
    }
}

fn on_lines(value: &Value, indent: &str, step: &str) -> String {
    let inner = format!("{indent}{step}");
    let block = |open: char, close: char, lines: Vec<String>| {
        let lines: Vec<_> = lines.into_iter().map(|line| format!("{inner}{line}")).collect();
        format!("{open}\n{}\n{indent}{close}", lines.join(",\n"))
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members = members.iter().map(|(key, value)| {
                format!("{}: {}", Value::from(key.as_str()), on_lines(value, &inner, step))
            });
            block('{', '}', members.collect())
        }
        Value::Array(elements) if !elements.is_empty() => {
            block('[', ']', elements.iter().map(|it| on_lines(it, &inner, step)).collect())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use pcluster_iam::document::Document;
    use serde_json::json;

    use super::{entries, statements};
    use crate::command::check::edit::apply;

    #[test]
    fn an_entry_is_spaced_like_the_last() {
        let with = |text: &str| {
            let document = Document::parse(text);
            let list = document.statements[0].actions.as_ref().unwrap();
            let edit = entries(text, list, &["b:C".to_owned()]).unwrap();
            apply(text, &[edit]).unwrap()
        };
        let (before, after) = (r#"{"Statement":[{"Effect":"Allow","#, r#","Resource":"*"}]}"#);
        assert_eq!(
            with(&format!(r#"{before}"Action":"a:B"{after}"#)),
            format!(r#"{before}"Action":["a:B", "b:C"]{after}"#)
        );
        assert_eq!(
            with(&format!(r#"{before}"Action":["a:A","a:B"]{after}"#)),
            format!(r#"{before}"Action":["a:A","a:B","b:C"]{after}"#)
        );
        assert_eq!(
            with(&format!("{before}\"Action\": [\n  \"a:A\",\n  \"a:B\"\n]{after}")),
            format!("{before}\"Action\": [\n  \"a:A\",\n  \"a:B\",\n  \"b:C\"\n]{after}")
        );
    }

    #[test]
    fn a_statement_is_spaced_like_the_last() {
        let with = |text: &str| {
            let document = Document::parse(text);
            let new = json!({"Effect": "Allow", "Action": ["b:C"], "Resource": "*"});
            apply(text, &statements(text, &document, &[new]).unwrap()).unwrap()
        };
        assert_eq!(
            with(r#"{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"}]}"#),
            r#"{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"},{"Effect":"Allow","Action":["b:C"],"Resource":"*"}]}"#
        );
        assert_eq!(
            with(r#"{"Statement": {"Effect": "Allow", "Action": "a:B", "Resource": "*"}}"#),
            r#"{"Statement": [{"Effect": "Allow", "Action": "a:B", "Resource": "*"}, {"Effect": "Allow", "Action": ["b:C"], "Resource": "*"}]}"#
        );
        let text = "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"a:B\",\n      \"Resource\": \"*\"\n    }\n  ]\n}";
        let expected = "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"a:B\",\n      \"Resource\": \"*\"\n    },\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": [\n        \"b:C\"\n      ],\n      \"Resource\": \"*\"\n    }\n  ]\n}";
        assert_eq!(with(text), expected);
    }
}
