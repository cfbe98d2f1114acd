//! The files to check, and the policies in them.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::rc::Rc;

use pcluster_iam::document::{Embedded, Found, find};
use pcluster_iam::findings::{Finding, Options};

use crate::ui::failure::{self, Complaint};
use crate::ui::lines::Lines;

/// The size limit of a file.
const MAX_BYTES: u64 = 64 << 20;

/// A file and its contents.
#[derive(Debug)]
pub(crate) struct Input {
    /// The path as given by the user.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) found: Found,
}

impl Input {
    /// The name of a document in reports: its own names, or else the path of the file without `./`.
    pub(crate) fn name(&self, names: &[String]) -> String {
        if names.is_empty() { self.path.trim_start_matches("./").to_owned() } else { names.join("/") }
    }
}

/// A policy with its findings.
#[derive(Debug)]
pub(crate) struct Checked<'i> {
    pub(crate) input: &'i Input,
    pub(crate) lines: Rc<Lines<'i>>,
    pub(crate) policy: &'i Embedded,
    pub(crate) findings: Vec<Finding>,
}

impl Checked<'_> {
    /// The name of the policy in reports.
    pub(crate) fn name(&self) -> String {
        self.input.name(&self.policy.names)
    }

    /// The number and the Sid of the statement with a finding.
    pub(crate) fn statement(&self, finding: &Finding) -> Option<(usize, Option<String>)> {
        let idx = finding.statement?;
        let statement = self.policy.document.statements.get(idx);
        let sid = statement.and_then(|statement| statement.sid.as_ref()).map(|sid| sid.value.clone());
        Some((idx + 1, sid.filter(|sid| !sid.is_empty())))
    }
}

/// Reads the files, and reports the reason for each file that cannot be read.
pub(crate) fn read<'n>(names: impl Iterator<Item = &'n String>) -> (Vec<Input>, Vec<Complaint>) {
    let (mut inputs, mut complaints) = (Vec::new(), Vec::new());
    for name in names {
        match read_one(name) {
            Ok(input) if input.found.is_empty() => complaints.push(
                Complaint::new(format!("`{}` contains no policy document", input.path.escape_debug())).help(
                    "give a policy document, the output of `aws iam get-…` or `terraform show -json`, or a \
                     template of AWS CloudFormation in JSON",
                ),
            ),
            Ok(input) => inputs.push(input),
            Err(complaint) => complaints.push(complaint),
        }
    }
    (inputs, complaints)
}

fn read_one(name: &str) -> Result<Input, Complaint> {
    let path = if name == "-" { "<stdin>" } else { name };
    let bytes = read_bytes(name).map_err(|error| {
        let complaint = match error.kind() {
            ErrorKind::NotFound => Complaint::new(format!("there is no file `{}`", path.escape_debug())),
            ErrorKind::IsADirectory => Complaint::new(format!("`{}` is a folder", path.escape_debug())),
            _ => Complaint::new(format!("`{}` cannot be read: {error}", path.escape_debug())),
        };
        complaint.help("give the paths of files, or - for standard input")
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        let (line, column) = Lines::new(&before).place(valid);
        let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
        Complaint::new(format!("{path}:{line}:{column}: the file is not UTF-8: it has the byte 0x{byte:02x}"))
            .help("save it as UTF-8")
    })?;
    let found = find(&text);
    Ok(Input { path: path.to_owned(), text, found })
}

fn read_bytes(name: &str) -> io::Result<Vec<u8>> {
    let reader: Box<dyn Read> = if name == "-" {
        Box::new(io::stdin().lock())
    } else if Path::new(name).is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    } else {
        Box::new(fs::File::open(name)?)
    };
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other(format!("it is larger than {} MB", MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

/// Checks every policy of the files.
pub(crate) fn check(inputs: &[Input], options: Options) -> Vec<Checked<'_>> {
    let mut checked: Vec<Checked<'_>> = Vec::new();
    for input in inputs {
        let lines = Rc::new(Lines::new(&input.text));
        for policy in &input.found.policies {
            let mut findings = policy.check(&options);
            // A finding that several variants of a document have is reported once.
            let is_told = |finding: &Finding| {
                checked.iter().rev().take(policy.variant).flat_map(|it| &it.findings).any(|other| {
                    (other.code, other.span, &other.message) == (finding.code, finding.span, &finding.message)
                })
            };
            findings.retain(|finding| !is_told(finding));
            checked.push(Checked { input, lines: lines.clone(), policy, findings });
        }
    }
    checked
}

/// Reports the documents that were not checked, on one line for each reason.
pub(crate) fn tell_skipped(inputs: &[Input]) -> io::Result<()> {
    for input in inputs {
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
