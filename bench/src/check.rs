//! Checking policies: the function on each policy of a release and on large documents, and whole processes beside
//! their peers.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Options, check};
use pcluster_iam::v2_9::POLICIES;

use crate::time::{OURS, median, row};

/// Measures and prints the tables.
pub fn tables() {
    functions();
    large();
    processes();
}

/// Reading and checking one policy, as it is rendered for the examples of its parameters.
fn functions() {
    const RUNS: usize = 301;
    println!("check, one policy in one call");
    println!("  {:<28}{:>9}{:>10}{:>12}{:>10}", "", "bytes", "read µs", "with check", "findings");
    for policy in POLICIES {
        let text = policy.fill(&policy.examples()).expect("its examples fill it").to_json_pretty();
        let options = Options::default();
        let read = median(RUNS, || Document::parse(black_box(&text)).statements.len());
        let both = median(RUNS, || check(&Document::parse(black_box(&text)), &options).len());
        let n_findings = check(&Document::parse(&text), &options).len();
        println!("  {:<28}{:>9}{read:>10.0}{both:>12.0}{n_findings:>10}", policy.id, text.len());
    }
}

/// Documents that IAM would never accept, of shapes that take long: each part is compared with all others.
fn large() {
    const RUNS: usize = 5;
    let different = |n: usize, action: &str| {
        statements(n, |idx| (quoted([action.to_owned()]), quoted([format!("arn:aws:s3:::b{idx}/*")])))
    };
    let everywhere =
        |n: usize, actions: &str| statements(n, |_| (actions.to_owned(), quoted(["*".to_owned()])));
    let shapes = [
        ("1,000 statements of *", everywhere(1_000, r#"["*"]"#)),
        ("800 statements of 3 services", everywhere(800, r#"["s3:*", "ec2:*", "iam:*"]"#)),
        ("1,000 different statements", different(1_000, "s3:GetObject")),
        ("5,000 different statements", different(5_000, "s3:GetObject")),
        ("5,000 patterns of actions", {
            let actions = quoted((0..5_000).map(|idx| format!("s3:*{idx}*")));
            statements(1, |_| (actions.clone(), quoted(["*".to_owned()])))
        }),
        ("5,000 misspelt actions", {
            let actions = quoted((0..5_000).map(|idx| format!("s3:GetObjec{idx}")));
            statements(1, |_| (actions.clone(), quoted(["*".to_owned()])))
        }),
        ("1,000 actions, 2,000 resources", {
            let actions =
                quoted((0..1_000).map(|idx| format!("ec2:*{}*", char::from(b'a' + (idx % 26) as u8))));
            let resources = quoted((0..2_000).map(|idx| format!("arn:aws:s3:::b{idx}")));
            statements(1, |_| (actions.clone(), resources.clone()))
        }),
        ("a pattern of 20,000 *", {
            let resource = format!("arn:aws:s3:::{}", "*a".repeat(10_000));
            statements(1, |_| (quoted(["s3:*".to_owned()]), quoted([resource.clone()])))
        }),
    ];
    println!("check, large documents");
    println!("  {:<32}{:>9}{:>9}{:>10}", "", "bytes", "ms", "findings");
    for (name, text) in shapes {
        let options = Options::default();
        let time = median(RUNS, || check(&Document::parse(black_box(&text)), &options).len());
        let n_findings = check(&Document::parse(&text), &options).len();
        println!("  {name:<32}{:>9}{:>9.0}{n_findings:>10}", text.len(), time / 1000.0);
    }
}

/// A policy of a number of statements, each of which is given by its lists of actions and resources.
fn statements(n: usize, lists: impl Fn(usize) -> (String, String)) -> String {
    let statement = |idx| {
        let (actions, resources) = lists(idx);
        format!(r#"{{"Sid": "S{idx}", "Effect": "Allow", "Action": {actions}, "Resource": {resources}}}"#)
    };
    let all: Vec<_> = (0..n).map(statement).collect();
    format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, all.join(", "))
}

/// An array of strings in JSON.
fn quoted(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", items.join(", "))
}

/// Whole processes, each of them over all policies of the release at once.
fn processes() {
    const RUNS: usize = 21;
    let folder = env::temp_dir().join(format!("pcluster-iam-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let files: Vec<PathBuf> = POLICIES
        .iter()
        .map(|policy| {
            let file = folder.join(format!("{}.json", policy.id.replace('/', "-")));
            let text = policy.fill(&policy.examples()).expect("its examples fill it").to_json_pretty();
            fs::write(&file, text).expect("the file can be written");
            file
        })
        .collect();
    println!("check, {} policies in one process", files.len());
    println!("  {:<28}{:>9}", "", "ms");
    row("pcluster-iam check", Command::new(OURS).arg("check").args(&files), RUNS);
    let mut command = Command::new("parliament");
    row("parliament", command.arg("--directory").arg(&folder), RUNS / 4);
    drop(fs::remove_dir_all(&folder));
}
