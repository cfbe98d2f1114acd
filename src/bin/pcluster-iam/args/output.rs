//! `--output PATH` and `--force`

use std::path::PathBuf;

use clap::Args;

use crate::ui::failure::Failure;
use crate::ui::{file, output};

/// Where a result goes. Each command says in its help what is written.
#[derive(Args, Debug)]
pub(crate) struct OutputArgs {
    #[arg(long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, requires = "output", help = "Overwrite what is there")]
    pub(crate) force: bool,
}

impl OutputArgs {
    /// Prints a text, or writes it to the file that was asked for.
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
