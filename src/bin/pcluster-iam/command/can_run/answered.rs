//! The answers to the calls of a command.

use pcluster_iam::document::Span;
use pcluster_iam::evaluate::{Context, Outcome};
use pcluster_iam::run::{CallAnswer, Caller, Known, Situation, UnknownValuesError, Verdict};
use pcluster_iam::{Command, Commands, Configuration, Parameter};

use crate::args::run::NamedFile;
use crate::args::values::Given;
use crate::input::holder::Holder;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// Everything that is asked with.
#[derive(Debug)]
pub(super) struct Asker<'a> {
    pub(super) commands: &'static Commands,
    pub(super) caller: Caller,
    pub(super) known: Known<'a>,
    pub(super) given: Given,
    pub(super) context: Context,
    /// The parameters whose examples stand in the place of values that nobody gives.
    pub(super) examples: Vec<&'static Parameter>,
    pub(super) holder: &'a Holder,
    pub(super) file: Option<&'a NamedFile>,
}

/// A command with the answers to its calls.
#[derive(Debug)]
pub(super) struct Answered<'a> {
    pub(super) command: &'static Command,
    pub(super) configuration: Option<&'static Configuration>,
    pub(super) situation: Situation,
    pub(super) answers: Vec<CallAnswer<'a>>,
    pub(super) place: Option<FilePlace<'a>>,
}

impl<'a> Asker<'a> {
    /// Asks about a command in a configuration.
    pub(super) fn ask(
        &mut self,
        command: &'static Command,
        configuration: Option<&'static Configuration>,
    ) -> Result<Answered<'a>, Failure> {
        let calls = match self.situation(configuration).calls(command, self.caller) {
            Ok(calls) => calls,
            Err(error) => {
                let missing = error.missing.iter().filter_map(|name| Parameter::named(name));
                let examples = self.given.add_examples(missing);
                self.examples.extend(examples);
                self.situation(configuration).calls(command, self.caller).map_err(|error| wrong(&error))?
            }
        };
        let answers = calls.into_iter().map(|call| call.answer(&self.holder.policies, &self.context));
        let answers = answers.collect();
        let place = self.file.map(FilePlace::new);
        Ok(Answered { command, configuration, situation: self.situation(configuration), answers, place })
    }

    /// True if the calls are those with the rights of the user.
    pub(super) fn is_user(&self) -> bool {
        matches!(self.caller, Caller::User)
    }

    fn situation(&self, configuration: Option<&'static Configuration>) -> Situation {
        let known = self
            .given
            .values
            .iter()
            .fold(self.known.clone(), |known, value| known.value(value.name, value.text.as_str()));
        let known = match configuration {
            Some(configuration) => known.configuration(configuration),
            None => known,
        };
        Situation::new(self.commands, &known)
    }
}

impl Answered<'_> {
    pub(super) fn verdict(&self) -> Verdict {
        Verdict::of(&self.answers)
    }

    /// The answers with their numbers, from 1.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &CallAnswer<'_>)> {
        (1..).zip(&self.answers)
    }

    /// The answers that lead to a verdict, with their numbers.
    pub(super) fn of_verdict(&self, verdict: Verdict) -> impl Iterator<Item = (usize, &CallAnswer<'_>)> {
        self.numbered().filter(move |(_, answer)| answer.verdict() == verdict)
    }

    /// The number of calls that are not allowed, or not certainly.
    pub(super) fn n_not_allowed(&self) -> usize {
        self.answers.iter().filter(|answer| answer.outcome() != Outcome::Allowed).count()
    }
}

/// Places in the configuration file.
#[derive(Debug)]
pub(super) struct FilePlace<'a> {
    path: &'a str,
    lines: Lines<'a>,
}

impl<'a> FilePlace<'a> {
    fn new(file: &'a NamedFile) -> Self {
        Self { path: &file.path, lines: Lines::new(&file.text) }
    }

    /// The path, the line and the column.
    pub(super) fn of(&self, span: Span) -> String {
        let (line, column) = self.lines.place(span.start);
        format!("{}:{line}:{column}", plain(self.path))
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
