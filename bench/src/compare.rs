//! Comparisons: in one call, and as whole processes.

use std::hint::black_box;
use std::process::Command;

use pcluster_iam::compare::compare;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::policy;

use crate::time::{OURS, median, row};

/// Policies that differ in some statements, in all, and in none.
const PAIRS: [[&str; 2]; 4] = [
    ["2.9/user", "2.9/user-awsbatch"],
    ["3.11/user-cluster-1", "3.16/user-cluster-1"],
    ["3.11/headnode-slurm", "3.16/headnode-slurm"],
    ["3.16/user-image", "3.16/user-image"],
];

/// Measures and prints the tables.
pub fn tables() {
    const RUNS: usize = 21;
    println!("compare, two policies in one call");
    println!("  {:<48}{:>9}{:>13}", "", "ms", "differences");
    for ids in PAIRS {
        let [a, b] = ids.map(side);
        let count = || compare(black_box(&a), &b).map(|it| it.only_a.len() + it.only_b.len());
        let n_differences = count().expect("it is not too complex");
        let time = median(RUNS, || count().unwrap_or_default());
        println!("  {:<48}{:>9.1}{n_differences:>13}", ids.join(" and "), time / 1000.0);
    }
    println!("compare, two policies in one process");
    println!("  {:<48}{:>9}", "", "ms");
    for ids in PAIRS {
        row(&format!("pcluster-iam diff {}", ids.join(" ")), Command::new(OURS).arg("diff").args(ids), RUNS);
    }
}

/// A policy for the examples of its parameters.
fn side(id: &str) -> Policies {
    let policy = policy(id).expect("the catalog has it");
    let text = policy.fill(&policy.examples()).expect("its examples fill it").to_json();
    let mut policies = Policies::new();
    policies.add(Layer::Identity, id, &Document::parse(&text)).expect("IAM accepts it");
    policies
}
