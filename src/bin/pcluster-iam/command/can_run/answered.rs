//! The answers to the calls of a command.

use pcluster_iam::document::Span;
use pcluster_iam::evaluate::{Context, Outcome};
use pcluster_iam::run::{Answers, CallAnswer, Situation, Verdict};
use pcluster_iam::{Command, Configuration};

use crate::args::run::{Asked, NamedFile};
use crate::input::holder::Holder;
use crate::ui::failure::Failure;
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// Everything that is asked with.
#[derive(Debug)]
pub(super) struct Asker<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) context: Context,
    pub(super) holder: &'a Holder,
    pub(super) answers: Answers<'a>,
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
        let (calls, situation) = self.asked.calls(command, configuration)?;
        let answers = calls.into_iter().map(|call| self.answers.of(call)).collect();
        Ok(Answered {
            command,
            configuration,
            situation,
            answers,
            place: self.asked.file.map(FilePlace::new),
        })
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
