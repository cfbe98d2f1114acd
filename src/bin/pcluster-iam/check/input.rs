//! The files that are checked, and the policies in them.

use std::fs::File;
use std::io::{self, Read as _};

use pcluster_iam::document::{Embedded, Found, find};
use pcluster_iam::findings::{Finding, Options, check as find_findings};

use super::lines::Lines;
use crate::output::{self, Complaint};

/// How large a file may be.
const MAX_BYTES: u64 = 64 << 20;

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its path as it was given.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) found: Found,
}

/// A policy with its findings.
#[derive(Debug)]
pub(crate) struct Checked<'i> {
    pub(crate) input: &'i Input,
    pub(crate) lines: std::rc::Rc<Lines<'i>>,
    pub(crate) policy: &'i Embedded,
    pub(crate) findings: Vec<Finding>,
}

impl Checked<'_> {
    /// What a report calls the policy: its names, or its file, however that is reached.
    pub(crate) fn name(&self) -> String {
        if self.policy.names.is_empty() {
            self.input.path.trim_start_matches("./").to_owned()
        } else {
            self.policy.name()
        }
    }
}

/// Reads all files that can be read, and says of the others why not.
pub(crate) fn read<'n>(names: impl Iterator<Item = &'n String>) -> (Vec<Input>, Vec<Complaint>) {
    let (mut inputs, mut complaints) = (Vec::new(), Vec::new());
    for name in names {
        match read_one(name) {
            Ok(input) if input.found.is_empty() => {
                complaints.push(
                    Complaint::new(format!("`{}` holds no policy document", input.path)).help(
                        "give a document, what `aws iam get-…` prints, `terraform show -json`, or a template of CloudFormation in JSON",
                    ),
                );
            }
            Ok(input) => inputs.push(input),
            Err(complaint) => complaints.push(complaint),
        }
    }
    (inputs, complaints)
}

fn read_one(name: &str) -> Result<Input, Complaint> {
    let path = if name == "-" { "<stdin>" } else { name };
    let refused = |why: String| Complaint::new(format!("`{path}` cannot be read: {why}"));
    let mut bytes = Vec::new();
    let read = match name {
        "-" => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes),
        name => File::open(name).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)),
    };
    if let Err(error) = read {
        return Err(refused(error.to_string()).help("give the path of a file, or - for standard input"));
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(refused(format!("it has more than {} MB", MAX_BYTES >> 20)).help("split it"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        let (line, column) = Lines::new(&before).place(valid);
        let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
        Complaint::new(format!("{path}:{line}:{column}: the file is not UTF-8: it has the byte 0x{byte:02x}"))
            .help("save it in the encoding UTF-8")
    })?;
    let found = find(&text);
    Ok(Input { path: path.to_owned(), text, found })
}

/// Checks every policy of the files.
pub(crate) fn check(inputs: &[Input], options: Options) -> Vec<Checked<'_>> {
    let mut checked = Vec::new();
    for input in inputs {
        let lines = std::rc::Rc::new(Lines::new(&input.text));
        for policy in &input.found.policies {
            let mut options = options;
            options.placeholders |= policy.is_template;
            let findings = find_findings(&policy.document, &options);
            checked.push(Checked { input, lines: lines.clone(), policy, findings });
        }
    }
    checked
}

/// Says in a line what was not checked.
pub(crate) fn tell_skipped(inputs: &[Input]) -> io::Result<()> {
    for input in inputs {
        let skipped = &input.found.skipped;
        if let Some(first) = skipped.first() {
            let names = if first.names.is_empty() { input.path.clone() } else { first.names.join("/") };
            let documents = if skipped.len() == 1 { "document was" } else { "documents were" };
            output::note(format!(
                "{}: {} {documents} skipped that no user, group or role has as a policy, the first at `{names}`: {}",
                input.path,
                skipped.len(),
                first.why
            ))?;
        }
    }
    Ok(())
}
