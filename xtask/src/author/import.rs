//! `cargo xtask import`: catalog TOML from a documentation page or from JSON documents.
//!
//! An import writes the catalog and never reads it: earlier releases come from the library's constants.

mod args;
mod found;
mod known;
mod naming;
mod placeholders;
mod plan;
mod read;
mod release;
mod report;
mod spelling;
mod statement;
mod write;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub(crate) use self::args::Args;
use self::found::{SourceContents, SourceRemark, SourceText};
use self::known::KnownReleases;
use self::plan::{ImportPlan, PlannedPolicy};
use self::report::ImportReport;
use crate::author::shown::{printable, shown};
use crate::author::{WrongUse, page};
use crate::files::File;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask import page.md --version 2.12 --url https://example.com/page.html
  cargo xtask import --json policies/ --version 3.12 --map SomePolicy=user-logs

Exit code: 0 if everything was imported, 1 if something was not, 2 for wrong use.
catalog/README.md describes the steps that follow an import, under `Add a release`.";

/// Imports a release and prints the files and the remaining steps; true if everything was imported.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let target = Target::new(args, root)?;
    let mut unread = Vec::new();
    let texts = texts(args, &mut unread)?;
    let page = texts.first().filter(|_| args.page.is_some());
    let page = page.map(|SourceText { file, text }| (page::read(text), file.as_str()));
    let mut findings = match &page {
        Some((page, file)) => found::on_page(page, file),
        None => found::in_files(&texts),
    };
    findings.problems.append(&mut unread);
    let report = import(args, findings, &target)?;
    write!(io::stdout().lock(), "{report}").context("cannot write to the standard output")?;
    Ok(report.is_whole())
}

/// Writes the policies that were found.
fn import(args: &Args, mut findings: SourceContents<'_>, target: &Target) -> Result<ImportReport> {
    for map in &args.maps {
        if !findings.anchors.contains(&map.anchor) {
            let known: Vec<_> = findings.anchors.iter().map(|anchor| format!("`{anchor}`")).collect();
            let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
            let message = format!("--map {}={}: there is only {known}", map.anchor, map.variant);
            return Err(WrongUse::new(printable(&message)).into());
        }
    }
    let known = KnownReleases::new(&args.version);
    let has = |path: &str| target.catalog.join(path).exists();
    let plan = plan::plan(&mut findings, &args.version.id(), &args.maps, &known, &has);
    findings.problems.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut report = ImportReport {
        source: shown(&source(args)),
        folder: target.shown(&args.version.id()),
        problems: findings.problems,
        notes: findings.notes,
        steps: steps(args, &plan, &known, &has, target),
        plan,
        paths: Vec::new(),
    };
    if !report.plan.policies.is_empty() {
        let title = args.title.clone().or(findings.title).unwrap_or_else(|| file_name(&source(args)));
        for file in write::files(&report.plan, args, &title, &known, &has) {
            target.write(&file)?;
            report.paths.push(target.shown(&file.path));
        }
    }
    Ok(report)
}

/// The steps that are left to a person.
fn steps(
    args: &Args,
    plan: &ImportPlan,
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
    target: &Target,
) -> Vec<String> {
    let mut steps = Vec::new();
    let new = plan.new_parameters();
    if !new.is_empty() {
        let texts: Vec<_> =
            new.iter().map(|spelled| format!("`{}` for `{}`", spelled.name, spelled.text)).collect();
        let file = target.shown("parameters.toml");
        let before = format!("{file} lacks the parameters {}", texts.join(", "));
        steps.push(if has("parameters.toml") {
            format!("{before}; fill in these tables and add them\n{}", report::tables(plan))
        } else {
            format!("{before}; fill in their tables")
        });
    }
    let id = args.version.id();
    let version = target.shown(&format!("{id}/version.toml"));
    let mut facts = "`release`, `applies-to` and `[source]`".to_owned();
    if let Some(stack_name) = known.nearest().and_then(|version| version.stack_name)
        && has("parameters.toml")
    {
        facts.push_str(&format!(", and add `stack-name = \"{stack_name}\"` if that is still true"));
    }
    steps.push(format!("check {facts} in {version}"));
    let policies = target.shown(&format!("{id}/*/policy.toml"));
    steps.push(format!("check `attach-to`, `trusted-services` and `schedulers` in {policies}, and add `managed-policies` if there are any"));
    let beside: Vec<_> = plan.policies.iter().filter_map(|policy| beside(policy, &id, has)).collect();
    if !beside.is_empty() {
        steps.push(format!(
            "add what earlier releases have beyond their pages, where it is still needed\n{}",
            beside.join("\n")
        ));
    }
    let feature = args.version.feature();
    steps
        .push(format!("add `{feature} = []` to `[features]` of Cargo.toml and `{feature}` to its `default`"));
    steps.push(format!(
        "save the JSON of each policy as tests/documented/{id}/VARIANT.json, or what `cargo xtask digest` \
         prints of it as VARIANT.toml"
    ));
    steps.push(
        "run `cargo xtask regenerate`, then `cargo xtask verify`, and write each `why`, `summary` and \
         other text that is missing"
            .to_owned(),
    );
    steps
}

/// The parts of the same policy in another release that are not on its page.
fn beside(policy: &PlannedPolicy, id: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    let same = policy.like.filter(|like| like.variant() == policy.variant)?;
    let is_referred = |name: &str| policy.refers_to(name);
    let beside = known::beside(same, is_referred, has);
    (!beside.is_empty()).then(|| format!("{id}/{}: {}", policy.variant, beside.join(", ")))
}

/// The page or folder that is imported.
fn source(args: &Args) -> PathBuf {
    args.page.as_ref().or(args.json.as_ref()).cloned().unwrap_or_default()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The text of the page or of each JSON file of the folder; a file that is not UTF-8 is noted.
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
        match page::decode(&bytes) {
            Ok(text) => texts.push(SourceText { file, text: text.to_owned() }),
            Err(position) => {
                let message = "not UTF-8, so the file is not imported; save it as UTF-8";
                unread.push(SourceRemark::new(&file, position, message));
            }
        }
    }
    Ok(texts)
}

/// The catalog that is written to.
struct Target {
    catalog: PathBuf,
    /// The path as it is printed.
    name: String,
}

impl Target {
    /// The catalog of the arguments, which must not have the release.
    fn new(args: &Args, root: &Path) -> Result<Self> {
        let target = match &args.output {
            Some(folder) => Self { catalog: folder.clone(), name: shown(folder) },
            None => Self { catalog: root.join("catalog"), name: "catalog".to_owned() },
        };
        let folder = args.version.id();
        let shown = target.shown(&folder);
        match target.catalog.join(&folder).symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(target),
            Err(error) => Err(WrongUse::of("write", &shown, &error).into()),
            Ok(_) => {
                let shown = shown.escape_debug();
                let message =
                    format!("`{shown}` exists, and an import overwrites nothing; move it away first");
                Err(WrongUse::new(message).into())
            }
        }
    }

    fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.name.trim_end_matches('/'))
    }

    /// Writes a file that does not exist.
    fn write(&self, file: &File) -> Result<()> {
        let path = self.catalog.join(&file.path);
        let shown = self.shown(&file.path);
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
            .and_then(|mut it| it.write_all(file.text.as_bytes()))
            .with_context(|| format!("cannot write `{shown}`"))
    }
}
