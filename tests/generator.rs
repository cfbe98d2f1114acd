//! The build script as a function: the same catalog gives the same bytes, wherever it lies.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

// The build script itself is compiled here, so that a catalog can be compiled without a build.
#[path = "../build.rs"]
#[allow(dead_code, reason = "the build script's own entry point and tables")]
mod script;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The generated files by path.
fn compiled(catalog: &Path) -> Vec<(String, String)> {
    let files = script::compile(catalog).unwrap_or_else(|report| panic!("{report}"));
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

#[test]
fn same_catalog_same_bytes() {
    let here = compiled(&repository().join("catalog"));
    assert_eq!(here, compiled(&repository().join("catalog")));
    let elsewhere = tempfile::tempdir().expect("a folder");
    copy(&repository().join("catalog"), &elsewhere.path().join("catalog"));
    assert_eq!(here, compiled(&elsewhere.path().join("catalog")));
    for (path, text) in &here {
        assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "{path} names this machine's folder");
    }
}

#[test]
fn expanded_is_what_is_generated() {
    let generated = compiled(&repository().join("catalog"));
    let folder = repository().join("tests/expanded");
    let mut n_compared = 0;
    for (path, text) in generated {
        if let Ok(kept) = fs::read_to_string(folder.join(&path)) {
            assert!(kept == text, "{path} is outdated: run `cargo xtask regenerate`");
            n_compared += 1;
        }
    }
    assert_eq!(n_compared, 3);
}

/// What is generated says what the model says: read back, every policy's file has its struct, its
/// constant and both layouts.
#[test]
fn generated_files_are_rust() {
    for (path, text) in compiled(&repository().join("catalog")) {
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(file.items.len() > 3, "{path}");
    }
}

/// Each folder of `tests/catalog/fail` holds changes to a small catalog, and the report that they
/// get.
#[test]
fn mistakes_are_reported() {
    let base = repository().join("tests/catalog");
    let mut cases: Vec<_> =
        fs::read_dir(base.join("fail")).expect("cases").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = folder.path().join("catalog");
        copy(&base.join("good"), &catalog);
        copy(&case.join("catalog"), &catalog);
        let report = script::compile(&catalog).expect_err("the case is a mistake");
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, format!("{report}\n")).expect("written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(format!("{report}\n"), expected, "{}", case.display());
    }
}

#[test]
fn the_small_catalog_is_good() {
    compiled(&repository().join("tests/catalog/good"));
}
