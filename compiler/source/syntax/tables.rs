//! The places of tables and of strings of several lines in a file that may not be TOML.

use std::ops::Range;

/// The quotes of a string of several lines.
const QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// A table's header with its content, or the content before the first header.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) range: Range<usize>,
    pub(super) header: Range<usize>,
    pub(super) name: Option<Range<usize>>,
}

impl Table {
    pub(super) fn name<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(text[self.name.clone()?].trim_matches(['"', '\'']))
    }
}

pub(super) fn tables(text: &str) -> Vec<Table> {
    let mut tables = vec![Table { range: 0..text.len(), header: 0..0, name: None }];
    let (texts, open) = long_texts(text);
    let is_in_text = |start: usize| texts.iter().any(|range| range.contains(&start));
    let is_left_open = |start: usize| open.as_ref().is_some_and(|open| open.start < start);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        // A string without an end may contain a line like a header. In a list of tables, as prose
        // is in, only another one of the list is believed.
        let is_of_list = tables.last().is_some_and(|table| text[table.header.clone()].starts_with("[["));
        let is_doubtful = is_left_open(start) && is_of_list && !line.starts_with("[[");
        if let Some(name) = header(line).filter(|_| !is_in_text(start) && !is_doubtful) {
            if let Some(last) = tables.last_mut() {
                last.range.end = start;
            }
            let name = Some(start + name.start..start + name.end);
            tables.push(Table { range: start..text.len(), header: start..end, name });
        }
        start = end;
    }
    tables
}

/// The names of the tables of a text, even if the text is not TOML.
pub fn table_names(text: &str) -> Vec<String> {
    tables(text).iter().filter_map(|table| table.name(text)).map(str::to_owned).collect()
}

/// The places of strings of several lines, and of the first without an end.
pub(super) fn long_texts(text: &str) -> (Vec<Range<usize>>, Option<Range<usize>>) {
    let mut texts = Vec::new();
    let mut left_open = None;
    let mut open: Option<Range<usize>> = None;
    let mut from = 0;
    while let Some(at) = text[from..].find(['"', '\'']).map(|length| from + length) {
        let quotes = QUOTES.iter().find(|quotes| text[at..].starts_with(**quotes));
        let Some(quotes) = quotes else {
            from = at + 1;
            continue;
        };
        let here = at..at + quotes.len();
        from = here.end;
        let is_assigned = before_in_line(text, at).trim_end().ends_with('=');
        match open.take() {
            Some(start) if text[start.clone()] != **quotes => open = Some(start),
            Some(start) if is_assigned => {
                left_open = left_open.or(Some(start));
                open = Some(here);
            }
            Some(start) => texts.push(start.start..here.end),
            None => open = Some(here),
        }
    }
    (texts, left_open.or(open))
}

/// The place of the name in a line that is a table's header, or was meant to be one.
fn header(line: &str) -> Option<Range<usize>> {
    let inside = line.trim_start();
    let inside = inside.strip_prefix("[[").or_else(|| inside.strip_prefix('['))?;
    let name = inside.split(['#', '\n']).next()?.trim_end().trim_end_matches(']');
    let start = line.len() - inside.len() + name.len() - name.trim_start().len();
    let name = name.trim();
    // Only a name in quotes can be a condition key.
    let is_name = |c: char| {
        c.is_alphanumeric() || "-_. \"'".contains(c) || name.starts_with(['"', '\'']) && ":/${}".contains(c)
    };
    (!name.is_empty() && name.chars().all(is_name)).then(|| start..start + name.len())
}

/// True for a place in a line that was meant to be a table's header.
pub(super) fn is_of_header(text: &str, place: usize) -> bool {
    let before = before_in_line(text, place);
    let line = &text[place - before.len()..];
    let line = line.lines().next().unwrap_or_default().trim();
    line.starts_with('[') || line.len() > 2 && line.ends_with(']') && !line.contains(['=', '"'])
}

/// The text before a place in its line.
pub(super) fn before_in_line(text: &str, place: usize) -> &str {
    let line = text[..place].rfind('\n').map_or(0, |newline| newline + 1);
    &text[line..place]
}
