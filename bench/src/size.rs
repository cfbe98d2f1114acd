//! The size of a policy: counted without rendering it, and counted in the rendered text.

use std::hint::black_box;
use std::time::Instant;

use pcluster_iam::{json, v2_9};
use stats_alloc::Region as Measurement;

use crate::ALLOCATOR;

/// Measures both ways and prints one table.
pub fn table(policy: &v2_9::User<'_>) {
    println!("size, {} characters", policy.size());
    println!("  {:<28}{:>9}{:>8}", "", "ns", "allocs");
    row("size()", || black_box(policy).size());
    row("json::size(&to_json())", || json::size(&black_box(policy).to_json()));
}

/// The median of many batches.
fn row(name: &str, size: impl Fn() -> usize) {
    const BATCHES: usize = 301;
    const RUNS: u32 = 1000;
    let measurement = Measurement::new(ALLOCATOR);
    black_box(size());
    let n_allocations = measurement.change().allocations;
    let mut times = Vec::with_capacity(BATCHES);
    for _ in 0..BATCHES {
        let start = Instant::now();
        for _ in 0..RUNS {
            black_box(size());
        }
        times.push(start.elapsed().as_nanos() as f64 / f64::from(RUNS));
    }
    times.sort_by(f64::total_cmp);
    println!("  {name:<28}{:>9.0}{n_allocations:>8}", times[BATCHES / 2]);
}
