//! The plan for `run.py`: the lines of `aws`, in order.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::command::plain;
use crate::data::{GuideData, NAME};
use crate::page::Page;

/// The lines of all pages.
#[derive(Serialize)]
pub(crate) struct Plan {
    /// The path of the program for lines with a pipe.
    program: &'static str,
    pub(crate) pages: Vec<PageLines>,
}

/// The lines of a page, which run in the folder of its documents.
#[derive(Serialize)]
pub(crate) struct PageLines {
    page: String,
    folder: String,
    lines: Vec<PlannedLine>,
}

#[derive(Serialize)]
struct PlannedLine {
    at: String,
    command: String,
}

impl Plan {
    pub(crate) fn new() -> Self {
        Self { program: env!("CARGO_BIN_EXE_pcluster-iam"), pages: Vec::new() }
    }

    pub(crate) fn write(&self, folder: &Path) {
        let text = serde_json::to_string_pretty(self).expect("JSON");
        fs::write(folder.join("plan.json"), text).expect("written");
    }
}

impl PageLines {
    /// The lines that make what the page says exists.
    pub(crate) fn new(page: &Page, folder: &Path, data: &GuideData) -> Self {
        let folder = folder.to_str().expect("UTF-8").to_owned();
        let mut lines = Self { page: page.name.clone(), folder, lines: Vec::new() };
        data.exists.iter().for_each(|line| lines.push(NAME, line));
        lines
    }

    pub(crate) fn push(&mut self, at: &str, line: &str) {
        self.lines.push(PlannedLine { at: at.to_owned(), command: plain(line) });
    }
}
