//! Documents that are divided, packed and made smaller.

use std::hint::black_box;
use std::time::Instant;

use pcluster_iam::fit::{Document, Limits, minimize, pack, split};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{bundle, policy};

/// Measures documents of the catalog, with the examples of their parameters, and prints one table.
pub fn table() {
    let limits = Limits::of(Attachment::Managed);
    let small = Limits { characters: 2048, documents: 10 };
    let user = document("2.9/user");
    let awsbatch = document("2.11/user-awsbatch");
    let all = bundle("3.11/api-complete").expect("the catalog has it");
    let api: Vec<_> = all.policies.iter().map(|policy| document(policy.id)).collect();
    let size: usize = api.iter().map(Document::size).sum();
    println!("fit, {} characters of 2.9/user, {size} of 3.11/api-complete", user.size());
    println!("  {:<36}{:>12}", "", "µs");
    let text = user.to_json();
    let n_parts = |document: &Document, limits| split(document, limits).map_or(0, |parts| parts.len());
    row("read 2.9/user", || Document::parse(black_box(&text)).map_or(0, |it| it.n_statements()));
    row("split 2.9/user, which fits", || n_parts(black_box(&user), limits));
    row("split 2.9/user, 2,048 characters", || n_parts(black_box(&user), small));
    row("split 2.11/user-awsbatch", || n_parts(black_box(&awsbatch), limits));
    row("pack 3.11/api-complete", || pack(black_box(&api), limits).map_or(0, |packed| packed.len()));
    row("minimize 2.9/user", || minimize(black_box(&user)).n_statements());
    println!(
        "  3.11/api-complete: {} policies, packed into {}",
        api.len(),
        pack(&api, limits).map_or(0, |it| it.len())
    );
}

fn document(id: &str) -> Document {
    let policy = policy(id).expect("the catalog has it");
    policy
        .fill(&policy.examples())
        .expect("its examples fill it")
        .document()
        .expect("it is a policy document")
}

/// One line: the median time of a run.
fn row(name: &str, run: impl Fn() -> usize) {
    const BATCHES: usize = 101;
    let start = Instant::now();
    black_box(run());
    // Batches that take about a millisecond, so that the clock does not count.
    let n_runs = (1_000_000 / start.elapsed().as_nanos().max(1)).clamp(1, 10_000) as u32;
    let mut times = Vec::with_capacity(BATCHES);
    for _ in 0..BATCHES {
        let start = Instant::now();
        for _ in 0..n_runs {
            black_box(run());
        }
        times.push(start.elapsed().as_nanos() as f64 / f64::from(n_runs));
    }
    times.sort_by(f64::total_cmp);
    println!("  {name:<36}{:>12.1}", times[BATCHES / 2] / 1000.0);
}
