//! `--write-baseline` and `--update-baseline`: the current findings as known findings.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::known::Known;
use super::{Applied, Baseline, path};
use crate::command::check::checked::Checked;
use crate::input::STDIN;
use crate::ui::failure::{self, Complaint, Failure};
use crate::ui::{file, output};

/// The array of the entries.
const FINDING: &str = "finding";

#[derive(Serialize)]
struct Written {
    /// An empty list is left out, so that tables can be added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    finding: Vec<Known>,
}

/// Writes the current findings to a new file.
pub(crate) fn write(path: &Path, checked: &[Checked<'_>], is_forced: bool) -> Result<(), Failure> {
    let known = unknown(&[], checked, &path::folder(path));
    let number = known.len();
    write_entries(path, known, is_forced)?;
    let is_printed = path.as_os_str() == STDIN;
    let shown = if is_printed { "standard output".to_owned() } else { path.display().to_string() };
    failure::note(match number {
        0 => format!("wrote {shown}: no findings"),
        1 => format!("wrote 1 finding to {shown}: fill in its `reason` and `owner`"),
        _ => format!("wrote {number} findings to {shown}: fill in the `reason` and `owner` of each"),
    })?;
    Ok(())
}

/// Writes entries to a new file, or prints them for `-`.
pub(super) fn write_entries(path: &Path, entries: Vec<Known>, is_forced: bool) -> Result<(), Failure> {
    let text =
        toml::to_string_pretty(&Written { finding: entries }).context("the findings cannot be written")?;
    let head = "# Findings of `pcluster-iam check` that may stay. Give each a reason and an owner;\n\
                # with `expires = 2027-01-01` a finding is reported again after that day.\n\n";
    let whole = format!("{head}{text}");
    if path.as_os_str() == STDIN {
        return output::print(whole.trim_end());
    }
    file::refuse_existing(&[path], is_forced)?;
    file::write(path, whole.trim_end(), is_forced)
}

/// Rewrites a baseline: entries that still hold, or whose files were not checked, stay as they are, with
/// their comments; others go, and new findings are added at the end.
pub(crate) fn update(
    path: &Path,
    baseline: &Baseline,
    applied: &Applied,
    checked: &[Checked<'_>],
) -> Result<(), Failure> {
    let mut document: DocumentMut = baseline.file.text.parse().context("the baseline cannot be read")?;
    let item = document.entry(FINDING).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if item.as_array().is_some_and(toml_edit::Array::is_empty) {
        *item = Item::ArrayOfTables(ArrayOfTables::new());
    }
    let Item::ArrayOfTables(tables) = item else {
        let complaint = Complaint::new(format!("`{}` is not written with `[[finding]]`", path.display()));
        return Err(complaint.help("write `[[finding]]` above each entry, so that it can be updated").into());
    };
    let new = unknown(&baseline.entries, checked, &baseline.folder);
    let (n_new, n_stale) = (new.len(), applied.is_stale.iter().filter(|is_stale| **is_stale).count());
    // The comment at the head of the file outlives the entry that it stands before.
    let head = head(tables).filter(|_| applied.is_stale.first() == Some(&true));
    let mut is_stale = applied.is_stale.iter();
    tables.retain(|_| is_stale.next() != Some(&true));
    for known in &new {
        tables.push(table(known));
    }
    match (head, tables.get_mut(0)) {
        (Some(head), Some(first)) => {
            let own = first.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
            let whole = format!("{head}{}", own.trim_start_matches('\n'));
            first.decor_mut().set_prefix(whole);
        }
        (Some(head), None) => document.set_trailing(head),
        _ => {}
    }
    if n_new + n_stale > 0 {
        file::write(path, document.to_string().trim_end(), true)?;
    }
    let n_kept = applied.is_stale.len() - n_stale;
    let fill_in = if n_new > 0 { "; fill in the `reason` and `owner` of the new ones" } else { "" };
    let shown = path.display();
    failure::note(format!("{shown}: {n_kept} kept, {n_new} added, {n_stale} removed{fill_in}"))?;
    Ok(())
}

/// The findings that no entry is about, each once.
fn unknown(entries: &[Known], checked: &[Checked<'_>], folder: &Path) -> Vec<Known> {
    let mut new: Vec<Known> = Vec::new();
    for it in checked {
        for finding in &it.findings {
            if !entries.iter().chain(&new).any(|known| known.is_about(it, finding)) {
                new.push(Known::of(it, finding, folder));
            }
        }
    }
    new
}

/// The comment at the head of a file, which stands before the first entry, with the empty line behind it.
fn head(tables: &ArrayOfTables) -> Option<String> {
    let prefix = tables.get(0)?.decor().prefix()?.as_str()?;
    prefix.rsplit_once("\n\n").map(|(head, _)| format!("{head}\n\n"))
}

/// An entry as a table.
fn table(known: &Known) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    let texts = [
        ("code", Some(&known.code)),
        ("file", known.file.as_ref()),
        ("policy", known.policy.as_ref()),
        ("sid", known.sid.as_ref()),
        ("subject", known.subject.as_ref()),
        ("reason", Some(&known.reason)),
        ("owner", Some(&known.owner)),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table.insert(key, value(text.as_str()));
        }
        if let ("policy", Some(number)) = (key, known.statement.and_then(|number| i64::try_from(number).ok()))
        {
            table.insert("statement", value(number));
        }
    }
    table
}
