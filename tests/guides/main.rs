//! Every `$` line of the guides runs, in order and in a fresh folder for each page.
//!
//! The lines of `pcluster-iam` run here. Those of `aws` need Python: this test checks the documents that
//! they name, and leaves a plan for `run.py`, which runs them against a simulated AWS. `guides.toml`
//! says which lines of other programs are left out, and why.

#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod command;
mod data;
mod page;
mod plan;

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::command::{Outcome, Runner};
use crate::data::GuideData;
use crate::page::Page;
use crate::plan::{PageLines, Plan};

/// The variable with the folder for the plan and for what the lines write.
const FOLDER: &str = "GUIDES_FOLDER";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_line_runs() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = env::var_os(FOLDER).map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let mut data = GuideData::read();
    let mut problems = Vec::new();
    let mut plan = Plan::new();
    let (mut n_run, mut n_planned) = (0, 0);
    for page in Page::all() {
        let own = folder.join(page.name.replace('/', "-"));
        fs::create_dir_all(&own).expect("a folder");
        data.place_files(&page, &own);
        let mut lines = PageLines::new(&page, &own, &data);
        let mut runner = Runner::new(&own);
        for line in &page.lines {
            let at = format!("{}:{}", page.name, line.number);
            match runner.run(&line.text, &mut data) {
                Outcome::Run => n_run += 1,
                Outcome::Planned => {
                    n_planned += 1;
                    lines.push(&at, &line.text);
                }
                Outcome::LeftOut { instead } => instead.iter().for_each(|line| lines.push(&at, line)),
                Outcome::Failed(why) => problems.push(format!("{at}: $ {}\n    {why}", line.text)),
            }
        }
        plan.pages.push(lines);
    }
    problems.extend(data.unused());
    assert!(problems.is_empty(), "{} problems\n\n{}", problems.len(), problems.join("\n\n"));
    assert!(n_run > 50 && n_planned > 50, "the pages show commands: {n_run} and {n_planned}");
    plan.write(&folder);
}

/// Markdown takes a line that follows a table at once for another row of it.
#[test]
fn a_blank_line_follows_each_table() {
    let faults: Vec<_> = Page::all().iter().flat_map(Page::unfinished_tables).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
