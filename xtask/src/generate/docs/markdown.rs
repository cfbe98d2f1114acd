//! The few forms of Markdown that the pages use.

/// A table under construction.
#[derive(Debug)]
pub(super) struct Table {
    text: String,
}

impl Table {
    pub(super) fn new<const N: usize>(header: [&str; N]) -> Self {
        Self::of_columns(header.map(str::to_owned).to_vec())
    }

    /// A table whose number of columns depends on the catalog.
    pub(super) fn of_columns(header: Vec<String>) -> Self {
        let mut table = Self { text: String::new() };
        let rule = "---|".repeat(header.len());
        table.cells(header);
        table.text.push_str(&format!("|{rule}\n"));
        table
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.cells(cells);
    }

    pub(super) fn cells(&mut self, cells: impl IntoIterator<Item = String>) {
        for cell in cells {
            self.text.push_str(&format!("| {} ", escaped(&cell)));
        }
        self.text.push_str("|\n");
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A text for a cell of a table: one line, with the character that ends a cell escaped.
fn escaped(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// A text as code.
pub(super) fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Texts as code, separated by commas.
pub(super) fn codes(texts: &[&str]) -> String {
    texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(", ")
}

/// A block of code.
pub(super) fn block(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end())
}

/// An item of a list; the lines after the first are indented so that they belong to it.
pub(super) fn item(text: &str) -> String {
    let text = text.trim().replace('\n', "\n  ").replace("\n  \n", "\n\n");
    format!("- {text}\n")
}

/// A link to another site, with its host as the text.
pub(super) fn source(source: &str) -> String {
    let host = source.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    match host {
        Some(host) => format!("[{host}]({source})"),
        None => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, item, source};

    #[test]
    fn a_cell_stays_a_cell() {
        let mut table = Table::new(["a", "b"]);
        table.row(["`x|y`".to_owned(), "two\nlines".to_owned()]);
        assert_eq!(table.finish(), "| a | b |\n|---|---|\n| `x\\|y` | two lines |\n");
    }

    #[test]
    fn lines_of_an_item_belong_to_it() {
        assert_eq!(item("one\ntwo\n\nthree\n"), "- one\n  two\n\n  three\n");
    }

    #[test]
    fn a_link_shows_where_it_leads() {
        assert_eq!(source("https://a.b/c"), "[a.b](https://a.b/c)");
        assert_eq!(source("a book"), "a book");
    }
}
