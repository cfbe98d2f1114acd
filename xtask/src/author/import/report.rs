//! The report of an import: its files, its problems and the steps that are left to a person.

use std::fmt::{self, Write as _};

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::found::SourceRemark;
use super::plan::{ImportPlan, ListedStatement};
use super::write;
use crate::author::shown::printable;

/// The outcome of an import.
pub(super) struct ImportReport {
    /// The page or folder.
    pub(super) source: String,
    /// The folder that was written.
    pub(super) folder: String,
    pub(super) problems: Vec<SourceRemark>,
    pub(super) notes: Vec<SourceRemark>,
    pub(super) plan: ImportPlan,
    /// The files that were written.
    pub(super) paths: Vec<String>,
    /// The steps that are left, in order.
    pub(super) steps: Vec<String>,
}

impl ImportReport {
    /// True if everything was imported.
    pub(super) fn is_whole(&self) -> bool {
        self.problems.is_empty() && !self.plan.policies.is_empty()
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
            "policy",
            "from",
            "statements",
            "references",
        ]);
        for policy in &self.plan.policies {
            let is_reference = |listed: &&ListedStatement| matches!(listed, ListedStatement::Reference(_));
            let n_references = policy.statements.iter().filter(is_reference).count();
            let numbers = [policy.statements.len(), n_references]
                .map(|number| Cell::new(number).set_alignment(CellAlignment::Right));
            table.add_row([Cell::new(&policy.variant), Cell::new(&policy.anchor)].into_iter().chain(numbers));
        }
        table
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, folder, problems, notes, plan, paths, steps } = self;
        let mut out = String::new();
        for problem in problems {
            writeln!(out, "{problem}\n")?;
        }
        for note in notes {
            writeln!(out, "{}: note: {}\n", note.place(), note.message())?;
        }
        let n_policies = plan.policies.len();
        if n_policies == 0 {
            writeln!(out, "{source}: no policy can be imported; nothing was written")?;
            return f.write_str(&printable(&out));
        }
        writeln!(out, "{}", self.table())?;
        let policies = if n_policies == 1 { "policy" } else { "policies" };
        writeln!(out, "{source}: {n_policies} {policies} imported into {folder}\n\nwrote")?;
        for (folder, names) in by_folder(paths) {
            match names.as_slice() {
                [name] => writeln!(out, "  {folder}/{name}.toml")?,
                names => writeln!(out, "  {folder}/{{{}}}.toml", names.join(","))?,
            }
        }
        writeln!(out, "\nleft to do")?;
        for (idx, step) in steps.iter().enumerate() {
            writeln!(out, "  {}. {}", idx + 1, step.trim_end().replace('\n', "\n     "))?;
        }
        f.write_str(&printable(&out).replace("     \n", "\n"))
    }
}

/// The names of TOML files, without their endings, by the folders that hold them.
fn by_folder(paths: &[String]) -> Vec<(&str, Vec<&str>)> {
    let mut folders: Vec<(&str, Vec<&str>)> = Vec::new();
    for path in paths {
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let name = name.strip_suffix(".toml").unwrap_or(name);
        match folders.last_mut().filter(|(known, _)| *known == folder) {
            Some((_, names)) => names.push(name),
            None => folders.push((folder, vec![name])),
        }
    }
    folders
}

/// The tables of parameters that the catalog lacks, to be copied.
pub(super) fn tables(plan: &ImportPlan) -> String {
    plan.new.iter().map(write::new_parameter).collect()
}
