//! `--output PATH` and `--force`

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::input::STDIN;
use crate::ui::failure::{Failure, note};
use crate::ui::{file, output};

/// The target of a result, which the help of each command describes.
#[derive(Clone, Debug)]
pub(crate) struct OutputArgs {
    /// A file or a folder, or nothing for standard output, which `-` stands for too.
    pub(crate) output: Option<PathBuf>,
    pub(crate) force: bool,
}

impl OutputArgs {
    /// The file or folder, or nothing for standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Refuses a place where nothing can be written, before much work is done for it.
    pub(crate) fn refuse_place(&self) -> Result<(), Failure> {
        let Some(path) = &self.output else { return Ok(()) };
        file::refuse_existing(&[path], self.force)?;
        Ok(file::refuse_missing_folder(path)?)
    }

    /// Prints a string, or writes it to the file of `--output`, with a note.
    pub(crate) fn deliver(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            None => output::print(text),
            Some(path) => {
                file::refuse_existing(&[path], self.force)?;
                file::write(path, text, self.force)?;
                Ok(note(format_args!("wrote {}", path.display()))?)
            }
        }
    }
}

/// The options as they are written.
#[derive(Args)]
struct WrittenArgs {
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output", help = "Overwrite existing files")]
    force: bool,
}

impl Args for OutputArgs {
    fn augment_args(command: Command) -> Command {
        WrittenArgs::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        WrittenArgs::augment_args_for_update(command)
    }
}

impl FromArgMatches for OutputArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let WrittenArgs { output, force } = WrittenArgs::from_arg_matches(matches)?;
        Ok(Self { output: output.filter(|path| path.as_os_str() != STDIN), force })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
