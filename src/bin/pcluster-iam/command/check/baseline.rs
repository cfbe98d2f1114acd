//! `--baseline`: known findings, each with its owner and its expiry date.

mod acknowledged;
mod known;
mod path;
mod read;
mod write;

use std::path::{Path, PathBuf};

use super::notice::Notice;
use crate::command::check::checked::Checked;
use crate::ui::failure::Failure;
use crate::ui::toml_file::TomlFile;
use known::Known;

pub(crate) use acknowledged::{RenderedFile, write_acknowledged};
pub(crate) use write::{update, write};

/// A file of known findings.
#[derive(Debug)]
pub(crate) struct Baseline {
    file: TomlFile,
    /// The absolute folder of the file, to which its paths are relative.
    folder: PathBuf,
    entries: Vec<Known>,
}

/// What a baseline says about the findings of a run.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// The number of findings that were removed.
    pub(crate) n_hidden: usize,
    pub(crate) notices: Vec<Notice>,
    /// For each entry, true if its policy was checked and no longer has the finding.
    pub(super) is_stale: Vec<bool>,
}

impl Baseline {
    /// Reads a file, or reports all its mistakes.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let (file, folder) = (TomlFile::read(path)?, path::folder(path));
        let entries = read::read(&file, &folder)?;
        Ok(Self { file, folder, entries })
    }

    /// Removes the known findings.
    pub(crate) fn apply(&self, checked: &mut [Checked<'_>]) -> Applied {
        let mut applied = Applied::default();
        let mut is_used = vec![false; self.entries.len()];
        for it in &mut *checked {
            for finding in std::mem::take(&mut it.findings) {
                let mut is_hidden = false;
                for (entry, is_used) in self.entries.iter().zip(&mut is_used) {
                    if entry.is_about(it, &finding) {
                        *is_used = true;
                        is_hidden |= !entry.is_expired();
                    }
                }
                if is_hidden {
                    applied.n_hidden += 1;
                } else {
                    it.findings.push(finding);
                }
            }
        }
        for (entry, is_used) in self.entries.iter().zip(is_used) {
            let is_stale = !is_used && was_checked(entry, checked);
            applied.is_stale.push(is_stale);
            let (title, message, help) = if is_stale {
                let message = format!("`{}` no longer has the finding `{}`", entry.name(), entry.code);
                ("out of date", message, "remove the entry, or let `--update-baseline` remove it")
            } else if is_used && entry.is_expired() {
                let message = format!("the entry for `{}` of `{}` has expired", entry.code, entry.name());
                ("expired entry", message, "fix the finding, or set a later date in `expires`")
            } else {
                continue;
            };
            let place = Some(entry.place.clone());
            applied.notices.push(Notice { title, place, message, help: help.to_owned() });
        }
        applied.notices.extend(self.unexplained());
        applied
    }

    /// A notice about the entries without a reason or an owner.
    fn unexplained(&self) -> Option<Notice> {
        let is_unexplained = |entry: &&Known| entry.reason.is_empty() || entry.owner.is_empty();
        let mut unexplained = self.entries.iter().filter(is_unexplained);
        let first = unexplained.next()?;
        let entries = match unexplained.count() {
            0 => "this entry has".to_owned(),
            1 => "this entry and 1 other have".to_owned(),
            number => format!("this entry and {number} others have"),
        };
        Some(Notice {
            title: "unexplained entry",
            place: Some(first.place.clone()),
            message: format!("{entries} no `reason` or no `owner`"),
            help: "state why each finding may stay, and who is responsible for it".to_owned(),
        })
    }
}

/// True if the file or the policy of an entry was checked.
fn was_checked(entry: &Known, checked: &[Checked<'_>]) -> bool {
    checked.iter().any(|it| {
        entry.is_of(it) || entry.file.is_some() && entry.path.is_some() && entry.path == it.input.file
    })
}
