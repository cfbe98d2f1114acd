//! From a text to TOML's tables, past its syntax errors.
//!
//! The parser recovers from an error, but what it then makes of the rest of a table invents
//! mistakes that nobody made. So the table that holds an error is blanked and the file parsed
//! again; its name still counts as present. A key that is given twice hides nothing: the first
//! one counts.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::code::Code;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::source::FileId;

/// What the parser says of a key or a table that is given twice.
const DUPLICATE: &str = "duplicate key";

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
    /// The document of a file that could not be read: whatever it says is hidden.
    pub(crate) fn unread() -> Self {
        Self { text: String::new(), hidden: Vec::new(), is_head_hidden: true }
    }

    pub(crate) fn table(&self) -> DeTable<'_> {
        DeTable::parse_recoverable(&self.text).0.into_inner()
    }

    /// Whether it says nothing, and hides nothing either.
    pub(crate) fn is_empty(&self) -> bool {
        !self.is_head_hidden && self.hidden.is_empty() && self.table().is_empty()
    }
}

/// Parses a file, and notes each table's first syntax error and everything that is given twice.
pub(crate) fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Document {
    let tables = tables(text);
    let mut rest = text.to_owned();
    let mut hidden = Vec::new();
    let mut is_head_hidden = false;
    loop {
        let (table, errors) = DeTable::parse_recoverable(&rest);
        let table = table.get_ref();
        let mut errors: Vec<_> =
            errors.iter().map(|error| (place(text, error.span()), error.message())).collect();
        errors.sort_by_key(|(place, _)| place.start);
        let is_syntax = |(_, message): &&(Range<usize>, &str)| *message != DUPLICATE;
        if let Some((place, message)) = errors.iter().find(is_syntax) {
            // A text that is left open swallows all that follows, and is reported where that ends.
            let place = left_open(&rest, &tables, message).unwrap_or_else(|| place.clone());
            let culprit = tables.iter().rev().find(|table| table.range.start <= place.start);
            let Some(culprit) = culprit.filter(|table| !is_blank(&rest, &table.range)) else {
                diagnostics.push(syntax_error(file, text, place, message, None));
                return Document { text: String::new(), hidden: table_names(text), is_head_hidden: true };
            };
            diagnostics.push(syntax_error(file, text, place, message, culprit.name(text)));
            match culprit.name(text) {
                Some(name) => hidden.push(name.to_owned()),
                None => is_head_hidden = true,
            }
            blank(&mut rest, &culprit.range);
            continue;
        }
        let again = errors.iter().find_map(|(place, _)| {
            let again = tables.iter().find(|table| table.header.contains(&place.start))?;
            Some((place.clone(), again))
        });
        let Some((place, again)) = again else {
            for (place, _) in errors {
                let first = first_key(text, table, &place);
                diagnostics.push(duplicate(file, text, "key", place, first));
            }
            return Document { text: rest, hidden, is_head_hidden };
        };
        let first = tables.iter().find(|table| table.name(text) == again.name(text));
        let first = match first.filter(|first| first.range.start < again.range.start) {
            Some(first) => first.name.clone(),
            None => first_key(text, table, &place),
        };
        diagnostics.push(duplicate(file, text, "table", place, first));
        blank(&mut rest, &again.range);
    }
}

/// The names of the tables of a text, whether or not it is TOML.
pub(crate) fn table_names(text: &str) -> Vec<String> {
    tables(text).iter().filter_map(|table| table.name(text)).map(str::to_owned).collect()
}

/// A table's header with what follows, or what precedes the first header.
#[derive(Debug)]
struct Table {
    range: Range<usize>,
    header: Range<usize>,
    name: Option<Range<usize>>,
}

impl Table {
    fn name<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(text[self.name.clone()?].trim_matches(['"', '\'']))
    }
}

fn tables(text: &str) -> Vec<Table> {
    let mut tables = vec![Table { range: 0..text.len(), header: 0..0, name: None }];
    // Where a text of several lines is left open, what follows cannot be told from what is in it.
    let is_closed = n_quotes(text).is_multiple_of(2);
    let mut is_in_text = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if let Some(name) = header(line).filter(|_| !is_in_text) {
            if let Some(last) = tables.last_mut() {
                last.range.end = start;
            }
            let name = Some(start + name.start..start + name.end);
            tables.push(Table { range: start..text.len(), header: start..end, name });
        }
        is_in_text ^= is_closed && !n_quotes(line).is_multiple_of(2);
        start = end;
    }
    tables
}

fn n_quotes(text: &str) -> usize {
    text.matches("\"\"\"").count() + text.matches("'''").count()
}

/// Where the name is in a line that is a table's header, or was meant to be one.
fn header(line: &str) -> Option<Range<usize>> {
    let inside = line.trim_start();
    let inside = inside.strip_prefix("[[").or_else(|| inside.strip_prefix('['))?;
    let name = inside.split(['#', '\n']).next()?.trim_end().trim_end_matches(']');
    let start = line.len() - inside.len() + name.len() - name.trim_start().len();
    let name = name.trim();
    let is_name = |c: char| c.is_alphanumeric() || "-_. \"'".contains(c);
    (!name.is_empty() && name.chars().all(is_name)).then(|| start..start + name.len())
}

/// The characters that a parser's error is about: at least one, on one line, or else the end of
/// the last line that has any.
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
    match text[start..line_end].chars().next() {
        Some(next) => start..start + next.len_utf8(),
        None => {
            let end = text[..start].trim_end().len();
            end..end
        }
    }
}

/// Where a text of several lines begins that has no end: the last quotes of the first table in
/// which they are not paired.
fn left_open(rest: &str, tables: &[Table], message: &str) -> Option<Range<usize>> {
    let quotes = match message.split_once(',')?.0 {
        "invalid multi-line basic string" => "\"\"\"",
        "invalid multi-line literal string" => "'''",
        _ => return None,
    };
    let is_open = |table: &&Table| !rest[table.range.clone()].matches(quotes).count().is_multiple_of(2);
    let table = tables.iter().find(is_open)?;
    let start = table.range.start + rest[table.range.clone()].rfind(quotes)?;
    Some(start..start + quotes.len())
}

fn syntax_error(
    file: FileId,
    text: &str,
    place: Range<usize>,
    message: &str,
    table: Option<&str>,
) -> Diagnostic {
    let begins_line = text[..place.start].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
    // What the parser says is about its own grammar; these are the commonest, in a person's words.
    let message = match message.split_once(',').map_or(message, |(problem, _)| problem) {
        "string values must be quoted" if text[place.clone()].trim().is_empty() => "a value is missing",
        "string values must be quoted" => "a text stands in quotes",
        "invalid basic string" | "invalid literal string" => "the text has no end",
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            "the text that begins here has no end"
        }
        "missing comma between array elements" if begins_line && text[place.clone()].starts_with(is_key) => {
            "a list before this has no end, `]`"
        }
        _ => message,
    };
    let rest = match table {
        Some(name) => format!("`[{name}]` was"),
        None => "the keys before the first table were".to_owned(),
    };
    Diagnostic::new(Code::TomlSyntax, file.span(place), format!("the file is not TOML here: {message}"))
        .help(format!("mend this and build again; {rest} not checked further"))
}

/// Whether a character can begin a key.
fn is_key(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn duplicate(
    file: FileId,
    text: &str,
    what: &str,
    place: Range<usize>,
    first: Option<Range<usize>>,
) -> Diagnostic {
    let name = text[place.clone()].trim_matches(['"', '\'']);
    let diagnostic =
        Diagnostic::new(Code::DuplicateKey, file.span(place), format!("the {what} `{name}` is given twice"))
            .label("given again here")
            .help(format!("merge the two, or rename one {what}"));
    match first {
        Some(first) => diagnostic.other(file.span(first), "first given here"),
        None => diagnostic,
    }
}

/// The key that was given before the one at a place: the last of its name, and if possible one
/// with the same text before it in its line, since that has its path.
fn first_key(text: &str, table: &DeTable<'_>, place: &Range<usize>) -> Option<Range<usize>> {
    let name = text[place.clone()].trim_matches(['"', '\'']);
    let mut keys = Vec::new();
    keys_named(name, table, &mut keys);
    keys.retain(|key| key.end <= place.start);
    let before = |key: &Range<usize>| {
        let line = text[..key.start].rfind('\n').map_or(0, |newline| newline + 1);
        text[line..key.start].trim_start()
    };
    keys.into_iter().max_by_key(|key| (before(key) == before(place), key.start))
}

fn keys_named(name: &str, table: &DeTable<'_>, found: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        if key.get_ref() == name {
            found.push(key.span());
        }
        keys_inside(name, value.get_ref(), found);
    }
}

fn keys_inside(name: &str, value: &DeValue<'_>, found: &mut Vec<Range<usize>>) {
    match value {
        DeValue::Table(table) => keys_named(name, table, found),
        DeValue::Array(array) => array.iter().for_each(|item| keys_inside(name, item.get_ref(), found)),
        _ => {}
    }
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
