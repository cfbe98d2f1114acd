//! Reading of a baseline: its entries, and its mistakes with their places.

use std::path::Path;

use toml::de::DeTable;

use super::known::Known;
use super::path;
use crate::ui::failure::Failure;
use crate::ui::toml_file::TomlFile;
use crate::ui::toml_reader::{TomlReader, in_order};

/// The keys of an entry.
const KEYS: [&str; 9] =
    ["code", "file", "policy", "statement", "sid", "subject", "reason", "owner", "expires"];

/// Reads the entries of a file in a folder, or reports all its mistakes.
pub(super) fn read(file: &TomlFile, folder: &Path) -> Result<Vec<Known>, Failure> {
    let table = file.parse()?;
    let mut reader = Reader { toml: TomlReader::new(file), folder };
    let entries = reader.entries(table.get_ref());
    if reader.toml.complaints.is_empty() { Ok(entries) } else { Err(Failure::Use(reader.toml.complaints)) }
}

struct Reader<'f> {
    toml: TomlReader<'f>,
    folder: &'f Path,
}

impl Reader<'_> {
    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Known> {
        let mut entries = Vec::new();
        for (name, value) in in_order(table) {
            if name.get_ref() != "finding" {
                let message = format!("`{}` is not a key of a baseline", name.get_ref());
                self.toml.note(name.span().start, message, "a baseline consists of tables `[[finding]]`");
                continue;
            }
            let help = "write `[[finding]]` above each entry";
            let Some(array) = value.get_ref().as_array() else {
                self.toml.note(value.span().start, "`finding` is not a list of tables", help);
                continue;
            };
            for item in array {
                match item.get_ref().as_table() {
                    Some(table) => entries.extend(self.entry(table, item.span().start)),
                    None => self.toml.note(item.span().start, "this is not a table", help),
                }
            }
        }
        entries
    }

    fn entry(&mut self, table: &DeTable<'_>, start: usize) -> Option<Known> {
        let n_before = self.toml.complaints.len();
        let mut known = Known { place: self.toml.at(start), ..Known::default() };
        for (name, value) in in_order(table) {
            let (key, at) = (name.get_ref().as_ref(), value.span().start);
            let toml = &mut self.toml;
            match key {
                "code" => {
                    let text = toml.text(key, value);
                    let code = text.and_then(|text| toml.code(at, &text));
                    known.code = code.map_or_else(String::new, |code| code.name().to_owned());
                }
                "file" => known.file = toml.text(key, value),
                "policy" => known.policy = toml.text(key, value),
                "sid" => known.sid = toml.text(key, value),
                "subject" => known.subject = toml.text(key, value),
                "reason" => known.reason = toml.text(key, value).unwrap_or_default(),
                "owner" => known.owner = toml.text(key, value).unwrap_or_default(),
                "statement" => {
                    let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
                    known.statement = number.filter(|number| *number > 0);
                    if known.statement.is_none() {
                        let message = "`statement` is not the number of a statement";
                        toml.note(at, message, "write it without quotes; the first statement is 1");
                    }
                }
                "expires" => known.expires = toml.date(key, value),
                _ => toml.unknown_key(name, "an entry", &KEYS),
            }
        }
        if !table.contains_key("code") {
            self.toml.note(start, "the entry needs `code`", "add `code = \"…\"`");
        }
        if !table.contains_key("file") && !table.contains_key("policy") {
            self.toml.note(start, "the entry needs `file` or `policy`", "add `file = \"…\"`");
        }
        let file = known.file.as_ref().or(known.policy.as_ref());
        known.path = file.map(|file| path::absolute(file, self.folder));
        (self.toml.complaints.len() == n_before).then_some(known)
    }
}
