//! Tests of `pcluster-iam check`: its findings, their places and its reports.
//!
//! - `tests/check/places/<case>.json` or `.yaml` is a file with policies, and `<case>.txt` has the expected findings:
//!   each with its place, the name of its policy and statement, and the source there; then the skipped
//!   documents and the exit code.
//! - `tests/check/refused/<case>.json` or `.yaml` is a file that cannot be checked, and `<case>.txt` the message.
//! - `tests/check/formats/<policy>.<format>.txt` is a report on `tests/check/formats/<policy>.json`.
//!
//! `UPDATE_EXPECTED=1 cargo test --features cli --test check` rewrites the expected files. Baselines and
//! the other options are in `tests/cmd/check*.trycmd`.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use regex::Regex;
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check").join(name)
}

/// Runs the command in the folder of the cases, so that it prints their file names without a folder.
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

/// The files of a folder that are cases, JSON and YAML.
fn inputs(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("cases").map(|it| it.expect("a case").file_name());
    let names = names.map(|name| name.to_str().expect("UTF-8").to_owned());
    let mut names: Vec<_> =
        names.filter(|name| [".json", ".yaml"].iter().any(|it| name.ends_with(it))).collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// Compares answers with the expected files, or rewrites these if requested.
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

/// The source between two places of a report.
fn written(text: &str, start: (usize, usize), end: (usize, usize)) -> String {
    let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
    if start.0 == end.0 {
        return lines[start.0 - 1][start.1 - 1..end.1 - 1].iter().collect();
    }
    let first: String = lines[start.0 - 1][start.1 - 1..].iter().collect();
    format!("{first} …")
}

fn number(it: &Value, key: &str) -> usize {
    usize::try_from(it[key].as_u64().expect("a number")).expect("small")
}

/// A report with a line for each finding, which a reader can compare with the file.
fn summary(text: &str, output: &Output) -> String {
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
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
    compare(inputs(&folder).into_iter().map(|file| {
        let text = fs::read_to_string(folder.join(&file)).expect("a text");
        let answer = summary(&text, &check(&folder, &["--format", "json", &file]));
        (folder.join(file).with_extension("txt"), answer)
    }));
}

/// A report without the parts that change with each release and with the prose of the catalog.
fn stable(report: &str) -> String {
    let [version, date] = [env!("CARGO_PKG_VERSION").to_owned(), r"\d{4}-\d{2}-\d{2}".to_owned()];
    let report = report.replace(&format!("\"version\": \"{version}\""), "\"version\": \"[VERSION]\"");
    let date = Regex::new(&format!("(as of |\"as-of\": \"){date}")).expect("a pattern");
    let text = Regex::new(r#"(?s)"(fullDescription|help)": \{.*?\n *\}"#).expect("a pattern");
    let report = date.replace_all(&report, "${1}[DATE]");
    text.replace_all(&report, "\"$1\": \"[TEXT]\"").into_owned()
}

#[test]
fn what_cannot_be_checked_is_said() {
    let folder = folder("refused");
    compare(inputs(&folder).into_iter().map(|file| {
        let output = check(&folder, &[&file]);
        assert_ne!(output.status.code(), Some(0), "{file}");
        (folder.join(file).with_extension("txt"), stable(&said(&output)))
    }));
}

/// Files that other programs read are not read as broken JSON.
#[test]
fn sources_and_plans_name_what_can_be_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: [(&str, &[u8], &str); 6] = [
        ("main.tf", b"locals {}\n", "is a source of Terraform"),
        ("main.tf.json", b"{\"resource\": {}}", "is a source of Terraform"),
        ("stack.txt", b"# a\nresource \"aws_iam_policy\" \"p\" {\n}\n", "is a source of Terraform"),
        ("plan.txt", b"Terraform will perform the following actions:\n", "is a plan of Terraform for people"),
        ("plan.out", b"PK\x03\x04\xff", "is an archive"),
        ("stack.ts", b"new iam.Policy()", "is a source in TypeScript"),
    ];
    for (name, content, _) in files {
        fs::write(folder.path().join(name), content).expect("written");
    }
    let names: Vec<_> = files.iter().map(|(name, ..)| *name).collect();
    let said = said(&check(folder.path(), &names));
    for (name, _, expected) in files {
        assert!(said.contains(&format!("error: `{name}` {expected}")), "{name}: {said}");
    }
    assert_eq!(said.matches("terraform show -json").count(), files.len(), "{said}");
    assert!(said.ends_with("exit 2\n"), "{said}");
}

/// If one of several files cannot be read, the others are checked, and the exit code is the most severe.
#[test]
fn files_that_cannot_be_read_have_their_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = include_bytes!("check/places/bare.json");
    fs::write(folder.path().join("policy.json"), policy).expect("written");
    fs::write(folder.path().join("latin.json"), b"{\n  \"\xc3\xa9\": \"\xe9\"}").expect("written");
    fs::create_dir(folder.path().join("folder")).expect("created");
    let output = check(folder.path(), &["latin.json", "folder", "policy.json", "missing.json"]);
    let said = said(&output);
    for expected in [
        "error: latin.json:2:9: the file is not UTF-8: it has the byte 0xe9\n",
        "error: `folder` has no file to read\n",
        "error: there is no file `missing.json`\n",
        "error[INVALID_ACTION]: `sqs` has no action `SendMesage`\n --> policy.json:7:22\n",
        "1 error in 1 policy; ",
        "exit 2\n",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let none = self::said(&check(folder.path(), &["missing.json"]));
    assert!(none.starts_with("error: there is no file"), "nothing is said of no policies: {none}");
}

#[test]
fn standard_input_is_a_file() {
    let output = check_text(include_bytes!("check/places/bare.json"), &[]);
    let said = said(&output);
    assert!(said.contains(" --> <stdin>:7:22\n") && said.ends_with("exit 1\n"), "{said}");
    let marked =
        ["\u{feff}", include_str!("check/places/get-role-policy.json")].concat().replace('\n', "\r\n");
    let said = self::said(&check_text(marked.as_bytes(), &[]));
    assert!(said.contains(" --> <stdin>:10:24\n") && !said.contains('\u{240d}'), "{said}");
}

/// All formats of reports, on several places, a policy inside another file, and a policy on one line.
#[test]
fn reports() {
    let folder = folder("formats");
    let mut answers = Vec::new();
    for (name, format) in cases(&folder)
        .iter()
        .flat_map(|name| ["text", "json", "sarif", "github", "gitlab"].map(|format| (name, format)))
    {
        let output = check(&folder, &["--format", format, &format!("{name}.json")]);
        answers.push((folder.join(format!("{name}.{format}.txt")), stable(&said(&output))));
    }
    compare(answers);
}

#[test]
fn long_lines_are_cut() {
    let output = check(&folder("formats"), &["one-line.json"]);
    for line in said(&output).lines() {
        assert!(line.chars().count() < 160, "{line}");
    }
}

#[test]
fn sarif_follows_its_schema() {
    let schema = fs::read_to_string(folder("sarif-schema-2.1.0.json")).expect("a schema");
    // The schema's pattern for languages closes a bracket that is not open, which some engines refuse.
    let schema = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for group in ["places", "formats", "refused"] {
        let folder = folder(group);
        let files = inputs(&folder);
        let files: Vec<_> = files.iter().map(String::as_str).collect();
        let output = check(&folder, &[&["--format", "sarif"], files.as_slice()].concat());
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let errors: Vec<_> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{group}: {}", errors.join("\n"));
        let rules = &report["runs"][0]["tool"]["driver"]["rules"];
        let results = report["runs"][0]["results"].as_array().expect("results");
        assert!(!results.is_empty(), "{group}");
        for result in results {
            let rule = &rules[number(result, "ruleIndex")];
            assert_eq!(rule["id"], result["ruleId"]);
        }
        let mut wrong = report;
        wrong["runs"][0]["results"][0]["level"] = "grave".into();
        assert!(!validator.is_valid(&wrong));
    }
}

/// A written baseline hides all the findings from which it was written.
#[test]
fn baselines_hide_what_they_were_written_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut files = Vec::new();
    for version in ["2.9", "2.11", "3.6", "3.11"] {
        let names = cases(&docs.join(version)).into_iter();
        files.extend(names.map(|name| docs.join(version).join(format!("{name}.json")).display().to_string()));
    }
    let places = self::folder("places");
    files.extend(cases(&places).iter().map(|name| places.join(format!("{name}.json")).display().to_string()));
    let files: Vec<_> = files.iter().map(String::as_str).collect();
    let run = |args: &[&str]| check(folder.path(), &[args, files.as_slice()].concat());
    assert_eq!(run(&["--format", "json"]).status.code(), Some(1));
    assert_eq!(run(&["--write-baseline", "known.toml"]).status.code(), Some(0));
    let output = run(&["--format", "json", "--baseline", "known.toml"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((output.status.code(), &report["findings"]), (Some(0), &Value::Array(Vec::new())));
    assert!(report["known"].as_u64() > Some(100));
    assert!(!said(&output).contains("any more"));
}

#[cfg(unix)]
#[test]
fn annotations_escape_what_divides_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = include_str!("check/formats/policy.json").replace("\"node\"", "\"a::b%\"");
    fs::write(folder.path().join("a:b,c%.json"), policy).expect("written");
    let output = check(folder.path(), &["--format", "github", "a:b,c%.json"]);
    let said = said(&output);
    let expected = "::error file=a%3Ab%2Cc%25.json,line=19,endLine=19,col=27,endColumn=28,title=INVALID_ACTION::\
        `sqs:100%25` has the character `%25`, which no action has%0Ain role/a::b%25/send%0A";
    assert!(said.contains(expected), "{said}");
    assert!(said.lines().all(|line| line.starts_with("::") || line == "exit 1"), "{said}");
}

/// A very large document is reported by its size, without a check of each of its actions.
#[test]
fn large_documents_are_answered() {
    let statement =
        r#"{"Sid": "S", "Effect": "Allow", "Action": ["*", "iam:*", "sqs:SendMesage"], "Resource": "*"}"#;
    let statements = vec![statement; 10_000_000 / statement.len()].join(",");
    let document = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
    let inside = serde_json::json!({"PolicyName": "p", "PolicyDocument": document}).to_string();
    let broken = document.replace("]}", "]");
    let lines = document.replace("},", "},\n");
    let cases =
        [(&document, "text"), (&document, "sarif"), (&inside, "json"), (&broken, "text"), (&lines, "text")];
    for (text, format) in cases {
        let start = Instant::now();
        let output = check_text(text.as_bytes(), &["--format", format]);
        let time = start.elapsed();
        assert_eq!(output.status.code(), Some(1));
        assert!(time < Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 3 }), "{time:?}");
        let said = said(&output);
        assert!(said.contains("JSON_SYNTAX_ERROR") || said.contains("POLICY_SIZE_EXCEEDS"), "{said}");
        assert!(said.len() < 50_000, "{} bytes", said.len());
    }
}
