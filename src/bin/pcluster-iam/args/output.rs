//! `--output PATH` and `--force`

use std::path::PathBuf;

use clap::Args;

use crate::ui::failure::Failure;
use crate::ui::{file, output};

/// The target of a result, which the help of each command describes.
#[derive(Args, Debug)]
pub(crate) struct OutputArgs {
    #[arg(long, value_name = "PATH")]
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
