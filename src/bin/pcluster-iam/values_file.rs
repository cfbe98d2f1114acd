//! `--values FILE.toml`: names and values, and what is wrong in the file, each with its place.

use std::path::Path;

use pcluster_iam::Parameter;
use toml::de::{DeTable, DeValue};

use crate::output::{Complaint, Failure};
use crate::problems::{self, Place};
use crate::values::{self, Value};

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct ValuesFile {
    pub(crate) values: Vec<Value>,
    /// The parameters whose values are not texts.
    pub(crate) unread: Vec<&'static str>,
    pub(crate) complaints: Vec<Complaint>,
}

/// Reads a flat table of texts and lists of texts.
///
/// A file that is not TOML ends it: which values it holds is not known, so that nothing can be said
/// about those that are missing.
pub(crate) fn read(path: &Path) -> Result<ValuesFile, Failure> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Complaint::new(format!("`{shown}` cannot be read: {error}")).help("give a TOML file in UTF-8")
    })?;
    // Editors on Windows put a byte order mark before the first name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = Source { shown: &shown, text };
    let table = DeTable::parse(text).map_err(|error| {
        let place = source.place(error.span().map_or(0, |span| span.start));
        Complaint::new(format!("{place}the file is not TOML here: {}", error.message()))
            .help("write a line such as `name = \"value\"`")
    })?;
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    let mut file = ValuesFile::default();
    for (name, value) in entries {
        let Some(parameter) = values::parameter(name.get_ref()) else {
            let place = source.place(name.span().start);
            file.complaints.push(problems::unknown(name.get_ref(), &place));
            continue;
        };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            if let Some(text) = item.get_ref().as_str() {
                let place = Place::File(source.place(item.span().start));
                file.values.push(Value { name: parameter.name, text: text.to_owned(), place });
            } else {
                file.unread.push(parameter.name);
                file.complaints.push(source.not_text(parameter, item));
            }
        }
    }
    Ok(file)
}

/// A file's path and text.
struct Source<'s> {
    shown: &'s str,
    text: &'s str,
}

impl Source<'_> {
    /// `FILE:LINE:COLUMN: `, to stand before a message.
    fn place(&self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        format!("{}:{line}:{column}: ", self.shown)
    }

    fn not_text(&self, parameter: &Parameter, value: &toml::Spanned<DeValue<'_>>) -> Complaint {
        let place = self.place(value.span().start);
        let name = parameter.name;
        let complaint = Complaint::new(format!("{place}`{name}` is not a text"));
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                let written = self.text.get(value.span()).unwrap_or("…");
                complaint.help(format!("put it in quotes: `{name} = \"{written}\"`"))
            }
            _ => complaint.help(format!("write `{name} = \"{}\"`", parameter.example)),
        }
    }
}
