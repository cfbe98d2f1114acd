//! `--baseline`: the findings that are known, each with who answers for it and until when.

mod known;
mod read;

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use super::date;
use super::input::Checked;
use crate::ui::failure::{self, Complaint, Failure};
use crate::ui::file;
use crate::ui::toml_file::TomlFile;
use known::Known;

/// A file of known findings.
#[derive(Debug)]
pub(crate) struct Baseline {
    entries: Vec<Known>,
}

#[derive(Serialize)]
struct Written {
    finding: Vec<Known>,
}

impl Baseline {
    /// Reads a file, or says everything that is wrong with it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let entries = read::read(&TomlFile::read(path)?)?;
        Ok(Self { entries })
    }

    /// Takes the known findings out and says how many; warns of entries that are of no use any more, if
    /// all files were checked.
    pub(crate) fn apply(&self, checked: &mut [Checked<'_>], is_all: bool) -> Result<usize, Failure> {
        let mut n_hidden = 0;
        let today = date::today();
        let mut is_used = vec![false; self.entries.len()];
        for it in &mut *checked {
            for finding in std::mem::take(&mut it.findings) {
                let mut is_hidden = false;
                for (entry, is_used) in self.entries.iter().zip(&mut is_used) {
                    if entry.is_about(it, &finding) {
                        *is_used = true;
                        is_hidden |= !entry.is_expired(today);
                    }
                }
                if is_hidden {
                    n_hidden += 1;
                } else {
                    it.findings.push(finding);
                }
            }
        }
        for (entry, is_used) in self.entries.iter().zip(is_used) {
            let Known { place, code, policy, .. } = entry;
            if !is_used && is_all {
                let complaint = Complaint::new(format!("{place}`{policy}` has no finding `{code}` any more"));
                failure::warn(&complaint.help("remove the entry"))?;
            } else if is_used && entry.is_expired(today) {
                let complaint =
                    Complaint::new(format!("{place}the entry for `{code}` of `{policy}` has expired"));
                failure::warn(&complaint.help("mend the finding, or decide anew until when it may stay"))?;
            }
        }
        let is_unexplained = |entry: &&Known| entry.reason.is_empty() || entry.owner.is_empty();
        let mut unexplained = self.entries.iter().filter(is_unexplained);
        if let Some(Known { place, .. }) = unexplained.next() {
            let entries = match unexplained.count() {
                0 => "this entry has".to_owned(),
                1 => "this entry and another have".to_owned(),
                number => format!("this entry and {number} others have"),
            };
            let complaint = Complaint::new(format!("{place}{entries} no `reason` or no `owner`"));
            failure::warn(&complaint.help("say why each finding may stay, and who answers for it"))?;
        }
        Ok(n_hidden)
    }
}

/// Writes the present findings as known ones.
pub(crate) fn write(path: &Path, checked: &[Checked<'_>], is_forced: bool) -> Result<(), Failure> {
    file::refuse_existing(&[path], is_forced)?;
    let mut known: Vec<Known> = Vec::new();
    for it in checked {
        for finding in &it.findings {
            let entry = Known::of(it, finding);
            if !known.iter().any(|other| other.is_about(it, finding)) {
                known.push(entry);
            }
        }
    }
    let number = known.len();
    let text =
        toml::to_string_pretty(&Written { finding: known }).context("the findings cannot be written")?;
    let head = "# Findings of `pcluster-iam check` that may stay. Say of each why and who answers for it;\n\
                # `expires = 2027-01-01` brings it back after that day.\n\n";
    file::write(path, format!("{head}{text}").trim_end(), is_forced)?;
    let shown = path.display();
    failure::note(match number {
        0 => format!("wrote {shown}: nothing was found"),
        1 => format!("wrote 1 finding to {shown}: fill in its `reason` and `owner`"),
        _ => format!("wrote {number} findings to {shown}: fill in `reason` and `owner` of each"),
    })?;
    Ok(())
}
