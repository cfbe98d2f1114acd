//! `guides.toml`: what the pages take for granted, and the lines that are left out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::page::Page;
use crate::repository;

/// The path of the file in the repository.
pub(crate) const NAME: &str = "tests/guides/guides.toml";

/// The data of the test.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuideData {
    /// The lines that make what the pages say exists.
    pub(crate) exists: Vec<String>,
    /// The first words of the lines that may answer no, with the exit code 1.
    pub(crate) may_answer_no: Vec<String>,
    files: Vec<GivenFile>,
    left_out: Vec<LeftOut>,
    /// The operations that take a document, with the most characters that AWS accepts.
    pub(crate) quotas: BTreeMap<String, usize>,
}

/// A file that a page takes for granted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenFile {
    page: String,
    path: String,
    /// The file in the repository that is copied.
    from: String,
}

/// Lines of another program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeftOut {
    /// The first words of the lines.
    begins: String,
    reason: String,
    /// The lines that make what the later lines of a page need of it.
    #[serde(default)]
    pub(crate) instead: Vec<String>,
    #[serde(skip)]
    is_used: bool,
}

impl GuideData {
    pub(crate) fn read() -> Self {
        let text = fs::read_to_string(repository().join(NAME)).expect("the data");
        let data: Self = toml::from_str(&text).unwrap_or_else(|error| panic!("{NAME}: {error}"));
        assert!(data.left_out.iter().all(|it| !it.reason.is_empty()), "{NAME}: each reason has a text");
        data
    }

    /// Copies the files that the page takes for granted into its folder.
    pub(crate) fn place_files(&self, page: &Page, folder: &Path) {
        for file in self.files.iter().filter(|file| file.page == page.name) {
            let target = folder.join(&file.path);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(repository().join(&file.from), target).expect("copied");
        }
    }

    /// The entry for a line, if the line is left out.
    pub(crate) fn left_out(&mut self, line: &str) -> Option<&LeftOut> {
        let entry = self.left_out.iter_mut().find(|entry| {
            line.strip_prefix(&entry.begins).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })?;
        entry.is_used = true;
        Some(entry)
    }

    /// The entries that no line needs.
    pub(crate) fn unused(&self) -> impl Iterator<Item = String> {
        let unused = self.left_out.iter().filter(|entry| !entry.is_used);
        unused.map(|entry| format!("{NAME}: no line begins with `{}`; remove the entry", entry.begins))
    }
}
