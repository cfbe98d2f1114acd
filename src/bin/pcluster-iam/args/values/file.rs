//! `--values FILE.toml`: names and values, and the file's mistakes, each with its place.

use std::path::Path;

use pcluster_iam::{Parameter, ParameterRole};
use toml::de::{DeTable, DeValue};

use super::value::{GivenValue, Place, unknown};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::toml_file::TomlFile;
use crate::ui::toml_reader::in_order;

/// The contents of a file.
#[derive(Debug, Default)]
pub(crate) struct ValuesFile {
    pub(crate) values: Vec<GivenValue>,
    /// The parameters whose values are not strings.
    pub(crate) unread: Vec<&'static str>,
    pub(crate) complaints: Vec<Complaint>,
}

/// Reads a flat table of strings and lists of strings.
///
/// A file that is not TOML is an error: its values are not known, so the missing values are not either.
pub(crate) fn read(path: &Path) -> Result<ValuesFile, Failure> {
    let source = TomlFile::read(path)?;
    let table = source.parse()?;
    Ok(in_table(&source, table.get_ref(), Place::File))
}

/// The values in a table of a file.
pub(crate) fn in_table(source: &TomlFile, table: &DeTable<'_>, place: fn(String) -> Place) -> ValuesFile {
    let mut file = ValuesFile::default();
    for (name, value) in in_order(table) {
        let Some(parameter) = Parameter::named(name.get_ref()) else {
            let place = source.place(name.span().start);
            file.complaints.push(unknown(name.get_ref(), &place));
            continue;
        };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            if let Some(text) = text(parameter, item.get_ref()) {
                let place = place(source.place(item.span().start));
                file.values.push(GivenValue { name: parameter.name, text, place });
            } else {
                file.unread.push(parameter.name);
                file.complaints.push(not_text(source, parameter, item));
            }
        }
    }
    file
}

/// The text of a value: a string, or a boolean for a flag.
fn text(parameter: &Parameter, value: &DeValue<'_>) -> Option<String> {
    match value.as_bool() {
        Some(is_on) if parameter.role() == ParameterRole::Flag => Some(is_on.to_string()),
        _ => value.as_str().map(str::to_owned),
    }
}

fn not_text(source: &TomlFile, parameter: &Parameter, value: &toml::Spanned<DeValue<'_>>) -> Complaint {
    let place = source.place(value.span().start);
    let name = parameter.name;
    if parameter.role() == ParameterRole::Flag {
        let message = format!("{place}`{name}` is neither `true` nor `false`");
        return Complaint::new(message).help(format!("write `{name} = true`, or remove the line"));
    }
    let complaint = Complaint::new(format!("{place}`{name}` is not a string"));
    match value.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            let written = source.text.get(value.span()).unwrap_or("…");
            complaint.help(format!("put it in quotes: `{name} = \"{written}\"`"))
        }
        _ => complaint.help(format!("write `{name} = \"{}\"`", parameter.example)),
    }
}
