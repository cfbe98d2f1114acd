//! Wrong use of a command, which is told from a catalog or a page that is wrong.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// What has to be asked for in another way.
#[derive(Debug)]
pub(crate) struct WrongUse(String);

impl WrongUse {
    pub(super) fn new(message: String) -> Self {
        Self(message)
    }

    /// Something that the disk refuses.
    pub(super) fn of(verb: &str, path: &str, error: &io::Error) -> Self {
        let why = match error.kind() {
            ErrorKind::NotFound => "it does not exist".to_owned(),
            ErrorKind::NotADirectory => "it is no folder, or below a file".to_owned(),
            _ => error.to_string().to_lowercase(),
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
