//! Rows of CSV.

use std::io::{self, Read};

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder, Trim};
use pcluster_iam::{Parameter, ParameterRole, Policy};

use super::row::{MAX_BYTES, NAME, Row, RowError, RowValue, Rows, is_list};
use crate::args::values::unknown_among;
use crate::ui::failure::{Complaint, Failure};

/// A file of CSV after its header.
pub(super) struct Table<R> {
    reader: Reader<Bounded<R>>,
    columns: Vec<Column>,
    separator: String,
    record: ByteRecord,
    n_rows: usize,
    shown: String,
    is_over: bool,
}

#[derive(Clone, Copy, Debug)]
enum Column {
    Name,
    Value { parameter: &'static Parameter, is_list: bool },
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Name => NAME,
            Self::Value { parameter, .. } => parameter.name,
        }
    }
}

impl<R: Read> Table<R> {
    pub(super) fn new(
        reader: R,
        shown: String,
        policy: &'static Policy,
        separator: &str,
    ) -> Result<Self, Failure> {
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(Bounded::new(reader));
        let header = reader.byte_headers().map_err(|error| {
            let complaint = Complaint::new(format!("{shown}: the header cannot be read: {error}"));
            complaint.help("begin with a line of the names of parameters, separated by commas")
        })?;
        let columns = columns(header, &shown, policy).map_err(Failure::Use)?;
        let separator = separator.to_owned();
        Ok(Self { reader, columns, separator, record: ByteRecord::new(), n_rows: 0, shown, is_over: false })
    }

    /// The row of the record that was read last.
    fn row(&self) -> Result<Row, RowError> {
        let line = self.record.position().map_or(0, csv::Position::line);
        let place = format!("{}:{line}: ", self.shown);
        let mut row = Row { number: self.n_rows, place, name: None, values: Vec::new() };
        let mut wrong = Vec::new();
        for (column, bytes) in self.columns.iter().zip(&self.record) {
            let Ok(text) = str::from_utf8(bytes) else {
                let message = format!("{}`{}` is not text in UTF-8", row.place, column.name());
                wrong.push(Complaint::new(message).help("save the file as UTF-8"));
                continue;
            };
            let mut add =
                |parameter, text: &str| row.values.push(RowValue { parameter, text: text.to_owned() });
            match *column {
                _ if text.is_empty() => {}
                Column::Name => row.name = Some(text.to_owned()),
                Column::Value { parameter, is_list: true } => {
                    text.split(&self.separator).for_each(|it| add(parameter, it.trim()));
                }
                // Spreadsheets write it so.
                Column::Value { parameter, .. } if parameter.role() == ParameterRole::Flag => {
                    add(parameter, &text.to_ascii_lowercase());
                }
                Column::Value { parameter, is_list: false } => add(parameter, text),
            }
        }
        if wrong.is_empty() { Ok(row) } else { Err(RowError::Wrong(wrong)) }
    }

    /// The message about a record that is no row.
    fn error(&mut self, error: csv::Error, first_line: u64) -> RowError {
        let line = error.position().map_or(first_line, csv::Position::line);
        let place = format!("{}:{line}: ", self.shown);
        match error.into_kind() {
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let message = format!("{place}the row has {len} cells, and the header {expected_len}");
                let help = "put a cell that contains a comma in double quotes, and leave no column out";
                RowError::Wrong(vec![Complaint::new(message).help(help)])
            }
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                self.is_over = true;
                let message =
                    format!("{place}the row has no end within a megabyte; nothing after it was read");
                RowError::Wrong(vec![Complaint::new(message).help("close the quote that opens in the row")])
            }
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.is_over = true;
                let place = format!("{}:{}: ", self.shown, self.reader.get_ref().opened);
                let message =
                    format!("{place}the quote that opens here is never closed; nothing after it was read");
                let help = "close it, or write it twice within quotes if it is part of the text";
                RowError::Wrong(vec![Complaint::new(message).help(help)])
            }
            ErrorKind::Io(error) => {
                self.is_over = true;
                let error = anyhow::Error::new(error).context(format!("`{}` cannot be read", self.shown));
                RowError::Unreadable(Failure::System(error))
            }
            other => RowError::Wrong(vec![Complaint::new(format!("{place}{other:?}"))]),
        }
    }
}

impl<R: Read> Rows for Table<R> {
    fn columns(&self) -> Option<Vec<&'static Parameter>> {
        let parameter = |it: &Column| match it {
            Column::Value { parameter, .. } => Some(*parameter),
            Column::Name => None,
        };
        Some(self.columns.iter().filter_map(parameter).collect())
    }

    fn next(&mut self) -> Option<Result<Row, RowError>> {
        if self.is_over {
            return None;
        }
        self.reader.get_mut().left = MAX_BYTES;
        let first_line = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                self.n_rows += 1;
                Some(self.row())
            }
            Err(error) => {
                self.n_rows += 1;
                Some(Err(self.error(error, first_line)))
            }
        }
    }
}

/// The columns that the header names, or all of its mistakes.
fn columns(header: &ByteRecord, shown: &str, policy: &Policy) -> Result<Vec<Column>, Vec<Complaint>> {
    let place = format!("{shown}:1: ");
    let mut columns: Vec<Column> = Vec::new();
    let mut wrong = Vec::new();
    for cell in header {
        let Ok(name) = str::from_utf8(cell) else {
            let message = format!("{place}the header is not text in UTF-8");
            return Err(vec![Complaint::new(message).help("save the file as UTF-8")]);
        };
        let column = match Parameter::named(name) {
            Some(parameter) => Column::Value { parameter, is_list: is_list(policy, parameter) },
            None if name == NAME => Column::Name,
            None => {
                wrong.push(unknown_column(name, &place, header.len(), policy));
                continue;
            }
        };
        if columns.iter().any(|it| it.name() == column.name()) {
            let message = format!("{place}two columns are named `{name}`");
            wrong.push(Complaint::new(message).help("leave one of them out"));
        }
        columns.push(column);
    }
    if wrong.is_empty() { Ok(columns) } else { Err(wrong) }
}

fn unknown_column(name: &str, place: &str, n_columns: usize, policy: &Policy) -> Complaint {
    let complaint = unknown_among(name, place, policy.parameters.iter().map(|used| used.parameter.name));
    match name.chars().find(|it| ";\t|".contains(*it)) {
        Some(separator) if n_columns == 1 => {
            complaint.help(format!("separate the columns by commas, not by `{}`", separator.escape_debug()))
        }
        _ => complaint.help(format!("remove the column; `{NAME}` would name the rows")),
    }
}

/// A reader that stops where a record has no end.
struct Bounded<R> {
    inner: R,
    /// The bytes that may still be read for the record.
    left: u64,
    place: Place,
    /// The line that was read last, from 1.
    line: u64,
    /// The line of the last quote that opened.
    opened: u64,
}

/// A place in the grammar of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first character of a cell.
    Begin,
    /// In a cell without quotes, or behind the quotes of one.
    Plain,
    Quoted,
    /// Behind a quote that closes, unless another one follows.
    Closed,
}

impl<R> Bounded<R> {
    fn new(inner: R) -> Self {
        Self { inner, left: MAX_BYTES, place: Place::Begin, line: 1, opened: 1 }
    }

    fn follow(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Begin, b'"') => {
                self.opened = self.line;
                Place::Quoted
            }
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) | (Place::Closed, b'"') => Place::Quoted,
            (_, b',' | b'\n' | b'\r') => Place::Begin,
            _ => Place::Plain,
        };
        self.line += u64::from(byte == b'\n');
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let n_read = self.inner.read(buffer)?;
        if n_read == 0 && self.place == Place::Quoted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer.iter().take(n_read).for_each(|byte| self.follow(*byte));
        self.left = self.left.saturating_sub(n_read as u64);
        Ok(n_read)
    }
}
