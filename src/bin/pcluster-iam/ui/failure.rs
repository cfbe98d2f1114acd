//! Why a command did not do what it was asked, said on standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was used wrongly, and all that was wrong was said.
    Use(Vec<Complaint>),
    /// The answer is no.
    No(Complaint),
    /// All was told, and the exit code says it again.
    Told(u8),
    /// The system refused something.
    System(anyhow::Error),
}

/// Something that is wrong, and what to do about it.
#[derive(Debug)]
pub(crate) struct Complaint {
    pub(crate) message: String,
    /// What follows the message: a label and a text each.
    lines: Vec<(&'static str, String)>,
}

impl Complaint {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), lines: Vec::new() }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.line("help", help)
    }

    /// A line of another kind; labels have four characters, so that the texts stand in a column.
    pub(crate) fn line(mut self, label: &'static str, text: impl Into<String>) -> Self {
        self.lines.push((label, text.into()));
        self
    }
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
    /// Says what is wrong on standard error.
    pub(crate) fn report(self) -> ExitCode {
        let (complaints, code) = match self {
            Self::Use(complaints) => (complaints, 2),
            Self::No(complaint) => (vec![complaint], 1),
            Self::Told(code) => (Vec::new(), code),
            Self::System(error) => {
                let is_closed_pipe = error
                    .downcast_ref::<io::Error>()
                    .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe);
                if is_closed_pipe {
                    return ExitCode::SUCCESS;
                }
                (vec![Complaint::new(format!("{error:#}"))], 1)
            }
        };
        for complaint in &complaints {
            // Nothing is left to be told if standard error is closed.
            let _ = say("error", ERROR, complaint);
        }
        ExitCode::from(code)
    }
}

/// Says what may be a mistake, and is done nevertheless.
pub(crate) fn warn(complaint: &Complaint) -> io::Result<()> {
    say("warning", WARNING, complaint)
}

/// Tells something besides the result.
pub(crate) fn note(text: impl Display) -> io::Result<()> {
    writeln!(anstream::stderr().lock(), "{text}")
}

fn say(kind: &str, style: Style, complaint: &Complaint) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "{style}{kind}{style:#}: {}", complaint.message)?;
    for (label, text) in &complaint.lines {
        writeln!(err, "  {HELP}{label}{HELP:#}: {text}")?;
    }
    Ok(())
}
