//! `pcluster-iam check` from outside: what it finds in which texts, where, and how it says so.
//!
//! - `tests/check/places/<case>.json` is a text that holds policies, and `<case>.txt` what is found in
//!   it: every finding with its place, the name of its policy and statement, and what is written there;
//!   then what was skipped, and the exit code.
//! - `tests/check/refused/<case>.json` is a text that cannot be checked, and `<case>.txt` the answer.
//! - `tests/check/formats/<policy>.<format>` is a report on `tests/check/formats/<policy>.json`.
//!
//! `UPDATE_EXPECTED=1 cargo test --features cli --test check` rewrites what is expected. Baselines and
//! the other options are in `tests/cmd/check*.trycmd`.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check").join(name)
}

/// Runs the command in the folder of its cases, so that it names them by their file names.
fn check(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("it runs")
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
    command.arg("check").args(args).current_dir(folder);
    command
}

fn check_text(text: &[u8], args: &[&str]) -> Output {
    let mut child = command(&folder(""), args)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("piped").write_all(text).expect("written");
    child.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    assert!(!err.contains("panicked"), "{err}");
    format!("{out}{err}exit {}\n", output.status.code().expect("a code"))
}

/// The cases of a folder, by name.
fn cases(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("cases").map(|it| it.expect("a case").file_name());
    let mut names: Vec<_> = names
        .filter_map(|name| name.to_str().expect("UTF-8").strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// Compares answers with the files that hold what is expected, and rewrites those if asked to.
fn compare(answers: impl IntoIterator<Item = (PathBuf, String)>) {
    let mut failures = String::new();
    for (path, answer) in answers {
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &answer).expect("written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if answer != expected {
            write!(failures, "{}:\n{answer}\nexpected:\n{expected}\n", path.display()).expect("written");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// What is written between two places, both as the report gives them.
fn written(text: &str, start: (usize, usize), end: (usize, usize)) -> String {
    let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
    if start.0 == end.0 {
        return lines[start.0 - 1][start.1 - 1..end.1 - 1].iter().collect();
    }
    let first: String = lines[start.0 - 1][start.1 - 1..].iter().collect();
    format!("{first} …")
}

/// A report as a reader compares it with the text: in a line for each finding.
fn summary(text: &str, output: &Output) -> String {
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |it: &Value, key: &str| usize::try_from(it[key].as_u64().expect("a number")).expect("small");
    let place = |it: &Value| format!("{}:{}", number(it, "line"), number(it, "column"));
    let mut summary = String::new();
    for it in report["findings"].as_array().expect("findings") {
        let start = (number(it, "line"), number(it, "column"));
        let end = (number(it, "end-line"), number(it, "end-column"));
        let statement = match (&it["statement"], it["sid"].as_str()) {
            (Value::Null, _) => String::new(),
            (number, None) => format!(", statement {number}"),
            (number, Some(sid)) => format!(", statement {number} {sid}"),
        };
        let (code, policy) = (it["code"].as_str().expect("a code"), it["policy"].as_str().expect("a name"));
        let there = written(text, start, end);
        writeln!(summary, "{} {code} in {policy}{statement}: |{there}|", place(it)).expect("written");
    }
    for it in report["skipped"].as_array().expect("a list") {
        let (policy, why) = (it["policy"].as_str().expect("a name"), it["why"].as_str().expect("a reason"));
        writeln!(summary, "{} skipped {policy}: {why}", place(it)).expect("written");
    }
    let policies = number(&report, "policies");
    write!(summary, "policies: {policies}\nexit {}\n", output.status.code().expect("a code"))
        .expect("written");
    summary
}

#[test]
fn policies_are_found_with_their_places() {
    let folder = folder("places");
    compare(cases(&folder).into_iter().map(|name| {
        let file = format!("{name}.json");
        let text = fs::read_to_string(folder.join(&file)).expect("a text");
        let answer = summary(&text, &check(&folder, &["--format", "json", &file]));
        (folder.join(format!("{name}.txt")), answer)
    }));
}
