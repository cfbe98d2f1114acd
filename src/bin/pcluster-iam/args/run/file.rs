//! The configuration file of a run, with its name.

use pcluster_iam::document::SyntaxError;
use pcluster_iam::run::ConfigurationFile;
use pcluster_iam::{Command, Commands, Parameter, ParameterRole};

use crate::args::values::{GivenValue, Place};
use crate::ui::failure::Complaint;
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// A configuration file that was read.
#[derive(Debug)]
pub(crate) struct NamedFile {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) file: ConfigurationFile,
}

impl NamedFile {
    /// The message about a file of another kind, such as a policy.
    pub(super) fn foreign(&self, commands: &'static Commands) -> Option<Complaint> {
        let names = self.file.lacks_all(commands)?;
        let path = plain(&self.path);
        let complaint = Complaint::new(format!("{path}: this is no configuration file of the release"));
        Some(if names.is_empty() {
            complaint.help("its files are not read: name a configuration with `--configuration NAME`")
        } else {
            complaint.help(format!("such a file has some of {} at its top", names.join(", ")))
        })
    }

    /// The region that it states.
    pub(super) fn region(&self, commands: &'static Commands) -> Option<GivenValue> {
        let name = Parameter::with_role(ParameterRole::Region)?.name;
        let (text, span) = self.file.texts(commands.value(name)?).into_iter().next()?;
        let (line, column) = Lines::new(&self.text).place(span.start);
        let place = Place::File(format!("{}:{line}:{column}: ", plain(&self.path)));
        Some(GivenValue { name, text: text.to_owned(), place })
    }

    /// The message about a command that reads another kind of the release's files.
    pub(super) fn is_not_for(&self, command: &Command, commands: &'static Commands) -> Option<Complaint> {
        let is_one = || self.foreign(commands).is_none();
        let name = command.reads.filter(|_| !self.file.is_for(command) && is_one())?;
        let message = format!("{}: `{}` reads no such configuration file", plain(&self.path), command.name);
        Some(Complaint::new(message).help(format!("the file that it reads has `{name}` at its top")))
    }

    /// What looks like a mistake in it.
    pub(super) fn doubts(&self, commands: &'static Commands) -> Vec<Complaint> {
        complaints(&self.path, &self.text, &self.file.doubts(commands))
    }
}

/// The messages about places of a file.
pub(super) fn complaints(path: &str, text: &str, mistakes: &[SyntaxError]) -> Vec<Complaint> {
    let lines = Lines::new(text);
    let complaint = |mistake: &SyntaxError| {
        let (line, column) = lines.place(mistake.span.start);
        let message = format!("{}:{line}:{column}: {}", plain(path), plain(&mistake.message));
        let complaint = Complaint::new(message);
        if mistake.help.is_empty() { complaint } else { complaint.help(&mistake.help) }
    };
    mistakes.iter().map(complaint).collect()
}
