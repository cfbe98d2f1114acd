//! Tests of `pcluster-iam check --fix`: what it changes, what it leaves alone, and what it refuses.
//!
//! `tests/check/fix/<file>` is a file, and `<file>.diff` the answer to `--fix`, with the exit code.
//! `UPDATE_EXPECTED=1 cargo test --features cli --test check_fix` rewrites the answers.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
    command.arg("check").args(args).current_dir(folder).output().expect("it runs")
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    assert!(!err.contains("panicked"), "{err}");
    format!("{out}{err}exit {}\n", output.status.code().expect("a code"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/fix")
}

/// The files of the cases.
fn cases() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).expect("cases").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_none_or(|it| it != "diff")).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The codes of the findings of a file.
fn codes(folder: &Path, name: &str) -> Vec<String> {
    let output = check(folder, &["--format", "json", name]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn fixes_are_a_diff() {
    let mut failures = String::new();
    for file in cases() {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let answer = said(&check(&folder(), &["--fix", name]));
        let path = folder().join(format!("{name}.diff"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &answer).expect("written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if answer != expected {
            write!(failures, "{name}:\n{answer}\nexpected:\n{expected}\n").expect("written");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// What is written is what the diff says; a second run has nothing to do, and no finding is new.
#[test]
fn fixes_are_written() {
    for file in cases() {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let here = tempfile::tempdir().expect("a folder");
        let path = here.path().join(name);
        fs::copy(&file, &path).expect("copied");
        let before = codes(here.path(), name);
        let diff = said(&check(here.path(), &["--fix", name]));
        assert_eq!(
            fs::read(&path).expect("there"),
            fs::read(&file).expect("there"),
            "{name}: nothing is written"
        );
        let output = check(here.path(), &["--fix", "--write", "--quiet", name]);
        let after = codes(here.path(), name);
        assert_eq!(
            output.status.code(),
            Some(i32::from(!after.is_empty())),
            "{name}: what remains is reported"
        );
        for code in &after {
            let count = |codes: &[String]| codes.iter().filter(|other| *other == code).count();
            assert!(count(&after) <= count(&before), "{name}: {code}");
        }
        let is_changed = fs::read(&path).expect("there") != fs::read(&file).expect("there");
        assert_eq!(is_changed, diff.starts_with("--- "), "{name}: {diff}");
        let again = said(&check(here.path(), &["--fix", name]));
        assert!(again.contains("nothing to fix\n") && again.ends_with("exit 0\n"), "{name}: {again}");
        assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }
}

/// Programs find the same changes in SARIF.
#[test]
fn sarif_has_the_fixes() {
    let output = check(&folder(), &["--format", "sarif", "everything.json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let results = report["runs"][0]["results"].as_array().expect("results");
    let misspelt = results.iter().find(|it| it["ruleId"] == "INVALID_ACTION").expect("a finding");
    let replacement = &misspelt["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "sqs:SendMessage");
    assert_eq!(
        replacement["deletedRegion"]["startLine"],
        misspelt["locations"][0]["physicalLocation"]["region"]["startLine"]
    );
}

#[test]
fn what_a_run_leaves_out_is_not_fixed() {
    let here = tempfile::tempdir().expect("a folder");
    fs::copy(folder().join("everything.json"), here.path().join("policy.json")).expect("copied");
    let config = "[check]\nfail-on = \"error\"\nshow = \"error\"\nseverity.INVALID_ACTION = \"off\"\n";
    fs::write(here.path().join("pcluster-iam.toml"), config).expect("written");
    let diff = said(&check(here.path(), &["--fix", "policy.json"]));
    assert!(!diff.contains("+          \"sqs:SendMessage\""), "{diff}");
    assert!(!diff.contains("\"Version\""), "{diff}");
    assert!(diff.contains("\"Effect\""), "{diff}");
}

#[test]
fn standard_input_is_not_written() {
    let output = check(&folder(), &["--fix", "--write", "-"]);
    assert!(said(&output).contains("`--write` cannot change standard input"));
    let output = check(&folder(), &["--write", "everything.json"]);
    assert_eq!(output.status.code(), Some(2), "--write needs --fix");
}
