//! `cargo xtask verify` as a test: on the tree as it is, and on a copy of it with something broken.
//!
//! Each `tests/verify/NAME/break.toml` breaks files of the tree or constants of the catalog, and
//! `expected.txt` beside it holds the answer: the problems, the rows of the table that are not well,
//! and the last line. `VERIFY=overwrite` writes the answers as they are now.

mod broken;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use anyhow::Result;

use super::{Subject, problems, report};
use crate::catalog::Catalog;
use crate::files::{File, list, root};
use crate::{generate, review};
use broken::Break;

/// Every folder that is looked at.
const FOLDERS: [&str; 6] =
    ["catalog", "docs", "tests/catalog", "tests/documented", "tests/expanded", "tests/findings"];

/// What the compiled catalog gives.
static GENERATED: LazyLock<Result<Vec<File>>> = LazyLock::new(|| generate::files(&root()));

#[test]
fn everything_is_up_to_date_and_true() {
    let subject = Subject {
        root: &root(),
        catalog: &Catalog::compiled(),
        reviews: review::reviews(),
        generated: &GENERATED,
    };
    let problems: Vec<_> = problems(&subject).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn each_break_has_its_answer() {
    let tree = tempfile::tempdir().unwrap();
    for folder in FOLDERS {
        for path in list(&root(), folder).unwrap() {
            copy(&root(), tree.path(), &path);
        }
    }
    let mut failures = String::new();
    let mut count = 0;
    for case in cases() {
        let text = fs::read_to_string(case.join("break.toml")).unwrap();
        let wrong = |error| panic!("{}: {error}", case.display());
        let broken: Break = toml::from_str(&text).unwrap_or_else(wrong);
        let catalog = broken.catalog();
        let reviews: Vec<_> = catalog.policies().map(|policy| broken.review(policy, &catalog)).collect();
        for file in &broken.file {
            file.apply(tree.path());
        }
        let subject =
            Subject { root: tree.path(), catalog: &catalog, reviews: &reviews, generated: &GENERATED };
        let actual = answer(&subject);
        for file in &broken.file {
            copy(&root(), tree.path(), &file.path);
        }
        let expected = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        if actual != expected.replace("\r\n", "\n") {
            if env::var_os("VERIFY").is_some_and(|value| value == "overwrite") {
                fs::write(case.join("expected.txt"), &actual).unwrap();
            }
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(failures, "{}:\n{}", case.display(), diff.unified_diff()).unwrap();
        }
        count += 1;
    }
    assert!(count > 0, "no case");
    assert!(failures.is_empty(), "{failures}");
}

/// The folders of the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Makes a file of the copy what it is in the original, which may not have it.
fn copy(from: &Path, to: &Path, path: &str) {
    let file = to.join(path);
    if from.join(path).exists() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(from.join(path), file).unwrap();
    } else {
        fs::remove_file(file).unwrap();
    }
}

/// What is printed of a subject, without the borders and the rows of the table that are well.
fn answer(subject: &Subject<'_>) -> String {
    let printed = report(subject, &problems(subject), false);
    let shown = |line: &str| {
        let Some(row) = line.strip_prefix("│ ") else {
            return (!line.starts_with(['┌', '╞', '└'])).then(|| format!("{line}\n"));
        };
        // The figures of the catalog are no matter of a case.
        let cells: Vec<_> = row.trim_end_matches('│').split('┆').map(str::trim).collect();
        let (name, status) = (cells[0], cells[cells.len() - 1]);
        (!["ok", "status"].contains(&status)).then(|| format!("{name}: {status}\n"))
    };
    printed.lines().filter_map(shown).collect()
}
