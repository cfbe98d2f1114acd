//! From a text to TOML's tables, past its syntax errors.
//!
//! The parser recovers from an error, but then misreads the rest of the table and reports mistakes that
//! nobody made. So the table with the error is blanked and the file parsed again; the table's name still
//! counts as present. A key that is given twice hides nothing, because the first one counts; several such
//! keys in one table mean that the header of another table is missing above them.

mod tables;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::compiler::source::FileId;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics, listed};
pub use tables::table_names;
use tables::{Table, before_in_line, is_of_header, long_texts, tables};

/// The parser's message for a key or a table that is given twice.
const DUPLICATE: &str = "duplicate key";

/// The message for a string of several lines without an end.
const LEFT_OPEN: &str = "the string that begins here has no end";

/// A file of TOML, without the tables that are not TOML.
#[derive(Debug)]
pub struct Document {
    text: String,
    /// The names of the tables that a syntax error hides.
    pub hidden: Vec<String>,
    /// True if a syntax error hides the keys before the first table.
    pub is_head_hidden: bool,
    /// True if a table is hidden whose name is unknown.
    pub has_nameless: bool,
    /// The beginning of the first table's header.
    pub head_end: usize,
    /// True for a document without keys and tables, even hidden ones.
    pub is_empty: bool,
}

impl Document {
    /// The document of a file that could not be read: all of it is hidden.
    pub fn unread() -> Self {
        Self {
            text: String::new(),
            hidden: Vec::new(),
            is_head_hidden: true,
            has_nameless: true,
            head_end: 0,
            is_empty: false,
        }
    }

    pub fn table(&self) -> DeTable<'_> {
        DeTable::parse_recoverable(&self.text).0.into_inner()
    }
}

/// Parses a file, and notes each table's first syntax error and everything that is given twice.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Document {
    let tables = tables(text);
    let head_end = tables[0].range.end;
    let mut document = Document {
        text: text.to_owned(),
        hidden: Vec::new(),
        is_head_hidden: false,
        has_nameless: false,
        head_end,
        is_empty: false,
    };
    loop {
        let rest = document.text.as_str();
        let (table, errors) = DeTable::parse_recoverable(rest);
        let mut errors: Vec<_> =
            errors.iter().map(|error| (place(text, error.span()), error.message())).collect();
        errors.sort_by_key(|(place, _)| place.start);
        let blanked = if let Some((place, message)) = errors.iter().find(|(_, message)| *message != DUPLICATE)
        {
            // A string without an end includes all that follows, and is reported at its beginning.
            let open = long_texts(rest).1.filter(|open| open.start < place.start);
            let message = if open.is_some() { LEFT_OPEN } else { message };
            let place = open.unwrap_or_else(|| place.clone());
            let culprit = tables.iter().rev().find(|table| table.range.start <= place.start);
            let Some(culprit) = culprit.filter(|table| !is_blank(rest, &table.range)) else {
                diagnostics.push(syntax_error(file, text, place, message, None));
                return Document { hidden: table_names(text), head_end, ..Document::unread() };
            };
            // A file that was cut off may have had more tables.
            document.has_nameless |= is_of_header(text, place.start) || place.end >= text.trim_end().len();
            diagnostics.push(syntax_error(file, text, place, message, culprit.name(text)));
            match culprit.name(text) {
                Some(name) => document.hidden.push(name.to_owned()),
                None => document.is_head_hidden = true,
            }
            culprit.range.clone()
        } else {
            let places = errors.into_iter().map(|(place, _)| place).collect();
            let again = GivenAgain { file, rest, tables: &tables, table: table.get_ref(), places };
            if let Some(blanked) = again.table(diagnostics) {
                blanked
            } else if let Some(blanked) = again.keys(diagnostics) {
                document.has_nameless = true;
                blanked
            } else {
                again.each_key(diagnostics);
                let is_bare = table.get_ref().is_empty();
                document.is_empty = is_bare && !document.is_head_hidden && document.hidden.is_empty();
                return document;
            }
        };
        blank(&mut document.text, &blanked);
    }
}

/// The keys and tables of a file that are given again.
struct GivenAgain<'t> {
    file: FileId,
    rest: &'t str,
    tables: &'t [Table],
    table: &'t DeTable<'t>,
    places: Vec<Range<usize>>,
}

impl GivenAgain<'_> {
    /// Notes the first table that is given twice, and returns the one of the two to leave out.
    fn table(&self, diagnostics: &mut Diagnostics) -> Option<Range<usize>> {
        let Self { rest, tables, .. } = *self;
        let of_header = |place: &Range<usize>| {
            let again = tables.iter().find(|table| table.header.contains(&place.start))?;
            Some((place.clone(), again))
        };
        let (place, again) = self.places.iter().find_map(of_header)?;
        let is_first =
            |first: &&Table| first.range.start < again.range.start && first.name(rest) == again.name(rest);
        let first = tables.iter().find(is_first);
        let at = first.map_or_else(|| first_key(rest, self.table, &place), |first| first.name.clone());
        diagnostics.push(duplicate(self.file, rest, "table", place, at));
        // A header that was written twice in a row is not the one that has the keys.
        let is_bare = |first: &&Table| !rest[first.header.end..first.range.end].contains('=');
        Some(first.filter(is_bare).unwrap_or(again).range.clone())
    }

    /// Notes that a table has several keys twice, because the header of another table is missing above
    /// them, and returns the range of that other table.
    fn keys(&self, diagnostics: &mut Diagnostics) -> Option<Range<usize>> {
        let Self { file, rest, .. } = *self;
        self.tables.iter().find_map(|culprit| {
            let begins_line = |place: &&Range<usize>| {
                culprit.range.contains(&place.start) && before_in_line(rest, place.start).trim().is_empty()
            };
            let keys: Vec<_> = self.places.iter().filter(begins_line).collect();
            let (first, [_, ..]) = keys.split_first()? else { return None };
            let mut names: Vec<&str> = Vec::new();
            for place in &keys {
                let name = &rest[(*place).clone()];
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let message = format!("the keys {} are given twice", listed(names.into_iter()));
            let diagnostic = Diagnostic::new(Code::DuplicateKey, file.span((*first).clone()), message)
                .label("given again from here")
                .help("add the header of another table above, such as `[Name]`, or merge the two");
            diagnostics.push(match first_key(rest, self.table, first) {
                Some(before) => diagnostic.other(file.span(before), "first given here"),
                None => diagnostic,
            });
            Some(first.start..culprit.range.end)
        })
    }

    /// Notes each key that is given again.
    fn each_key(self, diagnostics: &mut Diagnostics) {
        for place in self.places {
            let first = first_key(self.rest, self.table, &place);
            diagnostics.push(duplicate(self.file, self.rest, "key", place, first));
        }
    }
}

/// The characters of a parser's error: at least one, on one line, or else the end of the last line that
/// is not empty.
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

fn syntax_error(
    file: FileId,
    text: &str,
    place: Range<usize>,
    message: &str,
    table: Option<&str>,
) -> Diagnostic {
    let begins_line = before_in_line(text, place.start).trim().is_empty();
    let control = text[place.clone()].chars().next().filter(|c| c.is_control() && *c != '\n');
    let control = control.map(|c| format!("the control character U+{:04X} is not allowed", u32::from(c)));
    // The parser's messages are about its grammar; these are the commonest, in plain words.
    let message = match message.split_once(',').map_or(message, |(problem, _)| problem) {
        "string values must be quoted" if text[place.clone()].trim().is_empty() => "a value is missing",
        "string values must be quoted" => "a string needs quotes",
        "invalid basic string" | "invalid literal string" => "the string has no end",
        "missing comma between array elements" if begins_line && text[place.clone()].starts_with(is_key) => {
            "a list before this is not closed with `]`"
        }
        _ => message,
    };
    let message = control.as_deref().unwrap_or(message);
    let rest = match table {
        Some(name) => format!("`[{name}]` was"),
        None => "the keys before the first table were".to_owned(),
    };
    Diagnostic::new(Code::TomlSyntax, file.span(place), format!("the file is not TOML here: {message}"))
        .help(format!("fix this and build again; {rest} not checked further"))
}

/// True for a character that can begin a key.
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
    let before = |key: &Range<usize>| before_in_line(text, key.start).trim_start();
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
