//! Looking up what AWS states about its services: time and allocations for each action.

use std::hint::black_box;
use std::time::Instant;

use pcluster_iam::{Action, SERVICES, action, expand};
use stats_alloc::Region as Measurement;

use crate::ALLOCATOR;

/// The patterns that are expanded: a prefix, an infix, and everything.
const PATTERNS: [&str; 4] = ["s3:Get*", "ec2:*Instance*", "ec2:Describe*", "*"];

/// Measures each lookup and prints one table.
pub fn table() {
    let names: Vec<String> = SERVICES.iter().flat_map(|it| it.actions()).map(|it| it.to_string()).collect();
    println!("facts, {} actions of {} services", names.len(), SERVICES.len());
    println!("  {:<28}{:>9}{:>10}{:>12}{:>8}", "", "ns", "actions", "ns / action", "allocs");
    row("action(\"…\"), each of them", || names.iter().filter_map(|name| action(black_box(name))).count());
    if let Some(service) = SERVICES.iter().max_by_key(|service| service.actions().len()) {
        let names: Vec<_> = service.actions().map(Action::name).collect();
        row(&format!("{}.action(\"…\")", service.prefix), || {
            names.iter().filter_map(|name| service.action(black_box(name))).count()
        });
    }
    for pattern in PATTERNS {
        row(&format!("expand(\"{pattern}\")"), || expand(black_box(pattern)).count());
    }
}

/// The median of many runs of something that finds so many actions.
fn row(name: &str, run: impl Fn() -> usize) {
    const RUNS: usize = 301;
    let measurement = Measurement::new(ALLOCATOR);
    let n_actions = run();
    let n_allocations = measurement.change().allocations;
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed().as_nanos() as f64);
    }
    times.sort_by(f64::total_cmp);
    let median = times[RUNS / 2];
    println!("  {name:<28}{median:>9.0}{n_actions:>10}{:>12.1}{n_allocations:>8}", median / n_actions as f64);
}
