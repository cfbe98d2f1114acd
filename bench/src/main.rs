//! Renders one policy in several ways and prints one table: time, ratios and allocations; then counts its
//! characters, divides policies, looks up what AWS states about its services, decides about requests, audits
//! an account, compares and checks policies.

mod audit;
mod check;
mod compare;
mod evaluate;
mod facts;
mod fit;
mod size;
mod time;

use std::alloc::System;
use std::hint::black_box;
use std::time::Instant;

use pcluster_iam::{AccountId, Region, RoleName, v2_9};
use sailfish::TemplateOnce;
use serde::{Deserialize, Serialize};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region as Measurement, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The values that every candidate but ours takes as texts.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    partition: &'a str,
    region: &'a str,
    account_id: &'a str,
    ec2_role: &'a str,
    cluster_roles: &'a str,
}

mod chain {
    use super::Values;
    include!(concat!(env!("OUT_DIR"), "/chain.rs"));
}

#[derive(TemplateOnce)]
#[template(path = "compact.stpl", escape = false)]
struct Compact<'a> {
    v: Values<'a>,
}

#[derive(TemplateOnce)]
#[template(path = "pretty.stpl", escape = false)]
struct Pretty<'a> {
    v: Values<'a>,
}

/// The document as a program without this library would hold it: its texts already made, so that
/// only the writing of JSON is measured.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    version: String,
    statement: Vec<Statement>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    action: OneOrMany,
    resource: OneOrMany,
    effect: String,
    sid: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn serde_pretty(document: &Document) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    document.serialize(&mut serializer).expect("JSON");
    String::from_utf8(bytes).expect("UTF-8")
}

struct Candidate<'c> {
    name: &'static str,
    render: Box<dyn Fn() -> String + 'c>,
}

fn main() {
    let v = Values {
        partition: "aws",
        region: "eu-west-1",
        account_id: "123456789012",
        ec2_role: "my-cluster-role",
        cluster_roles: "parallelcluster-*",
    };
    let ours = v2_9::User {
        region: Region::new(v.region).expect("a region"),
        account_id: AccountId::new(v.account_id).expect("an account"),
        ec2_role: Some(RoleName::new(v.ec2_role).expect("a role")),
        cluster_roles: None,
    };
    let document: Document = serde_json::from_str(&ours.to_json()).expect("JSON");
    let (compact, pretty) = (ours.to_json(), ours.to_json_pretty());

    table(
        "compact",
        &compact,
        &[
            Candidate {
                name: "memcpy into a fresh buffer",
                render: Box::new(|| black_box(&compact).clone()),
            },
            Candidate {
                name: "hand-written push_str chain",
                render: Box::new(|| chain::compact(black_box(&v))),
            },
            Candidate { name: "pcluster-iam", render: Box::new(|| black_box(&ours).to_json()) },
            Candidate {
                name: "sailfish",
                render: Box::new(|| Compact { v: *black_box(&v) }.render_once().expect("it renders")),
            },
            Candidate {
                name: "serde_json",
                render: Box::new(|| serde_json::to_string(black_box(&document)).expect("JSON")),
            },
        ],
    );
    table(
        "pretty",
        &pretty,
        &[
            Candidate { name: "memcpy into a fresh buffer", render: Box::new(|| black_box(&pretty).clone()) },
            Candidate {
                name: "hand-written push_str chain",
                render: Box::new(|| chain::pretty(black_box(&v))),
            },
            Candidate { name: "pcluster-iam", render: Box::new(|| black_box(&ours).to_json_pretty()) },
            Candidate {
                name: "sailfish",
                render: Box::new(|| Pretty { v: *black_box(&v) }.render_once().expect("it renders")),
            },
            Candidate { name: "serde_json", render: Box::new(|| serde_pretty(black_box(&document))) },
        ],
    );
    size::table(&ours);
    fit::table();
    facts::table();
    evaluate::table();
    audit::table();
    compare::tables();
    check::tables();
}

/// Measures the candidates in turns, so that noise meets all alike, and prints the medians.
fn table(layout: &str, expected: &str, candidates: &[Candidate<'_>]) {
    const BATCHES: usize = 601;
    const RENDERS: u32 = 200;
    for Candidate { name, render } in candidates {
        assert_eq!(render(), expected, "{name}");
    }
    let mut times = vec![Vec::with_capacity(BATCHES); candidates.len()];
    for batch in 0..BATCHES {
        for turn in 0..candidates.len() {
            let idx = (batch + turn) % candidates.len();
            let start = Instant::now();
            for _ in 0..RENDERS {
                black_box((candidates[idx].render)());
            }
            times[idx].push(start.elapsed().as_nanos() as f64 / f64::from(RENDERS));
        }
    }
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .collect();
    println!("{layout}, {} bytes", expected.len());
    println!(
        "  {:<28}{:>9}{:>10}{:>10}{:>8}{:>8}  exact",
        "", "ns", "/ memcpy", "/ chain", "allocs", "bytes"
    );
    for (Candidate { name, render }, median) in candidates.iter().zip(&medians) {
        let measurement = Measurement::new(ALLOCATOR);
        let text = render();
        let stats = measurement.change();
        println!(
            "  {name:<28}{median:>9.0}{:>10.2}{:>10.2}{:>8}{:>8}  {}",
            median / medians[0],
            median / medians[1],
            stats.allocations + stats.reallocations,
            stats.bytes_allocated,
            if text.capacity() == text.len() { "yes" } else { "no" },
        );
    }
}
