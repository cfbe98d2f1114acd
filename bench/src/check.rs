//! Checking policies: the function on each policy of a release, and whole processes beside their peers.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Options, check};
use pcluster_iam::v2_9::POLICIES;

/// Measures and prints both tables.
pub fn tables() {
    functions();
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
    let ours = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/pcluster-iam"));
    let mut command = Command::new(&ours);
    row("pcluster-iam check", command.arg("check").args(&files), RUNS);
    let mut command = Command::new("parliament");
    row("parliament", command.arg("--directory").arg(&folder), RUNS / 4);
    drop(fs::remove_dir_all(&folder));
}

/// One line: the median time of a program, if it is installed.
fn row(name: &str, command: &mut Command, runs: usize) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.status() {
        println!("  {name:<28}{:>9}", format!("({error})"));
        return;
    }
    let time = median(runs, || command.status().map_or(0, |status| usize::from(status.success())));
    println!("  {name:<28}{:>9.1}", time / 1000.0);
}

/// The median time of a run in microseconds.
fn median(runs: usize, mut run: impl FnMut() -> usize) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_nanos() as f64 / 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
