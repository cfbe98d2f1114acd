//! Failures of commands, reported on standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::{AnsiColor, Style};

use super::system;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// True if only results and errors are printed.
static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Leaves out warnings and notes, or prints them, and returns the choice before.
pub(crate) fn set_quiet(is_quiet: bool) -> bool {
    IS_QUIET.swap(is_quiet, Ordering::Relaxed)
}

/// True if only results and errors are printed.
pub(crate) fn is_quiet() -> bool {
    IS_QUIET.load(Ordering::Relaxed)
}

/// The reason for the failure of a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Incorrect usage, with all mistakes.
    Use(Vec<Complaint>),
    /// The answer is no, with the reasons.
    No(Complaint),
    /// The answer is no for several policies, each with its reason.
    Unfit(Vec<Complaint>),
    /// Everything is already reported; only the exit code remains.
    Told(u8),
    /// An error of the operating system.
    System(anyhow::Error),
}

/// A problem and its fix.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) message: String,
    /// The lines after the message: a label and a string each.
    lines: Vec<(&'static str, String)>,
}

impl Complaint {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), lines: Vec::new() }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.line("help", help)
    }

    /// The problem with its place before it, if it does not begin with that.
    pub(crate) fn at(mut self, place: &str) -> Self {
        if !self.message.starts_with(place) {
            self.message.insert_str(0, place);
        }
        self
    }

    /// Adds a fix that may not be known.
    pub(crate) fn help_if(self, help: Option<&str>) -> Self {
        help.into_iter().fold(self, Complaint::help)
    }

    /// The problem and its fixes in one sentence, for a line of another complaint.
    pub(crate) fn sentence(&self) -> String {
        let fixes = self.lines.iter().map(|(_, text)| text.as_str());
        std::iter::once(self.message.as_str()).chain(fixes).collect::<Vec<_>>().join(": ")
    }

    /// Adds a line with a label of four characters, so that the strings form a column.
    pub(crate) fn line(mut self, label: &'static str, text: impl Into<String>) -> Self {
        self.lines.push((label, text.into()));
        self
    }
}

/// The complaints without repetitions: a value that several policies lack is reported once.
pub(crate) fn each_once(mut complaints: Vec<Complaint>) -> Vec<Complaint> {
    let mut seen = Vec::new();
    complaints.retain(|complaint| {
        let is_new = !seen.contains(&complaint.message);
        seen.push(complaint.message.clone());
        is_new
    });
    complaints
}

impl From<Complaint> for Failure {
    fn from(complaint: Complaint) -> Self {
        Self::Use(vec![complaint])
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::System(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::System(error.into())
    }
}

impl Failure {
    /// Reports the failure on standard error.
    pub(crate) fn report(self) -> ExitCode {
        let (complaints, code) = match self {
            Self::Use(complaints) => (complaints, 2),
            Self::No(complaint) => (vec![complaint], 1),
            Self::Unfit(complaints) => (complaints, 1),
            Self::Told(code) => (Vec::new(), code),
            Self::System(error) => {
                let cause = system::cause(&error);
                if cause.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
                    return ExitCode::SUCCESS;
                }
                let complaint = Complaint::new(format!("{error:#}"));
                (vec![complaint.help_if(cause.and_then(system::help))], 1)
            }
        };
        for complaint in &complaints {
            // If standard error is closed, the failure cannot be reported.
            let _ = say("error", ERROR, complaint);
        }
        ExitCode::from(code)
    }
}

/// Reports a problem with a part of the work; the command goes on with the rest, and then fails.
pub(crate) fn error(complaint: &Complaint) -> io::Result<()> {
    say("error", ERROR, complaint)
}

/// Reports a possible mistake that does not stop the command.
pub(crate) fn warn(complaint: &Complaint) -> io::Result<()> {
    if IS_QUIET.load(Ordering::Relaxed) { Ok(()) } else { say("warning", WARNING, complaint) }
}

/// Reports a fact that is not a part of the result.
pub(crate) fn note(text: impl Display) -> io::Result<()> {
    if IS_QUIET.load(Ordering::Relaxed) { Ok(()) } else { writeln!(anstream::stderr().lock(), "{text}") }
}

fn say(kind: &str, style: Style, complaint: &Complaint) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "{style}{kind}{style:#}: {}", complaint.message)?;
    for (label, text) in &complaint.lines {
        writeln!(err, "  {HELP}{label}{HELP:#}: {text}")?;
    }
    Ok(())
}
