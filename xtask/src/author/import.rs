//! `cargo xtask import`: catalog TOML from a documentation page, a CloudFormation template or JSON documents.
//!
//! An import writes the catalog and never reads it: earlier releases come from the library's constants.
//! The compiler alone reads it, to check what would be written before it is written.

mod args;
mod check;
mod found;
mod known;
mod naming;
mod offers;
mod placeholders;
mod plan;
mod read;
mod release;
mod report;
mod spelling;
mod statement;
mod steps;
mod target;
pub(super) mod template;
mod write;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub(crate) use self::args::Args;
use self::found::{SourceContents, SourceRemark, SourceText};
use self::known::KnownReleases;
pub(super) use self::read::Mistake;
use self::report::ImportReport;
use self::target::Target;
use crate::author::WrongUse;
use crate::author::page::{self, Page};
use crate::author::shown::{printable, shown};

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask import page.md --version 2.12 --url https://example.com/page.html
  cargo xtask import policies.yaml --version 3.12 --url https://example.com/policies.yaml
  cargo xtask import --json policies/ --version 3.12 --map SomePolicy=user-logs

Exit code: 0 if everything was imported, 1 if something was not, 2 for wrong use.
catalog/README.md describes the steps that follow an import, under `Add a release`.";

/// Imports a release and prints the files and the remaining steps; true if everything was imported.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let target = Target::new(args, root)?;
    args.check_version(&target.releases())?;
    let mut unread = Vec::new();
    let texts = texts(args, &mut unread)?;
    let known = KnownReleases::new(&args.version);
    let page = texts.first().filter(|_| args.is_page());
    let page = page.map(|SourceText { file, text }| (page::read(text), file.as_str()));
    let mut contents = match &page {
        Some((page, file)) => found::on_page(page, file, &known),
        None => found::in_files(&texts, &known),
    };
    contents.problems.append(&mut unread);
    let report = import(args, contents, &known, &target)?;
    write!(io::stdout().lock(), "{report}").context("cannot write to the standard output")?;
    Ok(report.is_whole())
}

/// Writes the policies that were found and that build.
fn import(
    args: &Args,
    mut contents: SourceContents<'_>,
    known: &KnownReleases,
    target: &Target,
) -> Result<ImportReport> {
    for map in &args.maps {
        if !contents.anchors.contains(&map.anchor) {
            let anchors: Vec<_> = contents.anchors.iter().map(|anchor| format!("`{anchor}`")).collect();
            let anchors = if anchors.is_empty() { "nothing".to_owned() } else { anchors.join(", ") };
            let message = format!("--map {}={}: there is only {anchors}", map.anchor, map.variant);
            return Err(WrongUse::new(printable(&message)).into());
        }
    }
    let id = args.version.id();
    let has = |path: &str| target.has(path);
    let title =
        args.title.clone().or_else(|| contents.title.clone()).unwrap_or_else(|| file_name(&source(args)));
    let mut drafts = plan::drafts(&mut contents, &args.maps, known);
    let mut plan = plan::plan(&drafts, &id, known, &has);
    let (mut paths, mut steps) = (Vec::new(), Vec::new());
    if !drafts.is_empty() {
        let staged = target.stage()?;
        let files = loop {
            let files = write::files(&plan, args, &title, known, &has);
            target.write(&staged, &files)?;
            let mistakes = check::mistakes(&staged.catalog(), &id, &plan, &files);
            // A policy that is left out can take its parameters and its statements with it.
            if !mistakes.policies.is_empty() {
                let mut place = 0;
                drafts.retain(|draft| {
                    let refused = mistakes.policies.get(&place);
                    contents.problems.extend(refused.into_iter().flat_map(|it| draft.refused(it)));
                    place += 1;
                    refused.is_none()
                });
                plan = plan::plan(&drafts, &id, known, &has);
                if !drafts.is_empty() {
                    continue;
                }
            } else if !mistakes.release.is_empty() {
                let message = format!(
                    "the build would refuse {}; change that with `--release` and `--applies-to`, or change the other \
                     release first",
                    mistakes.release.join("\n")
                );
                return Err(WrongUse::new(printable(&message)).into());
            }
            break files;
        };
        if !drafts.is_empty() {
            steps = steps::steps(args, &plan, known, &has, target);
            target.take_over(&staged, &files)?;
            paths.extend(files.iter().map(|file| target.shown(&file.path)));
        }
    }
    contents.problems.sort_by(|one, other| one.order().cmp(&other.order()));
    Ok(ImportReport {
        source: shown(&source(args)),
        folder: target.shown(&id),
        problems: contents.problems,
        notes: contents.notes,
        steps,
        plan,
        paths,
    })
}

/// The page or folder that is imported.
fn source(args: &Args) -> PathBuf {
    args.page.as_ref().or(args.json.as_ref()).cloned().unwrap_or_default()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The texts of the sources; a file that is not UTF-8, or is an HTML page, is noted.
fn texts(args: &Args, unread: &mut Vec<SourceRemark>) -> Result<Vec<SourceText>> {
    let source = source(args);
    let unreadable = |path: &Path, error: &io::Error| WrongUse::of("read", &shown(path), error);
    let paths = if args.page.is_some() {
        vec![source]
    } else {
        let entries = fs::read_dir(&source).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|error| unreadable(&source, &error))?;
        let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json") && path.is_file());
        paths.sort();
        paths
    };
    let mut texts = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        let file = shown(&path);
        let (position, message) = match page::decode(&bytes) {
            Ok(text) if !page::is_html(text) => {
                texts.push(SourceText { file, text: text.to_owned() });
                continue;
            }
            Ok(_) => (Page::START, "an HTML page, which is not imported; save the page as Markdown"),
            Err(position) => (position, "not UTF-8, so the file is not imported; save it as UTF-8"),
        };
        unread.push(SourceRemark::new(&file, position, message));
    }
    Ok(texts)
}
