//! Reading of a baseline: its entries, and its mistakes with their places.

use pcluster_iam::findings::Code;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::known::Known;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::suggest::similar;
use crate::ui::toml_file::TomlFile;

/// The keys of an entry.
const KEYS: [&str; 8] = ["code", "policy", "statement", "sid", "subject", "reason", "owner", "expires"];

/// The keys of a table, as in the file.
fn in_order<'t, 'f>(table: &'t DeTable<'f>) -> Vec<(&'t Spanned<DeString<'f>>, &'t Spanned<DeValue<'f>>)> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(name, _)| name.span().start);
    keys
}

/// Reads the entries of a file, or reports all its mistakes.
pub(super) fn read(file: &TomlFile) -> Result<Vec<Known>, Failure> {
    let table = file.parse()?;
    let mut reader = Reader { file, complaints: Vec::new() };
    let entries = reader.entries(table.get_ref());
    if reader.complaints.is_empty() { Ok(entries) } else { Err(Failure::Use(reader.complaints)) }
}

struct Reader<'f> {
    file: &'f TomlFile,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Known> {
        let mut entries = Vec::new();
        for (name, value) in in_order(table) {
            if name.get_ref() != "finding" {
                let message = format!("`{}` is not a key of a baseline", name.get_ref());
                self.note(name.span().start, message, "a baseline consists of tables `[[finding]]`");
                continue;
            }
            let Some(array) = value.get_ref().as_array() else {
                self.note(
                    value.span().start,
                    "`finding` is not a list of tables",
                    "write `[[finding]]` above each entry",
                );
                continue;
            };
            for item in array {
                match item.get_ref().as_table() {
                    Some(table) => entries.extend(self.entry(table, item.span().start)),
                    None => {
                        self.note(
                            item.span().start,
                            "this is not a table",
                            "write `[[finding]]` above each entry",
                        );
                    }
                }
            }
        }
        entries
    }

    fn entry(&mut self, table: &DeTable<'_>, start: usize) -> Option<Known> {
        let n_before = self.complaints.len();
        let mut known = Known { place: self.file.place(start), ..Known::default() };
        for (name, value) in in_order(table) {
            let (key, at) = (name.get_ref().as_ref(), value.span().start);
            let text = value.get_ref().as_str().map(str::to_owned);
            let is_text = ["code", "policy", "sid", "subject", "reason", "owner"].contains(&key);
            if is_text && text.is_none() {
                self.note(at, format!("`{key}` is not a string"), format!("write `{key} = \"…\"`"));
                continue;
            }
            match key {
                "code" => known.code = text.unwrap_or_default(),
                "policy" => known.policy = text.unwrap_or_default(),
                "sid" => known.sid = text,
                "subject" => known.subject = text,
                "reason" => known.reason = text.unwrap_or_default(),
                "owner" => known.owner = text.unwrap_or_default(),
                "statement" => {
                    let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
                    known.statement = number.filter(|number| *number > 0);
                    if known.statement.is_none() {
                        let message = "`statement` is not the number of a statement";
                        self.note(at, message, "write it without quotes; the first statement is 1");
                    }
                }
                "expires" => match value.get_ref().as_datetime() {
                    Some(date) if date.date.is_some() => known.expires = Some(*date),
                    _ => self.note(
                        at,
                        "`expires` is not a date",
                        "write it without quotes, such as `2027-01-01`",
                    ),
                },
                _ => {
                    let help = match similar(key, KEYS).first() {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("the keys of an entry are {}", KEYS.join(", ")),
                    };
                    self.note(name.span().start, format!("an entry has no key `{key}`"), help);
                }
            }
            if key == "code" && Code::named(&known.code).is_none() {
                let names = Code::ALL.iter().map(|code| code.name());
                let help = match similar(&known.code, names).first() {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "docs/findings.md lists all of them".to_owned(),
                };
                self.note(at, format!("no finding is named `{}`", known.code), help);
            }
        }
        for (key, is_missing) in
            [("code", !table.contains_key("code")), ("policy", !table.contains_key("policy"))]
        {
            if is_missing {
                self.note(start, format!("the entry needs `{key}`"), format!("add `{key} = \"…\"`"));
            }
        }
        (self.complaints.len() == n_before).then_some(known)
    }

    fn note(&mut self, at: usize, message: impl AsRef<str>, help: impl Into<String>) {
        let place = self.file.place(at);
        self.complaints.push(Complaint::new(format!("{place}{}", message.as_ref())).help(help));
    }
}
