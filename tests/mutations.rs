//! Whatever happens to the catalog's files, the build script answers: with a clean catalog, or with
//! mistakes that have a place in a file that is there.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test mutations` runs it long.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use compiler::needs::Releases;
use proptest::prelude::*;
use tempfile::TempDir;

/// What is done to a file.
#[derive(Clone, Debug)]
enum Mutation {
    DropFile,
    CutFile(prop::sample::Index),
    DropLine(prop::sample::Index),
    DoubleLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    CutLine(prop::sample::Index, prop::sample::Index),
    Replace(prop::sample::Index, char),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let idx = any::<prop::sample::Index>;
    prop_oneof![
        1 => Just(Mutation::DropFile),
        1 => idx().prop_map(Mutation::CutFile),
        3 => idx().prop_map(Mutation::DropLine),
        3 => idx().prop_map(Mutation::DoubleLine),
        2 => (idx(), idx()).prop_map(|(one, other)| Mutation::SwapLines(one, other)),
        3 => (idx(), idx()).prop_map(|(line, at)| Mutation::CutLine(line, at)),
        6 => (idx(), prop::sample::select("\"[]{}=,.:*?$\\#'\n\t\u{0}\u{feff}\u{e9}\u{6f22}aZ0 ".chars().collect::<Vec<_>>()))
            .prop_map(|(at, c)| Mutation::Replace(at, c)),
    ]
}

fn mutated(text: &str, mutation: &Mutation) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let n_lines = lines.len();
    match mutation {
        Mutation::DropFile => return None,
        Mutation::CutFile(at) => {
            let chars: Vec<char> = text.chars().collect();
            return Some(chars[..at.index(chars.len())].iter().collect());
        }
        Mutation::DropLine(line) => drop(lines.remove(line.index(n_lines))),
        Mutation::DoubleLine(line) => {
            let line = line.index(n_lines);
            lines.insert(line, lines[line].clone());
        }
        Mutation::SwapLines(one, other) => lines.swap(one.index(n_lines), other.index(n_lines)),
        Mutation::CutLine(line, at) => {
            let line = &mut lines[line.index(n_lines)];
            let chars: Vec<char> = line.chars().collect();
            *line = chars[..at.index(chars.len() + 1)].iter().collect();
        }
        Mutation::Replace(at, c) => {
            let mut chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len());
            chars[at] = *c;
            return Some(chars.into_iter().collect());
        }
    }
    Some(lines.join("\n"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Fails unless a report has whole mistakes, each once, at places that a reader can open.
fn check(report: &str, folder: &Path) -> Result<(), TestCaseError> {
    let mut mistakes: Vec<&str> = report.split("\n\n").collect();
    let count = mistakes.pop().unwrap_or_default();
    prop_assert!(!mistakes.is_empty());
    prop_assert!(count.starts_with(&format!("{} error", mistakes.len())), "{}", report);
    let mut seen = BTreeSet::new();
    for mistake in mistakes {
        prop_assert!(seen.insert(mistake), "said twice:\n{}", report);
        prop_assert!(mistake.starts_with("error["), "{}", report);
        prop_assert!(mistake.lines().any(|line| line.contains("= help: ")), "{}", mistake);
        let places: Vec<_> =
            mistake.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
        prop_assert_eq!(places.len(), 1, "{}", mistake);
        let mut parts = places[0].rsplitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
        let (column, line) = (number(), number());
        let path = folder.join(parts.next().unwrap_or_default());
        prop_assert!(path.starts_with(folder.join("catalog")) && path.exists(), "{}", mistake);
        // A folder has no lines, and a mark at the beginning of a file is none of its characters.
        let text = fs::read_to_string(&path).unwrap_or_default();
        let text = text.trim_start_matches('\u{feff}');
        let (line, column) = (line.unwrap_or_default(), column.unwrap_or_default());
        let of_line = text.split('\n').nth(line.wrapping_sub(1)).map(|line| line.chars().count());
        prop_assert!(of_line.is_some_and(|length| (1..=length + 1).contains(&column)), "{}", mistake);
    }
    Ok(())
}

/// How often the property is tried, unless the environment says otherwise.
fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(100)
}

/// A copy of the catalog, with the text of each of its files.
struct Copy {
    folder: TempDir,
    files: Vec<(PathBuf, String)>,
}

impl Copy {
    fn new() -> Self {
        let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
        let folder = tempfile::tempdir().expect("a folder");
        let files: Vec<_> = files(&catalog)
            .into_iter()
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a text");
                let below = path.strip_prefix(&catalog).expect("below the catalog");
                (folder.path().join("catalog").join(below), text)
            })
            .collect();
        for (path, text) in &files {
            fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            fs::write(path, text).expect("written");
        }
        Self { folder, files }
    }

    /// Changes one of the files, as it is now.
    fn change(&self, file: prop::sample::Index, mutation: &Mutation) {
        let (path, _) = file.get(&self.files);
        let Some(before) = fs::read_to_string(path).ok().filter(|text| !text.is_empty()) else { return };
        match mutated(&before, mutation) {
            Some(text) => fs::write(path, text).expect("written"),
            None => fs::remove_file(path).expect("removed"),
        }
    }

    fn restore(&self, file: prop::sample::Index) {
        let (path, text) = file.get(&self.files);
        fs::write(path, text).expect("written");
    }
}

#[test]
fn every_catalog_gets_an_answer() {
    let copy = Copy::new();
    let config = ProptestConfig { cases: n_cases(), max_shrink_iters: 200, ..ProptestConfig::default() };
    let changes = prop::collection::vec((any::<prop::sample::Index>(), mutation()), 1..4);
    proptest!(config, |(changes in changes)| {
        for (file, mutation) in &changes {
            copy.change(*file, mutation);
        }
        let compiled = panic::catch_unwind(|| compiler::compile(&copy.folder.path().join("catalog"), &Releases::All));
        let checked = match compiled {
            Ok(Ok(files)) => rust(&files),
            Ok(Err(report)) => check(&report, copy.folder.path()),
            Err(_) => Err(TestCaseError::fail("a panic")),
        };
        for (file, _) in &changes {
            copy.restore(*file);
        }
        checked?;
    });
}

/// Fails unless what was generated is Rust.
fn rust(files: &[compiler::generate::File]) -> Result<(), TestCaseError> {
    for file in files {
        prop_assert!(syn::parse_file(&file.text).is_ok(), "{} is not Rust", file.path);
    }
    Ok(())
}
