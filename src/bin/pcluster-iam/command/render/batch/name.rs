//! The names of rows, and of their files.

use pcluster_iam::Parameter;

use super::row::{NAME, Row};
use crate::args::values::{Given, unknown};
use crate::ui::failure::Complaint;

/// The placeholder for the number of a row.
const ROW: &str = "row";

/// The most bytes of a name: file systems accept 255, with the number of a document and the extension.
const MOST_OF_NAME: usize = 240;

/// How rows are named: as the template says, or as each row does.
#[derive(Debug, Default)]
pub(super) struct RowNames(Option<Vec<Part>>);

#[derive(Debug)]
enum Part {
    Text(String),
    Number,
    Name,
    Value(&'static Parameter),
}

impl RowNames {
    /// Reads a template: text with placeholders in braces.
    pub(super) fn read(template: Option<&str>) -> Result<Self, Vec<Complaint>> {
        let Some(template) = template else { return Ok(Self(None)) };
        let place = "--row-name: ";
        let mut parts = Vec::new();
        let mut wrong = Vec::new();
        let mut pieces = template.split('{');
        parts.push(Part::Text(pieces.next().unwrap_or_default().to_owned()));
        for piece in pieces {
            let Some((placeholder, text)) = piece.split_once('}') else {
                let complaint =
                    Complaint::new(format!("{place}the brace before `{}` is open", piece.escape_debug()));
                wrong.push(complaint.help("write a placeholder as `{parameter}`"));
                continue;
            };
            match Parameter::named(placeholder) {
                Some(parameter) => parts.push(Part::Value(parameter)),
                None if placeholder == NAME => parts.push(Part::Name),
                None if placeholder == ROW => parts.push(Part::Number),
                None => wrong.push(
                    unknown(placeholder, place)
                        .help(format!("`{{{NAME}}}` is the name of the row, and `{{{ROW}}}` its number")),
                ),
            }
            parts.push(Part::Text(text.to_owned()));
        }
        if wrong.is_empty() { Ok(Self(Some(parts))) } else { Err(wrong) }
    }

    /// The name of a row, if it has one.
    pub(super) fn of(&self, row: &Row, given: &Given) -> Result<Option<String>, Complaint> {
        let Some(parts) = &self.0 else { return Ok(row.name.clone()) };
        let mut name = String::new();
        for part in parts {
            match part {
                Part::Text(text) => name.push_str(text),
                Part::Number => name.push_str(&row.number.to_string()),
                Part::Name => name.push_str(row.name.as_deref().ok_or_else(|| lacks(row, NAME))?),
                Part::Value(parameter) => {
                    let values = given.values.iter().filter(|it| it.name == parameter.name);
                    let texts: Vec<_> = values.map(|it| it.text.as_str()).collect();
                    if texts.is_empty() {
                        return Err(lacks(row, parameter.name));
                    }
                    name.push_str(&texts.join("-"));
                }
            }
        }
        Ok(Some(name))
    }
}

fn lacks(row: &Row, what: &str) -> Complaint {
    Complaint::new(format!("{}the row has no `{what}`, which --row-name uses", row.place))
        .help("fill in the cell, or choose another --row-name")
}

/// The problem with a name as that of a file below a folder, without the extension.
pub(super) fn unfit_for_file(name: &str, place: &str) -> Option<Complaint> {
    let is_allowed = |c: char| c.is_alphanumeric() || "-_.+=,@ ".contains(c);
    let is_part = |part: &str| {
        !part.is_empty() && part.trim() == part && !part.starts_with('.') && part.chars().all(is_allowed)
    };
    if let Some(long) = name.split('/').find(|part| part.len() > MOST_OF_NAME) {
        let message = format!("{place}a name of {} bytes is too long for a file", long.len());
        return Some(Complaint::new(message).help(format!("shorten it to {MOST_OF_NAME} bytes")));
    }
    if name.split('/').all(is_part) {
        return None;
    }
    let message = format!("{place}`{}` cannot be the name of a file", name.escape_debug());
    Some(Complaint::new(message).help(
        "use letters, digits and `-_.+=,@`, with `/` for folders; no part begins with a dot or a space",
    ))
}
