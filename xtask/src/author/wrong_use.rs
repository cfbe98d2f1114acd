//! Wrong use of a command, as opposed to mistakes in a catalog or a page.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// A mistake in the arguments of a command.
#[derive(Debug)]
pub(crate) struct WrongUse(String);

impl WrongUse {
    pub(super) fn new(message: String) -> Self {
        Self(message)
    }

    /// A file that the system cannot read or write.
    pub(super) fn of(verb: &str, path: &str, error: &io::Error) -> Self {
        let why = match error.kind() {
            ErrorKind::NotFound => "it does not exist".to_owned(),
            ErrorKind::NotADirectory => "it is not a folder, or is below a file".to_owned(),
            ErrorKind::PermissionDenied => "permission is denied".to_owned(),
            ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => {
                let text = error.to_string().to_lowercase();
                // The number of the system's error says nothing to a reader.
                text.split_once(" (os error").map_or(text.clone(), |(text, _)| text.to_owned())
            }
        };
        Self(format!("cannot {verb} `{}`: {why}", path.escape_debug()))
    }
}

impl fmt::Display for WrongUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for WrongUse {}
