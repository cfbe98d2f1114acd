//! Whatever happens to the catalog's files, the build script answers: with a clean catalog, or with
//! mistakes at places that a reader can open. A mistake in one file makes few errors, and none in other
//! files, unless these name what the mistake took away.
//!
//! The default run is short. `PROPTEST_CASES=20000 cargo test --release --test mutations` is a long one.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

mod small_catalog;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use compiler::needs::Releases;
use proptest::prelude::*;
use tempfile::TempDir;

/// A change of a file.
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

/// The most different errors that one change of one file may make, besides one for each line of the
/// tables that it changed: a lost header takes away every name of its table.
const MOST_ERRORS: usize = 20;

/// The mistakes that hide a part of a file, so that no other file may be blamed for it.
const HIDING: [&str; 5] = ["empty-file", "file-too-large", "not-utf8", "toml-syntax", "unreadable-file"];

/// An error of a report.
struct Mistake<'r> {
    text: &'r str,
    code: &'r str,
    /// The path that it points at.
    path: PathBuf,
}

/// The errors of a report; fails unless each is whole, is there once and is at a place that a reader can
/// open.
fn mistakes<'r>(report: &'r str, folder: &Path) -> Result<Vec<Mistake<'r>>, TestCaseError> {
    let mut texts: Vec<&str> = report.split("\n\n").collect();
    let count = texts.pop().unwrap_or_default();
    prop_assert!(!texts.is_empty());
    prop_assert!(count.starts_with(&format!("{} error", texts.len())), "{}", report);
    let mut seen = BTreeSet::new();
    let mut mistakes = Vec::new();
    for text in texts {
        prop_assert!(seen.insert(text), "said twice:\n{}", report);
        let code = text.strip_prefix("error[").and_then(|rest| rest.split_once(']'));
        prop_assert!(code.is_some(), "{}", report);
        prop_assert!(text.lines().any(|line| line.contains("= help: ")), "{}", text);
        let places: Vec<_> = text.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
        prop_assert_eq!(places.len(), 1, "{}", text);
        let mut parts = places[0].rsplitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
        let (column, line) = (number(), number());
        let path = folder.join(parts.next().unwrap_or_default());
        prop_assert!(path.starts_with(folder.join("catalog")) && path.exists(), "{}", text);
        // A folder has no lines, and a mark at the beginning of a file is none of its characters.
        let content = fs::read_to_string(&path).unwrap_or_default();
        let content = content.trim_start_matches('\u{feff}');
        let (line, column) = (line.unwrap_or_default(), column.unwrap_or_default());
        let of_line = content.split('\n').nth(line.wrapping_sub(1)).map(|line| line.chars().count());
        prop_assert!(of_line.is_some_and(|length| (1..=length + 1).contains(&column)), "{}", text);
        mistakes.push(Mistake { text, code: code.map_or("", |(code, _)| code), path });
    }
    Ok(mistakes)
}

/// Fails unless the change of one file made few errors, and none in other files but about names in the
/// tables that it changed.
fn bounded(mistakes: &[Mistake<'_>], path: &Path, before: &str) -> Result<(), TestCaseError> {
    let all = || mistakes.iter().map(|mistake| mistake.text).collect::<Vec<_>>().join("\n\n");
    let after = fs::read_to_string(path);
    let tables = changed_tables(before, after.as_deref().unwrap_or_default());
    let titles: BTreeSet<_> = mistakes.iter().filter_map(|mistake| mistake.text.lines().next()).collect();
    let most = MOST_ERRORS + tables.lines().count();
    prop_assert!(titles.len() <= most, "more than {most} errors:\n{}", all());
    // A file that is missing is noted at its folder.
    let (own, others): (Vec<_>, Vec<_>) = mistakes.iter().partition(|it| path.starts_with(&it.path));
    let is_hiding = own.iter().any(|mistake| HIDING.contains(&mistake.code));
    prop_assert!(others.is_empty() || !is_hiding, "errors in other files:\n{}", all());
    let mut changed = words(&tables);
    if after.is_err() {
        changed.extend(words(&path.to_string_lossy()));
    }
    for mistake in others {
        let quoted: Vec<_> = mistake.text.split('`').skip(1).step_by(2).collect();
        let is_about = words(&quoted.join(" ")).iter().any(|word| changed.contains(word));
        prop_assert!(is_about, "an error about something else than the change:\n{}", mistake.text);
    }
    Ok(())
}

/// The tables that one of two texts has and the other has not.
fn changed_tables(before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|text| text.split("\n[").collect::<BTreeSet<_>>());
    before.symmetric_difference(&after).copied().collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How often the property is tried, unless the environment says otherwise.
fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(25)
}

/// A copy of the catalog, with the text of each of its files, and of each that is generated.
struct Copy {
    folder: TempDir,
    files: Vec<(PathBuf, String)>,
    generated: BTreeMap<String, String>,
}

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = folder.path().join("catalog");
        small_catalog::copy(&catalog);
        let files: Vec<_> = small_catalog::files(&catalog)
            .into_iter()
            .map(|path| (path.clone(), fs::read_to_string(&path).expect("a text")))
            .collect();
        let generated = compiler::compile(&catalog, &Releases::All).expect("a clean catalog");
        let generated = generated.into_iter().map(|file| (file.path, file.text)).collect();
        Self { folder, files, generated }
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

    /// Fails unless the answer to the changes is right.
    fn check(&self, changes: &[(prop::sample::Index, Mutation)]) -> Result<(), TestCaseError> {
        let catalog = self.folder.path().join("catalog");
        let compiled = panic::catch_unwind(|| compiler::compile(&catalog, &Releases::All));
        match compiled {
            Ok(Ok(files)) => self.is_rust(&files),
            Ok(Err(report)) => {
                let mistakes = mistakes(&report, self.folder.path())?;
                match changes {
                    [(file, _)] => {
                        let (path, before) = file.get(&self.files);
                        bounded(&mistakes, path, before)
                    }
                    _ => Ok(()),
                }
            }
            Err(_) => Err(TestCaseError::fail("a panic")),
        }
    }

    /// Fails unless what was generated is Rust. Most of it is as it was before the changes.
    fn is_rust(&self, files: &[compiler::generate::File]) -> Result<(), TestCaseError> {
        for file in files.iter().filter(|file| self.generated.get(&file.path) != Some(&file.text)) {
            prop_assert!(syn::parse_file(&file.text).is_ok(), "{} is not Rust", file.path);
        }
        Ok(())
    }
}

#[test]
fn every_catalog_gets_an_answer() {
    let copy = Copy::new();
    let config = ProptestConfig { cases: n_cases(), max_shrink_iters: 50, ..ProptestConfig::default() };
    let changes = |number| prop::collection::vec((any::<prop::sample::Index>(), mutation()), number);
    let changes = prop_oneof![3 => changes(1..2), 1 => changes(2..4)];
    proptest!(config, |(changes in changes)| {
        for (file, mutation) in &changes {
            copy.change(*file, mutation);
        }
        let checked = copy.check(&changes);
        for (file, _) in &changes {
            copy.restore(*file);
        }
        checked?;
    });
}
