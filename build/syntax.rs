//! From a text to TOML's tables, past its syntax errors.
//!
//! The parser recovers from an error, but what it then makes of the rest of a table invents
//! mistakes that nobody made. So the table that holds an error is blanked and the file parsed
//! again; its name still counts as present.

use std::ops::Range;

use toml::de::DeTable;

use super::code::Code;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::source::FileId;

/// A file of TOML, without the tables that are not.
#[derive(Debug)]
pub(crate) struct Document {
    text: String,
    /// The names of the tables that a syntax error hides.
    pub(crate) hidden: Vec<String>,
    /// Whether a syntax error hides the keys before the first table.
    pub(crate) is_head_hidden: bool,
}

impl Document {
    pub(crate) fn table(&self) -> DeTable<'_> {
        DeTable::parse_recoverable(&self.text).0.into_inner()
    }
}

/// Parses a file, and notes each table's first syntax error.
pub(crate) fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Document {
    let tables = tables(text);
    let mut rest = text.to_owned();
    let mut hidden = Vec::new();
    let mut is_head_hidden = false;
    loop {
        let (_, errors) = DeTable::parse_recoverable(&rest);
        let Some(error) = errors.iter().min_by_key(|error| error.span().map(|span| span.start)) else {
            return Document { text: rest, hidden, is_head_hidden };
        };
        let place = place(text, error.span());
        // A text that is left open swallows all that follows, and can be reported where it ends.
        let culprit = tables.iter().rev().find(|table| table.range.start <= place.start);
        let Some(culprit) = culprit.filter(|table| !is_blank(&rest, &table.range)) else {
            diagnostics.push(syntax_error(file, place, error.message()));
            return Document { text: String::new(), hidden: names(&tables), is_head_hidden: true };
        };
        diagnostics.push(match error.message() {
            "duplicate key" => duplicate(file, text, &tables, culprit, place),
            message => syntax_error(file, place, message),
        });
        match &culprit.name {
            Some(name) => hidden.push(name.clone()),
            None => is_head_hidden = true,
        }
        blank(&mut rest, &culprit.range);
    }
}

/// A table's header with what follows, or what precedes the first header.
#[derive(Debug)]
struct Table {
    name: Option<String>,
    range: Range<usize>,
}

fn tables(text: &str) -> Vec<Table> {
    let mut tables = vec![Table { name: None, range: 0..text.len() }];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(name) = header(line) {
            if let Some(last) = tables.last_mut() {
                last.range.end = start;
            }
            tables.push(Table { name: Some(name.to_owned()), range: start..text.len() });
        }
        start += line.len();
    }
    tables
}

fn names(tables: &[Table]) -> Vec<String> {
    tables.iter().filter_map(|table| table.name.clone()).collect()
}

/// The name in a line that is a table's header, or was meant to be one.
fn header(line: &str) -> Option<&str> {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('['))?;
    let name = name.split(['#', '\n']).next()?.trim();
    let name = name.trim_end_matches(']').trim().trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || "-_. \"'".contains(c);
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

/// The characters that a parser's error is about: at least one, on one line, where there is one.
fn place(text: &str, span: Option<Range<usize>>) -> Range<usize> {
    let span = span.unwrap_or(0..0);
    let floor =
        |index: usize| (0..=index.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let start = floor(span.start);
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let end = floor(span.end.min(line_end));
    if end > start {
        return start..end;
    }
    let next = text[start..line_end].chars().next().map_or(0, char::len_utf8);
    start..start + next
}

fn syntax_error(file: FileId, place: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::TomlSyntax, file.span(place), format!("the file is not TOML here: {message}"))
        .help("the rest of this table was not checked; mend this and build again")
}

fn duplicate(file: FileId, text: &str, tables: &[Table], culprit: &Table, place: Range<usize>) -> Diagnostic {
    let name = text[place.clone()].trim_matches(['"', '\'']);
    let in_header = header(&text[culprit.range.start..culprit.range.end]).is_some()
        && !text[culprit.range.start..place.start].contains('\n');
    let first = if in_header {
        tables
            .iter()
            .find(|table| table.name == culprit.name)
            .map(|table| table.range.start..table.range.start + 1)
    } else {
        first_key(text, culprit.range.start..place.start, name)
    };
    let what = if in_header { "table" } else { "key" };
    let mut diagnostic =
        Diagnostic::new(Code::DuplicateKey, file.span(place), format!("the {what} `{name}` is given twice"))
            .label("given again here")
            .help(format!("merge the two, or rename one {what}"));
    if let Some(first) = first {
        let end =
            text[first.start..].find(['\n', ' ', '=']).map_or(text.len(), |length| first.start + length);
        diagnostic = diagnostic.other(file.span(first.start..end), "first given here");
    }
    diagnostic
}

/// Where a key stands at the beginning of a line.
fn first_key(text: &str, range: Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let key = line.split(['=', '.']).next().unwrap_or("").trim();
        if key.trim_matches(['"', '\'']) == name {
            let indent = line.len() - line.trim_start().len();
            return Some(start + indent..start + indent + key.len());
        }
        start += line.len();
    }
    None
}

fn is_blank(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].trim().is_empty()
}

/// Puts spaces in place of all but the ends of lines, so that every other place stays what it was.
fn blank(text: &mut String, range: &Range<usize>) {
    let spaces: String =
        text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range.clone(), &spaces);
}
