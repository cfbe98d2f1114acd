//! The features of `Cargo.toml` are named where people look for them.
//!
//! The build holds the features of releases to the catalog, and `cargo xtask verify` the lists of releases.

#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::Table;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

/// The features of the public interface: neither `default` itself nor those for this repository's own use.
fn features() -> (BTreeSet<String>, BTreeSet<String>) {
    let manifest: Table = read("Cargo.toml").parse().expect("the manifest is TOML");
    let features = manifest.get("features").and_then(|it| it.as_table()).expect("it has features");
    let default = features.get("default").and_then(|it| it.as_array()).expect("it has default features");
    let is_public = |name: &&String| *name != "default" && !name.starts_with("__");
    (
        features.keys().filter(is_public).cloned().collect(),
        default.iter().filter_map(|name| name.as_str()).map(str::to_owned).collect(),
    )
}

#[test]
fn the_table_of_features_has_all_of_them() {
    let text = read("src/lib.rs");
    let (_, section) = text.split_once("//! # Features\n").expect("the section on features");
    let rows: Vec<(&str, &str)> = section
        .lines()
        .take_while(|line| line.starts_with("//!") && !line.starts_with("//! # "))
        .filter_map(|line| line.strip_prefix("//! | `")?.split_once("` | "))
        .collect();
    let (features, default) = features();
    let named: BTreeSet<String> = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, features, "the table in src/lib.rs names the features of Cargo.toml");
    let marked: BTreeSet<String> = rows
        .iter()
        .filter(|(_, about)| about.contains("(on by default)"))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(marked, default, "the table in src/lib.rs marks the default features");
}
