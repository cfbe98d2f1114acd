//! Measuring: functions, and programs as whole processes.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The command line, as `cargo build --release --features cli` leaves it.
pub(crate) const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/pcluster-iam");

/// One line: the median time of a program, if it is installed.
pub(crate) fn row(name: &str, command: &mut Command, runs: usize) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.status() {
        println!("  {name:<28}{:>9}", format!("({error})"));
        return;
    }
    let time = median(runs, || command.status().map_or(0, |status| usize::from(status.success())));
    println!("  {name:<28}{:>9.1}", time / 1000.0);
}

/// The median time of a run in microseconds.
pub(crate) fn median(runs: usize, mut run: impl FnMut() -> usize) -> f64 {
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
