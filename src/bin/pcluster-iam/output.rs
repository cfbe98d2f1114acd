//! Where results go: standard output, a file that is written whole or not at all, or an error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Context;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const STRONG: Style = Style::new().bold();

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
            let _ = say(complaint);
        }
        ExitCode::from(code)
    }
}

fn say(complaint: &Complaint) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "{ERROR}error{ERROR:#}: {}", complaint.message)?;
    for (label, text) in &complaint.lines {
        writeln!(err, "  {HELP}{label}{HELP:#}: {text}")?;
    }
    Ok(())
}

/// Says what may be a mistake, and is done nevertheless.
pub(crate) fn warn(complaint: &Complaint) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "{WARNING}warning{WARNING:#}: {}", complaint.message)?;
    for (label, text) in &complaint.lines {
        writeln!(err, "  {HELP}{label}{HELP:#}: {text}")?;
    }
    Ok(())
}

/// Tells something besides the result.
pub(crate) fn note(text: impl Display) -> io::Result<()> {
    writeln!(anstream::stderr().lock(), "{text}")
}

/// Prints a result on standard output.
pub(crate) fn print(text: impl Display) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).context("standard output cannot be written")?;
    Ok(())
}

/// The width of the terminal that standard output is shown on, if it is one.
pub(crate) fn terminal_width() -> Option<usize> {
    comfy_table::Table::new().width().map(usize::from)
}

/// `--output FILE` and `--force`.
pub(crate) fn args(what: &'static str) -> [Arg; 2] {
    [
        Arg::new("output")
            .long("output")
            .value_name("PATH")
            .value_parser(value_parser!(std::path::PathBuf))
            .help(what),
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .help("Overwrite what is there")
            .requires("output"),
    ]
}

/// Prints a text, or writes it to the file that was asked for.
pub(crate) fn deliver(matches: &ArgMatches, text: &str) -> Result<(), Failure> {
    match matches.get_one::<std::path::PathBuf>("output") {
        None => print(text),
        Some(path) => {
            let is_forced = matches.get_flag("force");
            refuse_existing(&[path.as_path()], is_forced)?;
            write(path, text, is_forced)
        }
    }
}

/// Refuses to overwrite what nobody said may be overwritten, and what no file can stand for.
pub(crate) fn refuse_existing(paths: &[&Path], is_forced: bool) -> Result<(), Failure> {
    let check = |path: &&Path| {
        check_place(path).err().or_else(|| {
            (!is_forced && path.symlink_metadata().is_ok()).then(|| {
                Complaint::new(format!("`{}` exists", path.display()))
                    .help("choose another path, or overwrite it with `--force`")
            })
        })
    };
    let complaints: Vec<_> = paths.iter().filter_map(check).collect();
    if complaints.is_empty() { Ok(()) } else { Err(Failure::Use(complaints)) }
}

/// Refuses a place that no file can be moved to: one would replace a device, and cannot replace a
/// folder.
fn check_place(path: &Path) -> Result<(), Complaint> {
    let shown = path.display();
    match path.metadata() {
        Ok(there) if there.is_dir() => {
            Err(Complaint::new(format!("`{shown}` is a folder")).help("give the path of a file"))
        }
        Ok(there) if !there.is_file() => Err(Complaint::new(format!("`{shown}` is not a regular file"))
            .help("leave --output out to print on standard output")),
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all: beside its place first, then into it.
pub(crate) fn write(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    // A link stays, and what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = if is_forced { target.as_path() } else { path };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let complaint = Complaint::new(format!("there is no folder `{}`", folder.display()));
        return Err(complaint.help("create it first").into());
    }
    let mut builder = tempfile::Builder::new();
    // A new file gets the permissions that any other would, not those of a secret.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder
        .prefix(".pcluster-iam-")
        .tempfile_in(folder)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    writeln!(file, "{text}")
        .and_then(|()| file.as_file().sync_all())
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    let persisted = if is_forced { file.persist(path) } else { file.persist_noclobber(path) };
    persisted
        .map_err(|error| error.error)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(())
}
