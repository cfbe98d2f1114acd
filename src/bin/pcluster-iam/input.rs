//! The files that arguments name, and the policies in them.

mod foreign;
pub(crate) mod holder;
mod select;
mod sift;
mod whole;

use std::fs;
use std::io::{self, Read, StdinLock};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::atomic::{AtomicBool, Ordering};

use pcluster_iam::document::{Found, Syntax, find_as};

use crate::ui::failure::{self, Complaint};
use crate::ui::lines::Lines;
use crate::ui::system;
use select::Candidate;

pub(crate) use select::{INCLUDE, Include, STDIN, glob};
pub(crate) use whole::{is_file, read_all};

/// What to do about an argument that is no file.
const A_FILE: &str = "give the path of a file, or - for standard input";

/// The size limit of a file.
const MAX_BYTES: u64 = 64 << 20;

/// True after an argument has taken standard input.
static IS_STDIN_READ: AtomicBool = AtomicBool::new(false);

/// A file and its contents.
#[derive(Debug)]
pub(crate) struct Input {
    /// The path in reports, as given by the user.
    pub(crate) path: String,
    /// The absolute path, unless the file is standard input without a name.
    pub(crate) file: Option<PathBuf>,
    pub(crate) syntax: Syntax,
    pub(crate) text: String,
    pub(crate) found: Found,
}

impl Input {
    /// The file with another text.
    pub(crate) fn with_text(&self, text: String) -> Self {
        let found = find_as(&text, self.syntax);
        Self { path: self.path.clone(), file: self.file.clone(), syntax: self.syntax, text, found }
    }

    /// The name of a document in reports: its own names, or else the path of the file without `./`.
    pub(crate) fn name(&self, names: &[String]) -> String {
        if names.is_empty() { self.path.trim_start_matches("./").to_owned() } else { names.join("/") }
    }
}

/// The files that were read.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) files: Vec<Input>,
    /// The reasons for the arguments and files that cannot be read.
    pub(crate) unreadable: Vec<Complaint>,
    /// The number of files of folders and patterns that have no policy.
    pub(crate) n_without: usize,
    /// The files among them that may be meant to have one, each with the mistake in its syntax.
    broken: Vec<String>,
}

/// Reads the files of all arguments.
///
/// A file that an argument names has to contain a policy; a folder and a pattern may lead to others too.
pub(crate) fn read(names: &[String], include: &Include, stdin_name: Option<&str>) -> Inputs {
    let (candidates, unreadable) = select::select(names, include);
    let mut read = Inputs { unreadable, ..Inputs::default() };
    for candidate in candidates {
        match read_one(&candidate, stdin_name) {
            Ok(Content::Policies(input)) => read.files.push(*input),
            Ok(Content::Broken(what)) => read.broken.push(what),
            Ok(Content::Nothing) => read.n_without += 1,
            Err(complaint) => read.unreadable.push(complaint),
        }
    }
    read
}

/// What a file has.
#[derive(Debug)]
enum Content {
    Policies(Box<Input>),
    /// The place and the mistake in a file that cannot be read.
    Broken(String),
    Nothing,
}

/// Reads a file; one that was not named itself may be without policies.
fn read_one(candidate: &Candidate, stdin_name: Option<&str>) -> Result<Content, Complaint> {
    let shown = match (&candidate.file, stdin_name) {
        (None, Some(name)) => name,
        _ => candidate.shown.as_str(),
    };
    let bytes = read_bytes(candidate.file.as_deref()).map_err(|error| {
        system::unreadable(shown, &error, "give the paths of files or folders, or - for standard input")
    })?;
    match foreign::complaint(shown, &bytes) {
        Some(complaint) if candidate.is_named => return Err(complaint),
        Some(_) => return Ok(Content::Nothing),
        None => {}
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // A policy in another encoding, such as UTF-16, is not to be missed in a folder.
        Err(error) if candidate.is_named || may_have_policy(error.as_bytes()) => {
            return Err(not_utf8(shown, &error));
        }
        Err(_) => return Ok(Content::Nothing),
    };
    if !candidate.is_named && !sift::may_have_policy(&text) {
        return Ok(Content::Nothing);
    }
    let syntax = Syntax::of(&text, Some(shown));
    let found = find_as(&text, syntax);
    if found.is_empty() && candidate.is_named {
        let complaint = Complaint::new(format!("`{}` contains no policy document", shown.escape_debug()));
        return Err(complaint.help(
            "give a policy document, the output of `aws iam get-…` or `terraform show -json`, a template of \
             AWS CloudFormation, or another file of JSON or YAML with policies in it",
        ));
    }
    let is_without =
        || found.policies.is_empty() && found.skipped.is_empty() || sift::is_other_language(&text, &found);
    if !candidate.is_named && is_without() {
        return Ok(match (syntax, syntax.parse(&text)) {
            (Syntax::Json, Err(error)) if sift::is_meant_as_policy(&text) => {
                let (line, column) = Lines::new(&text).place(error.span.start);
                Content::Broken(format!("{shown}:{line}:{column}: {}", error.message))
            }
            _ => Content::Nothing,
        });
    }
    let file = match (&candidate.file, stdin_name) {
        (None, Some(name)) => std::path::absolute(name).ok(),
        (file, _) => file.clone(),
    };
    Ok(Content::Policies(Box::new(Input { path: shown.to_owned(), file, syntax, text, found })))
}

/// The text of a file that is not one of policies.
pub(crate) fn text(name: &str) -> Result<String, Complaint> {
    let bytes = read_bytes((name != STDIN).then(|| Path::new(name)))
        .map_err(|error| system::unreadable(name, &error, A_FILE))?;
    String::from_utf8(bytes).map_err(|error| not_utf8(name, &error))
}

/// True if bytes of another encoding than UTF-8 may be a policy.
fn may_have_policy(bytes: &[u8]) -> bool {
    let words: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    sift::may_have_policy(&String::from_utf8_lossy(&words))
}

fn not_utf8(shown: &str, error: &FromUtf8Error) -> Complaint {
    let valid = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
    let (line, column) = Lines::new(&before).place(valid);
    let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
    Complaint::new(format!("{shown}:{line}:{column}: the file is not UTF-8: it has the byte 0x{byte:02x}"))
        .help("save it as UTF-8")
}

/// The text of a file of any kind, or of standard input. What is not UTF-8 in it is replaced: a log may contain
/// anything.
pub(crate) fn read_text(file: Option<&Path>, shown: &str) -> Result<String, Complaint> {
    let bytes = read_bytes(file).map_err(|error| system::unreadable(shown, &error, A_FILE))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Standard input, which one argument can take.
pub(crate) fn stdin() -> io::Result<StdinLock<'static>> {
    if IS_STDIN_READ.swap(true, Ordering::Relaxed) {
        return Err(io::Error::other("standard input is read already, and one argument alone can be `-`"));
    }
    Ok(io::stdin().lock())
}

/// The contents of a file, or of standard input, which can be read once.
pub(crate) fn read_bytes(file: Option<&Path>) -> io::Result<Vec<u8>> {
    let reader: Box<dyn Read> = match file {
        None => Box::new(stdin()?),
        Some(file) => Box::new(fs::File::open(file)?),
    };
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other(format!("it is larger than {} MB", MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

/// Reports the documents that are skipped, on one line for each reason.
pub(crate) fn tell_skipped(inputs: &Inputs) -> io::Result<()> {
    match inputs.n_without {
        0 => {}
        1 => failure::note("skipped 1 file without a policy")?,
        number => failure::note(format!("skipped {number} files without a policy"))?,
    }
    for what in &inputs.broken {
        failure::note(format!("skipped {what}"))?;
    }
    for input in &inputs.files {
        let mut told = Vec::new();
        for first in &input.found.skipped {
            if told.contains(&first.why) {
                continue;
            }
            told.push(first.why);
            let number = input.found.skipped.iter().filter(|other| other.why == first.why).count();
            let what = match number {
                1 => format!("skipped `{}`", input.name(&first.names)),
                2 => format!("skipped `{}` and 1 other", input.name(&first.names)),
                _ => format!("skipped `{}` and {} others", input.name(&first.names), number - 1),
            };
            failure::note(format!("{}: {what}: {}", input.path, first.why))?;
        }
    }
    Ok(())
}
