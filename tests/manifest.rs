//! The features of `Cargo.toml` and the releases behind them are named wherever people look for them.

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

/// The features that stand for a release, by the name of the release.
fn releases() -> BTreeSet<String> {
    let numbers = |name: &String| {
        let release = name.strip_prefix('v')?.replace('_', ".");
        release.starts_with(|c: char| c.is_ascii_digit()).then_some(release)
    };
    features().0.iter().filter_map(numbers).collect()
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

#[test]
fn the_readme_lists_the_releases() {
    let text = read("README.md");
    let (_, table) = text.split_once("| release | ").expect("the table of releases");
    let listed: Vec<(&str, &str)> = table
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("| [")?.split_once(']'))
        .collect();
    let named: BTreeSet<String> = listed.iter().map(|(release, _)| (*release).to_owned()).collect();
    assert_eq!(named, releases(), "the table in README.md lists the releases of Cargo.toml");
    for (release, rest) in listed {
        assert!(rest.starts_with(&format!("(docs/{release}/README.md)")), "the link of {release}");
    }
}

#[test]
fn every_release_of_the_catalog_has_a_feature() {
    let folders: BTreeSet<String> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog"))
        .expect("the catalog")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("version.toml").exists())
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    assert_eq!(folders, releases(), "a folder of the catalog for each release of Cargo.toml");
}
