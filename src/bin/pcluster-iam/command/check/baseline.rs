//! `--baseline`: known findings, each with its owner and its expiry date.

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
    /// Reads a file, or reports all its mistakes.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let entries = read::read(&TomlFile::read(path)?)?;
        Ok(Self { entries })
    }

    /// Removes the known findings and returns their number; warns about entries without a finding if all
    /// files were checked.
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
                let complaint =
                    Complaint::new(format!("{place}`{policy}` no longer has the finding `{code}`"));
                failure::warn(&complaint.help("remove the entry"))?;
            } else if is_used && entry.is_expired(today) {
                let complaint =
                    Complaint::new(format!("{place}the entry for `{code}` of `{policy}` has expired"));
                failure::warn(&complaint.help("fix the finding, or set a later date in `expires`"))?;
            }
        }
        let is_unexplained = |entry: &&Known| entry.reason.is_empty() || entry.owner.is_empty();
        let mut unexplained = self.entries.iter().filter(is_unexplained);
        if let Some(Known { place, .. }) = unexplained.next() {
            let entries = match unexplained.count() {
                0 => "this entry has".to_owned(),
                1 => "this entry and 1 other have".to_owned(),
                number => format!("this entry and {number} others have"),
            };
            let complaint = Complaint::new(format!("{place}{entries} no `reason` or no `owner`"));
            failure::warn(&complaint.help("state why each finding may stay, and who is responsible for it"))?;
        }
        Ok(n_hidden)
    }
}

/// Writes the current findings as known findings.
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
    let head = "# Findings of `pcluster-iam check` that may stay. Give each a reason and an owner;\n\
                # with `expires = 2027-01-01` a finding is reported again after that day.\n\n";
    file::write(path, format!("{head}{text}").trim_end(), is_forced)?;
    let shown = path.display();
    failure::note(match number {
        0 => format!("wrote {shown}: no findings"),
        1 => format!("wrote 1 finding to {shown}: fill in its `reason` and `owner`"),
        _ => format!("wrote {number} findings to {shown}: fill in the `reason` and `owner` of each"),
    })?;
    Ok(())
}
