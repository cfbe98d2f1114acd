//! What is asked about: the calls of commands in a configuration, with the values that somebody gives.

use pcluster_iam::run::{Call, Caller, Known, Situation, UnknownValuesError};
use pcluster_iam::{Command, Commands, Configuration, Need, Parameter, Policy};

use super::{NamedFile, unknown};
use crate::args::values::{Given, lacking};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::output::listed;

/// The circumstances of the calls.
#[derive(Debug)]
pub(crate) struct Asked<'f> {
    pub(crate) commands: &'static Commands,
    pub(crate) caller: Caller,
    pub(crate) known: Known<'f>,
    pub(crate) file: Option<&'f NamedFile>,
    /// The named configuration that is asked about.
    pub(crate) configuration: Option<&'static Configuration>,
    pub(crate) given: Given,
    /// The parameters whose examples stand in the place of values that nobody gives.
    pub(crate) examples: Vec<&'static Parameter>,
}

impl Asked<'_> {
    /// The named configuration, if no file says what is made: the first of the release if nobody names one.
    pub(crate) fn configuration(&self) -> Option<&'static Configuration> {
        let first = || self.commands.configurations.first().copied().filter(|_| self.file.is_none());
        self.configuration.or_else(first)
    }

    /// Puts examples in the place of values that policies require and nobody gives.
    pub(crate) fn add_examples<'p>(&mut self, policies: impl IntoIterator<Item = &'p Policy>) {
        let used = policies.into_iter().flat_map(|policy| policy.parameters);
        let required = used.filter(|used| used.need == Need::Required).map(|used| used.parameter);
        let examples = self.given.add_examples(required);
        self.examples.extend(examples);
    }

    /// The calls of a command in a configuration, with examples in place of values that nobody gives.
    pub(crate) fn calls(
        &mut self,
        command: &'static Command,
        configuration: Option<&'static Configuration>,
    ) -> Result<(Vec<Call>, Situation), Failure> {
        let situation = self.situation(configuration);
        match situation.calls(command, self.caller) {
            Ok(calls) => Ok((calls, situation)),
            Err(error) => {
                let missing = error.missing.iter().filter_map(|name| Parameter::named(name));
                let examples = self.given.add_examples(missing);
                self.examples.extend(examples);
                let situation = self.situation(configuration);
                let calls = situation.calls(command, self.caller).map_err(|error| wrong(&error))?;
                Ok((calls, situation))
            }
        }
    }

    fn situation(&self, configuration: Option<&'static Configuration>) -> Situation {
        let values = &self.given.values;
        let known = values
            .iter()
            .fold(self.known.clone(), |known, value| known.value(value.name, value.text.as_str()));
        let known = match configuration {
            Some(configuration) => known.configuration(configuration),
            None => known,
        };
        Situation::new(self.commands, &known)
    }

    /// The command or task with a name, if the caller makes calls in it.
    pub(crate) fn command(&self, name: &str) -> Result<&'static Command, Complaint> {
        match self.commands.command(name) {
            Some(command) if self.is_of_caller(command) => {
                self.file.and_then(|file| file.is_not_for(command, self.commands)).map_or(Ok(command), Err)
            }
            Some(command) => {
                let mut names: Vec<_> = command.steps.iter().map(|step| step.by.name).collect();
                names.sort_unstable();
                names.dedup();
                let complaint = Complaint::new(format!("`{name}` makes no call of this caller"));
                Err(complaint.help(match names.as_slice() {
                    [name] => format!("add `--as {name}`, who makes all of its calls"),
                    names => format!("its calls are those of {}: `--as` names one", names.join(", ")),
                }))
            }
            None => Err(unknown("command", name, self.of_caller().map(|command| command.name))),
        }
    }

    /// The commands and tasks in which the caller makes calls, without those that read another kind of file
    /// than the one that is given.
    pub(crate) fn of_caller(&self) -> impl Iterator<Item = &'static Command> {
        let reads = |command: &Command| self.file.is_none_or(|file| file.file.is_for(command));
        let all = self.commands.commands.iter().copied();
        all.filter(move |command| self.is_of_caller(command) && reads(command))
    }

    fn is_of_caller(&self, command: &Command) -> bool {
        let is_own = matches!(self.caller, Caller::User) && command.by.as_user;
        is_own || command.steps.iter().any(|step| self.caller.makes(step))
    }

    /// Refuses an answer that people use, if a value in it is an example.
    pub(crate) fn refuse_examples(&self) -> Result<(), Failure> {
        let missing: Vec<_> = self.examples.iter().map(|it| lacking(it)).collect();
        if missing.is_empty() { Ok(()) } else { Err(Failure::Use(missing)) }
    }

    /// Says which values are examples.
    pub(crate) fn tell_examples(&self) -> Result<(), Failure> {
        let examples =
            self.examples.iter().map(|it| format!("--{} {}", it.name, it.example)).collect::<Vec<_>>();
        if !examples.is_empty() {
            note(format_args!("values that nobody gives are examples: {}", listed(&examples)))?;
        }
        Ok(())
    }
}

/// The messages about values of calls that are missing or wrong.
fn wrong(error: &UnknownValuesError) -> Failure {
    let missing = error.missing.iter().map(|name| {
        Complaint::new(format!("the calls need the value `{name}`"))
            .help("give the configuration file with `--config FILE`")
    });
    let invalid = error.invalid.iter().map(|it| {
        Complaint::new(format!("--{}: `{}` is refused", it.parameter.name, it.value.escape_debug()))
            .line("need", it.allowed)
    });
    Failure::Use(missing.chain(invalid).collect())
}

/// Names the calls that commands lead to and that the catalog does not have.
pub(crate) fn tell_not_covered(commands: impl Iterator<Item = &'static Command>) -> Result<(), Failure> {
    for command in commands {
        if let Some(calls) = command.not_covered {
            note(format_args!("not covered: for `{}`, {calls}", command.name))?;
        }
    }
    Ok(())
}
