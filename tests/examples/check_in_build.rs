//! A build script that fails if a policy has a problem: `cargo run --example check_in_build`
//!
//! The same as `build.rs` needs the package with the feature `check` below `[build-dependencies]`.

#![expect(clippy::print_stdout, reason = "an example shows its answer")]

use std::fs;

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Options, Severity, check};

const POLICY: &str = "tests/examples/policy.json";

fn main() {
    println!("cargo::rerun-if-changed={POLICY}");
    let text = match fs::read_to_string(POLICY) {
        Ok(text) => text,
        Err(error) => return println!("cargo::error={POLICY}: {error}"),
    };
    for finding in check(&Document::parse(&text), &Options::default()) {
        let line = text.bytes().take(finding.span.start).filter(|byte| *byte == b'\n').count() + 1;
        let level = if finding.severity == Severity::Error { "error" } else { "warning" };
        println!("cargo::{level}={POLICY}:{line}: {} [{}]", finding.message, finding.code);
    }
}
