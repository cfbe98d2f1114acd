//! Rows of NDJSON.

use std::fmt;
use std::io::{BufRead, Read};

use pcluster_iam::{Parameter, ParameterRole};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;

use super::row::{MAX_BYTES, NAME, Row, RowError, RowValue, Rows};
use crate::args::values::unknown;
use crate::ui::failure::{Complaint, Failure};

/// A file with an object in each line.
pub(super) struct Objects<R> {
    reader: R,
    line: usize,
    n_rows: usize,
    buffer: Vec<u8>,
    shown: String,
}

impl<R: BufRead> Objects<R> {
    pub(super) fn new(reader: R, shown: String) -> Self {
        Self { reader, line: 0, n_rows: 0, buffer: Vec::new(), shown }
    }

    /// Reads the next line that is not empty: false at the end of the file.
    fn read(&mut self) -> Result<bool, RowError> {
        loop {
            self.buffer.clear();
            let read = self.reader.by_ref().take(MAX_BYTES).read_until(b'\n', &mut self.buffer);
            let n_read = read.map_err(|error| {
                let error = anyhow::Error::new(error).context(format!("`{}` cannot be read", self.shown));
                RowError::Unreadable(Failure::System(error))
            })?;
            if n_read == 0 {
                return Ok(false);
            }
            self.line += 1;
            if n_read as u64 == MAX_BYTES && !self.buffer.ends_with(b"\n") {
                self.n_rows += 1;
                let rest = self.reader.skip_until(b'\n');
                let message = format!("{}:{}: the line is longer than a megabyte", self.shown, self.line);
                let complaint = Complaint::new(message).help("give an object in each line");
                return Err(match rest {
                    Ok(_) => RowError::Wrong(vec![complaint]),
                    Err(error) => RowError::Unreadable(error.into()),
                });
            }
            if !self.buffer.trim_ascii().is_empty() {
                self.n_rows += 1;
                return Ok(true);
            }
        }
    }

    /// The row of the line that was read last.
    fn row(&self) -> Result<Row, RowError> {
        let place = format!("{}:{}: ", self.shown, self.line);
        let object: Object = serde_json::from_slice(self.buffer.trim_ascii_end()).map_err(|error| {
            let at = match error.column() {
                0 => place.clone(),
                column => format!("{}:{}:{column}: ", self.shown, self.line),
            };
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let kind = if error.is_data() { "" } else { "invalid JSON: " };
            let help = "give an object in each line, such as `{\"name\": \"value\"}`";
            RowError::Wrong(vec![Complaint::new(format!("{at}{kind}{message}")).help(help)])
        })?;
        let mut row = Row { number: self.n_rows, place, name: None, values: Vec::new() };
        let mut wrong = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in &object.0 {
            if seen.contains(&name.as_str()) {
                let message = format!("{}`{}` is given twice", row.place, name.escape_debug());
                wrong.push(Complaint::new(message).help("leave one of them out"));
            }
            seen.push(name);
            match Parameter::named(name) {
                Some(parameter) => match texts(parameter, value) {
                    Ok(texts) => {
                        row.values.extend(texts.into_iter().map(|text| RowValue { parameter, text }));
                    }
                    Err(help) => {
                        let message =
                            format!("{}`{name}` is neither a string nor an array of strings", row.place);
                        wrong.push(Complaint::new(message).help(help));
                    }
                },
                None if name == NAME => match value {
                    Value::String(text) => row.name = Some(text.clone()).filter(|it| !it.is_empty()),
                    Value::Null => {}
                    other => {
                        let message = format!("{}`{NAME}` is not a string", row.place);
                        wrong.push(Complaint::new(message).help(in_quotes(NAME, other)));
                    }
                },
                None => wrong.push(unknown(name, &row.place)),
            }
        }
        if wrong.is_empty() { Ok(row) } else { Err(RowError::Wrong(wrong)) }
    }
}

impl<R: BufRead> Rows for Objects<R> {
    fn columns(&self) -> Option<Vec<&'static Parameter>> {
        None
    }

    fn next(&mut self) -> Option<Result<Row, RowError>> {
        match self.read() {
            Ok(false) => None,
            Ok(true) => Some(self.row()),
            Err(error) => Some(Err(error)),
        }
    }
}

/// The strings of a value, or how to write it. As in CSV, an empty string is no value.
fn texts(parameter: &Parameter, value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::String(text) if text.is_empty() => Ok(Vec::new()),
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Null => Ok(Vec::new()),
        Value::Bool(is_on) if parameter.role() == ParameterRole::Flag => Ok(vec![is_on.to_string()]),
        Value::Array(items) => {
            let text = |item: &Value| match item {
                Value::String(text) => Ok(text.clone()),
                other => Err(in_quotes(parameter.name, other)),
            };
            items.iter().map(text).collect()
        }
        other => Err(in_quotes(parameter.name, other)),
    }
}

fn in_quotes(name: &str, value: &Value) -> String {
    match value {
        Value::Number(_) | Value::Bool(_) => format!("put it in quotes: `\"{name}\": \"{value}\"`"),
        _ => format!("write `\"{name}\": \"…\"`"),
    }
}

/// The members of an object, in order and with repetitions.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}
