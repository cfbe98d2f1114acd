//! TOML files from users, and the places in them.

use std::path::Path;
use std::{fmt, io};

use toml::Spanned;
use toml::de::DeTable;

use super::failure::Complaint;
use super::system;
use crate::input::{STDIN, read_bytes};

/// A place in a file, shown as `FILE:LINE:COLUMN`.
#[derive(Clone, Debug, Default)]
pub(crate) struct TomlPlace {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for TomlPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// The path and the contents of a file.
#[derive(Debug)]
pub(crate) struct TomlFile {
    shown: String,
    pub(crate) text: String,
}

impl TomlFile {
    /// Reads a file, or standard input if its path is `-`.
    pub(crate) fn read(path: &Path) -> Result<Self, Complaint> {
        let is_stdin = path.as_os_str() == STDIN;
        let shown = if is_stdin { "<stdin>".to_owned() } else { path.display().to_string() };
        let refused =
            |error: &io::Error| system::unreadable(&shown, error, "give the path of a TOML file in UTF-8");
        let bytes = read_bytes((!is_stdin).then_some(path)).map_err(|error| refused(&error))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| refused(&io::Error::new(io::ErrorKind::InvalidData, error.utf8_error())))?;
        // Editors on Windows put a byte order mark before the first name.
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        Ok(Self { shown, text })
    }

    pub(crate) fn parse(&self) -> Result<Spanned<DeTable<'_>>, Complaint> {
        DeTable::parse(&self.text).map_err(|error| {
            let place = self.place(error.span().map_or(0, |span| span.start));
            Complaint::new(format!("{place}invalid TOML: {}", error.message()))
                .help("write a line such as `name = \"value\"`")
        })
    }

    /// The place `FILE:LINE:COLUMN: `, as the prefix of a message.
    pub(crate) fn place(&self, offset: usize) -> String {
        format!("{}: ", self.at(offset))
    }

    pub(crate) fn at(&self, offset: usize) -> TomlPlace {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        TomlPlace { path: self.shown.clone(), line, column }
    }
}
