//! `--output PATH` and `--force`

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use crate::ui::failure::Failure;
use crate::ui::{file, output};

/// The target of a result, which the help of each command describes.
#[derive(Args, Debug)]
pub(crate) struct OutputArgs {
    #[arg(long, value_name = "PATH", value_parser = path())]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, requires = "output", help = "Overwrite existing files")]
    pub(crate) force: bool,
}

impl OutputArgs {
    /// Prints a string, or writes it to the file of `--output`.
    pub(crate) fn deliver(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            None => output::print(text),
            Some(path) => {
                file::refuse_existing(&[path], self.force)?;
                file::write(path, text, self.force)
            }
        }
    }
}

/// A path, and not the `-` that means standard output in other programs.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        if path.as_os_str() == "-" {
            return Err("leave out --output to print to standard output; the path of a file `-` is `./-`");
        }
        Ok(path)
    })
}
