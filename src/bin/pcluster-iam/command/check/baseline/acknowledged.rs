//! `render --write-baseline`: the findings of rendered policies that the catalog acknowledges, with its reasons.

use std::path::{Path, PathBuf};

use pcluster_iam::findings::{Finding, Options};
use pcluster_iam::{Acknowledgement, Policy, Statement, VERSIONS};

use super::known::Known;
use super::{path, write};
use crate::command::check::checked::{self, Checked};
use crate::input::{self, INCLUDE, Include, STDIN};
use crate::ui::failure::{self, Failure};

/// Who answers for the entries.
const OWNER: &str = "the catalog of pcluster-iam";

/// A file with a rendered document, and the policies that are in it.
#[derive(Debug)]
pub(crate) struct RenderedFile {
    pub(crate) path: PathBuf,
    pub(crate) policies: Vec<&'static Policy>,
}

/// Writes the acknowledged findings of rendered files as a baseline of `check`.
pub(crate) fn write_acknowledged(
    baseline: &Path,
    files: &[RenderedFile],
    is_forced: bool,
) -> Result<(), Failure> {
    let names: Vec<_> = files.iter().map(|file| file.path.display().to_string()).collect();
    let inputs = input::read(&names, &Include::new(INCLUDE, Path::new("."))?, None);
    if !inputs.unreadable.is_empty() {
        return Err(Failure::Use(inputs.unreadable));
    }
    let folder = path::folder(baseline);
    let (mut entries, mut n_open) = (Vec::new(), 0);
    for it in checked::check(&inputs.files, Options::default()) {
        let file = files.iter().find(|file| it.input.path == file.path.display().to_string());
        let policies = file.map_or(&[][..], |file| file.policies.as_slice());
        for finding in &it.findings {
            match policies.iter().find_map(|policy| acknowledgement(policy, &it, finding)) {
                Some(acknowledgement) => entries.push(Known {
                    reason: acknowledgement.reason.split_whitespace().collect::<Vec<_>>().join(" "),
                    owner: OWNER.to_owned(),
                    ..Known::of(&it, finding, &folder)
                }),
                None => n_open += 1,
            }
        }
    }
    let n_entries = entries.len();
    write::write_entries(baseline, entries, is_forced)?;
    let done = match baseline.to_string_lossy() {
        path if path == STDIN => "printed".to_owned(),
        path => format!("wrote {path}"),
    };
    let open = if n_open == 0 { String::new() } else { format!("; {n_open} others stay open") };
    failure::note(format_args!("{done}: {n_entries} findings that the catalog acknowledges{open}"))?;
    Ok(())
}

/// The acknowledgement of a finding: its statement's, its policy's or its release's.
fn acknowledgement(policy: &Policy, it: &Checked<'_>, finding: &Finding) -> Option<&'static Acknowledgement> {
    let sid = it.statement(finding).and_then(|(_, sid)| sid);
    let statements = || {
        let is_it = |statement: &&Statement| sid.is_none() || statement.sid == sid.as_deref();
        policy.statements.iter().filter(is_it)
    };
    let answers = |acknowledged: &&Acknowledgement| {
        acknowledged.finding == finding.code.name()
            && acknowledged.statement.is_none_or(|name| statements().any(|statement| statement.name == name))
            && acknowledged
                .entry
                .is_none_or(|entry| finding.subject.as_deref().is_some_and(|it| fills(entry, it)))
    };
    let of_statements = statements().flat_map(|statement| statement.acknowledged);
    let version = VERSIONS.iter().find(|version| version.id == policy.version);
    let of_version = version.map_or(&[][..], |version| version.acknowledged);
    of_statements.chain(policy.acknowledged).chain(of_version).find(answers)
}

/// True if a string is an entry of the catalog with values in place of the placeholders.
fn fills(entry: &str, text: &str) -> bool {
    let mut parts = entry.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut is_open = false;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        is_open = part.is_empty();
    }
    rest.is_empty() || is_open
}
