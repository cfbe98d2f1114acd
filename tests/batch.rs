//! Batches: every document equals that of the library for the values of its row, in both formats, and nothing
//! waits for the end of the input.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Output, Stdio};
use std::{fs, thread};

use pcluster_iam::{Need, POLICIES, Policy, Values};
use serde_json::{Map, Value};

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = command(args).spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    // A row may be refused before all is read.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join();
    output
}

/// Rows for a policy: the examples of what it requires, of everything, and lists of two.
fn rows(policy: &Policy) -> Vec<Vec<(&'static str, Vec<&'static str>)>> {
    let stack = |name: &str| policy.parameters.iter().any(|used| used.parameter.name == name);
    let row = |takes: &dyn Fn(Need) -> bool, n_items: usize| {
        let used = policy.parameters.iter().filter(|used| takes(used.need));
        used.map(|used| match used.need {
            Need::List => (used.parameter.name, vec![used.parameter.example; n_items]),
            _ => (used.parameter.name, vec![used.parameter.example]),
        })
        .filter(|(name, _)| *name != "cluster-name" || stack(name))
        .collect()
    };
    vec![row(&|need| need == Need::Required, 1), row(&|_| true, 1), row(&|_| true, 2)]
}

fn expected(policy: &'static Policy, row: &[(&'static str, Vec<&'static str>)]) -> Option<String> {
    let values: Values<'_> =
        row.iter().flat_map(|(name, texts)| texts.iter().map(move |text| (*name, *text))).collect();
    policy.fill(&values).ok().map(|filled| filled.to_json())
}

fn as_csv(policy: &Policy, rows: &[Vec<(&str, Vec<&str>)>]) -> Vec<u8> {
    let names: Vec<_> = policy.parameters.iter().map(|used| used.parameter.name).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(std::iter::once("name").chain(names.iter().copied())).expect("memory");
    for (number, row) in rows.iter().enumerate() {
        let cell = |name: &&str| {
            row.iter().find(|(it, _)| it == name).map_or(String::new(), |(_, texts)| texts.join(";"))
        };
        let cells = names.iter().map(cell);
        writer.write_record(std::iter::once(format!("row, \"{number}\"")).chain(cells)).expect("memory");
    }
    writer.into_inner().expect("memory")
}

fn as_ndjson(policy: &Policy, rows: &[Vec<(&str, Vec<&str>)>]) -> Vec<u8> {
    let is_list = |name: &str| {
        policy.parameters.iter().any(|used| used.parameter.name == name && used.need == Need::List)
    };
    let line = |(number, row): (usize, &Vec<(&str, Vec<&str>)>)| {
        let mut object = Map::new();
        object.insert("name".to_owned(), format!("row, \"{number}\"").into());
        for (name, texts) in row {
            let value = if is_list(name) { texts.clone().into() } else { Value::from(texts[0]) };
            object.insert((*name).to_owned(), value);
        }
        format!("{}\n", Value::Object(object))
    };
    rows.iter().enumerate().map(line).collect::<String>().into_bytes()
}

#[test]
fn every_document_is_that_of_the_library() {
    let mut n_compared = 0;
    for policy in POLICIES {
        let all: Vec<_> = rows(policy).into_iter().filter(|row| expected(policy, row).is_some()).collect();
        assert!(!all.is_empty(), "{}: the examples fill it", policy.id);
        let csv = run(&["render", policy.id, "--batch", "-", "--fit", "managed"], &as_csv(policy, &all));
        let ndjson =
            run(&["render", policy.id, "--batch", "-", "--fit", "managed"], &as_ndjson(policy, &all));
        let said = String::from_utf8_lossy(&csv.stderr).into_owned();
        assert_eq!(csv.status.code(), ndjson.status.code(), "{}: {said}", policy.id);
        if said.contains("trust") || csv.status.code() == Some(2) {
            continue;
        }
        assert_eq!(csv.status.code(), Some(0), "{}: {said}", policy.id);
        assert_eq!(
            String::from_utf8_lossy(&csv.stdout),
            String::from_utf8_lossy(&ndjson.stdout),
            "{}",
            policy.id
        );
        let stdout = String::from_utf8(csv.stdout).expect("UTF-8");
        assert_eq!(stdout.lines().count(), all.len(), "{}", policy.id);
        for (number, (line, row)) in stdout.lines().zip(&all).enumerate() {
            let object: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(object["row"], number + 1);
            assert_eq!(object["name"], format!("row, \"{number}\""));
            assert_eq!(object["policy"], policy.id);
            // A policy that fits one document has the bytes of `render --compact`.
            if let [_] = object["documents"].as_array().expect("an array").as_slice() {
                let expected = expected(policy, row).expect("filled before");
                assert!(line.ends_with(&format!(r#""documents":[{expected}]}}"#)), "{}: {line}", policy.id);
                n_compared += 1;
            }
        }
    }
    assert!(n_compared > 2 * POLICIES.len(), "only {n_compared} documents were compared");
}

/// The first documents come out while the input is open, so that no more than a part of it is ever held.
#[test]
fn rows_are_rendered_before_the_input_ends() {
    let mut child = command(&["render", "2.9/user", "--batch", "-"]).spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    writeln!(stdin, "region,account-id").expect("it reads");
    let mut row = |number: u32| writeln!(stdin, "eu-west-1,{number:012}").expect("it reads");
    (0..5000).for_each(&mut row);
    let mut first = String::new();
    stdout.read_line(&mut first).expect("it writes");
    assert!(first.starts_with(r#"{"row":1,"#), "{first}");
    // What it writes next has to be read, or neither side goes on.
    let rest = thread::spawn(move || stdout.lines().count());
    (5000..10_000).for_each(&mut row);
    drop(stdin);
    assert_eq!(rest.join().expect("it reads"), 9999);
    assert!(child.wait().expect("it ends").success());
}

/// A quote without an end swallows the rest of the input: it is refused after a megabyte.
#[test]
fn a_row_without_an_end_is_refused() {
    let mut input = b"region,account-id\neu-west-1,123456789012\n\"eu-west-1,123456789012\n".to_vec();
    input.extend(b"eu-west-1,123456789012\n".repeat(200_000));
    let output = run(&["render", "2.9/user", "--batch", "-"], &input);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("standard input:3: the row has no end within a megabyte"), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);

    let mut input = b"{\"region\":\"".to_vec();
    input.extend(b"x".repeat(3_000_000));
    input.extend(b"\"}\n{\"region\":\"eu-west-1\",\"account-id\":\"123456789012\"}\n");
    let output = run(&["render", "2.9/user", "--batch", "-"], &input);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("standard input:1: the line is longer than a megabyte"), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "the next line is a row again");
}

/// With `--force`, files of an earlier run are replaced, and one of an earlier row is not.
#[test]
fn no_row_replaces_the_file_of_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("out");
    let shown = output.to_str().expect("UTF-8");
    let input = |account: &str| {
        format!(
            "name,region,account-id\na/b,eu-west-1,{account}\na/b,eu-west-2,{account}\n..,eu-west-1,{account}\n"
        )
    };
    let render = |account: &str, more: &[&str]| {
        let args = ["render", "2.9/user", "--batch", "-", "--output", shown];
        let done = run(&[&args[..], more].concat(), input(account).as_bytes());
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let read = || fs::read_to_string(output.join("a/b.json")).expect("written");
    let (code, said) = render("111111111111", &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("standard input:3: an earlier row has written"), "{said}");
    assert!(said.contains("standard input:4: `..` cannot be the name of a file"), "{said}");
    assert!(read().contains("eu-west-1:111111111111"));
    let (_, said) = render("222222222222", &["--force"]);
    assert!(said.contains("standard input:3: an earlier row has written"), "{said}");
    assert!(read().contains("eu-west-1:222222222222"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    assert_eq!(fs::read_dir(&output).expect("a folder").count(), 1, "nothing is left beside it");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child =
        command(&["render", "2.9/user", "--batch", "-", "--region", "eu-west-1"]).spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("piped");
    let rows = "account-id\n".to_owned() + &"123456789012\n".repeat(2000);
    drop(child.stdout.take());
    let writer = thread::spawn(move || stdin.write_all(rows.as_bytes()));
    assert!(child.wait().expect("it ends").success());
    let _ = writer.join();
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
    assert_eq!(said, "");
}

/// On a terminal, a bar shows how far it is. It disappears at the end, and is in no pipe and no file.
#[cfg(unix)]
#[test]
fn a_bar_is_on_the_terminal_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "region,account-id\n".to_owned() + &"eu-west-1,123456789012\n".repeat(10_000);
    fs::write(folder.path().join("rows.csv"), rows).expect("written");
    let render = |to: &str| {
        let program = env!("CARGO_BIN_EXE_pcluster-iam");
        let line = format!("{program} render 2.9/user --batch rows.csv {to}");
        let run = Command::new("script")
            .args(["--quiet", "--return", "--command", &line, "/dev/null"])
            .env("TERM", "xterm")
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output();
        let shown = run.ok().filter(|it| it.status.success())?.stdout;
        Some(String::from_utf8(shown).expect("UTF-8"))
    };
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
    // Some systems have another `script`.
    let Some(shown) = render("> rows.ndjson") else { return };
    let (bar, rest) = shown.rsplit_once("\u{1b}[2K").expect("the bar is cleared");
    assert!(bar.contains(" rows, ") && bar.contains('%'), "{bar}");
    assert_eq!(rest.trim_end(), "rendered 10,000 rows");
    let lines = read("rows.ndjson");
    assert!(lines.lines().count() == 10_000 && lines.lines().all(|line| line.starts_with(r#"{"row":"#)));

    assert_eq!(render("> rows.ndjson 2> said").as_deref(), Some(""));
    assert_eq!(read("said"), "rendered 10,000 rows\n");
    let shown = render("").expect("it ran before");
    assert!(!shown.contains("\u{1b}[2K"), "a bar and documents on one terminal");
    assert_eq!(render("--quiet > rows.ndjson").as_deref(), Some(""));
}

/// No row is lost in an open quote.
#[test]
fn an_open_quote_is_an_error_at_its_row() {
    let columns = "account-id,name\n";
    let rows =
        |cells: &[&str]| -> String { cells.iter().flat_map(|cell| ["123456789012,", cell, "\n"]).collect() };
    for (cells, place) in [
        (&["a", "\"b", "c", "d"][..], Some(3)),
        (&["\"a\"\"", "b"], Some(2)),
        (&["a", "\"b\nc\"", "\"d"], Some(5)),
        (&["a", "b\"", "c\"d"], None),
        (&["\"a\"\"b\"", "\"\"", "\"c\nd\""], None),
        (&["\"a\" b", " \"c", "d"], None),
    ] {
        for end in ["\n", "\r\n"] {
            let text = format!("{columns}{}", rows(cells)).replace('\n', end);
            let done = run(&["render", "2.9/user", "--region", "eu-west-1", "--batch", "-"], text.as_bytes());
            let said = String::from_utf8_lossy(&done.stderr);
            let n_rendered = String::from_utf8_lossy(&done.stdout).lines().count();
            match place {
                Some(line) => {
                    let error = format!("standard input:{line}: the quote that opens here is never closed");
                    assert!(said.contains(&error), "{text}: {said}");
                    assert_eq!(done.status.code(), Some(1));
                }
                None => {
                    assert_eq!((n_rendered, done.status.code()), (cells.len(), Some(0)), "{text}: {said}");
                }
            }
        }
    }
}

#[test]
fn a_table_of_a_spreadsheet_is_read() {
    let flags = "account-id,cluster-name,login-nodes\n123456789012,demo,TRUE\n123456789012,demo,False\n";
    let done =
        run(&["render", "3.11/headnode-slurm", "--region", "eu-west-1", "--batch", "-"], flags.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let wide: Vec<u8> = flags.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let done = run(
        &["render", "3.11/headnode-slurm", "--region", "eu-west-1", "--batch", "-"],
        &[b"\xff\xfe", &wide[..]].concat(),
    );
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("standard input:1: the header is not text in UTF-8"), "{said}");
    assert_eq!(said.matches("error:").count(), 1, "{said}");
}

#[test]
fn a_name_that_is_too_long_is_an_error_of_its_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = format!("account-id,name\n123456789012,{}\n123456789012,b\n", "x".repeat(300));
    let output = folder.path().join("out");
    let output = output.to_str().expect("UTF-8");
    let done =
        run(&["render", "2.9/user", "--region", "eu-west-1", "--batch", "-", "-o", output], table.as_bytes());
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("standard input:2: a name of 300 bytes is too long for a file"), "{said}");
    assert!(said.contains("rendered 1 of 2 rows"), "{said}");
}
