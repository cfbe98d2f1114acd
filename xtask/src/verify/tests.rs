//! `cargo xtask verify` as a test: on the tree as it is, and on a copy of it with something broken.
//!
//! Each `tests/verify/NAME/break.toml` breaks files of the tree or constants of the catalog, and
//! `expected.txt` beside it holds the answer: the problems, the rows of the table with problems, and
//! the last line. `VERIFY=overwrite` writes the current answers.

mod broken;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use anyhow::Result;
use tempfile::TempDir;

use super::{GRANTS, PROMISES, Subject, grants, outcome, problems, promises, report};
use crate::catalog::Catalog;
use crate::files::{File, list, root};
use crate::{generate, parallel, review};
use broken::Break;

/// The folders that `verify` reads.
const FOLDERS: [&str; 6] =
    ["catalog", "docs", "tests/catalog", "tests/documented", "tests/expanded", "tests/findings"];

/// The files beside them that it reads.
const FILES: [&str; 2] = ["README.md", "src/lib.rs"];

/// The files that the compiled catalog generates.
static GENERATED: LazyLock<Result<Vec<File>>> = LazyLock::new(|| generate::files(&root()));

#[test]
fn everything_is_up_to_date_and_true() {
    let catalog = Catalog::compiled();
    let subject = Subject {
        root: &root(),
        catalog: &catalog,
        reviews: review::reviews(),
        promises: &PROMISES,
        grants: &GRANTS,
        generated: &GENERATED,
    };
    let problems: Vec<_> = problems(&subject).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn each_break_has_its_answer() {
    let cases = cases();
    let failures = parallel::map(&cases, copy_of_tree, |tree, case| failure(tree.path(), case));
    let failures: Vec<_> = failures.into_iter().flatten().collect();
    assert!(!cases.is_empty(), "no case");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_broken_tree_fails_with_the_command_that_fixes_it() {
    let tree = copy_of_tree();
    let (report, is_good) = outcome(tree.path(), &GENERATED, false);
    assert!(is_good, "{report}");
    fs::remove_file(tree.path().join("docs/README.md")).unwrap();
    let (report, is_good) = outcome(tree.path(), &GENERATED, false);
    assert!(!is_good);
    assert!(
        report.starts_with("error: `docs/README.md` does not exist\nhelp: run `cargo xtask regenerate`\n")
    );
    assert!(report.ends_with("\n1 problem\n"));
}

/// The difference between what is printed in a case and what is expected, if there is one.
fn failure(tree: &Path, case: &Path) -> Option<String> {
    let text = fs::read_to_string(case.join("break.toml")).unwrap();
    let broken: Break = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    let catalog = broken.catalog();
    let reviews: Vec<_> = catalog.policies().map(|policy| broken.review(policy, &catalog)).collect();
    for file in &broken.file {
        file.apply(tree);
    }
    let promises = promises::check(&broken.releases(&catalog));
    let actual = answer(&Subject {
        root: tree,
        catalog: &catalog,
        reviews: &reviews,
        promises: &promises,
        grants: &grants::check(&catalog, |policy| broken.breaks_grants(policy)),
        generated: &GENERATED,
    });
    for file in &broken.file {
        let folder = list(&root(), &file.path).unwrap_or_default();
        folder.iter().chain([&file.path]).filter(|path| !root().join(path).is_dir()).for_each(|path| {
            copy(&root(), tree, path);
        });
    }
    let expected = fs::read_to_string(case.join("expected.txt")).unwrap_or_default().replace("\r\n", "\n");
    if actual == expected {
        return None;
    }
    if env::var_os("VERIFY").is_some_and(|value| value == "overwrite") {
        fs::write(case.join("expected.txt"), &actual).unwrap();
    }
    let diff = similar::TextDiff::from_lines(&expected, &actual);
    Some(format!("{}:\n{}", case.display(), diff.unified_diff()))
}

/// A copy of everything that `verify` reads.
fn copy_of_tree() -> TempDir {
    let tree = tempfile::tempdir().unwrap();
    for folder in FOLDERS {
        for path in list(&root(), folder).unwrap() {
            copy(&root(), tree.path(), &path);
        }
    }
    for path in FILES {
        copy(&root(), tree.path(), path);
    }
    tree
}

/// The folders of the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Copies a file from the original, or removes it if the original does not have it.
fn copy(from: &Path, to: &Path, path: &str) {
    let file = to.join(path);
    if from.join(path).exists() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(from.join(path), file).unwrap();
    } else {
        fs::remove_file(file).unwrap();
    }
}

/// The printed report on a subject, without the table's borders and its rows without problems.
fn answer(subject: &Subject<'_>) -> String {
    let printed = report(subject, &problems(subject), false);
    let shown = |line: &str| {
        let Some(row) = line.strip_prefix("│ ") else {
            return (!line.starts_with(['┌', '╞', '└'])).then(|| format!("{line}\n"));
        };
        // The catalog's figures would change with every policy.
        let cells: Vec<_> = row.trim_end_matches('│').split('┆').map(str::trim).collect();
        let (name, status) = (cells[0], cells[cells.len() - 1]);
        (!["ok", "status"].contains(&status)).then(|| format!("{name}: {status}\n"))
    };
    printed.lines().filter_map(shown).collect()
}
