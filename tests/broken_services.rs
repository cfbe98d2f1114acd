//! A mistake in the file of a service is noted there, and never makes errors in other files: the facts
//! that they need may be hidden by the mistake. Whatever one cause makes wrong in a
//! whole catalog is one error.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod small_catalog;

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use compiler::needs::Releases;

/// A change of a file's text, or of its table at a place.
type Break = fn(text: &str, table: usize) -> Vec<u8>;

const BREAKS: [(&str, Break); 8] = [
    ("a key with two signs", |text, table| in_table(text, table, |lines| lines.replacen(" = ", " = = ", 1))),
    ("a list without an end", |text, table| in_table(text, table, |lines| lines.replacen(']', "", 2))),
    ("a text without an end", |text, table| in_table(text, table, |lines| lines.replacen('"', "", 1))),
    ("a table of another name", |text, table| in_table(text, table, |lines| lines.replacen('[', "[x", 1))),
    ("a table without its header", |text, table| {
        in_table(text, table, |lines| lines.split_once('\n').map_or("", |(_, rest)| rest).to_owned())
    }),
    ("a value that is none", |text, table| {
        in_table(text, table, |lines| lines.replacen(" = ", " = 1 # ", 1))
    }),
    ("a byte that is no text", |text, table| {
        let at = text.match_indices("\n[").nth(table).map_or(0, |(at, _)| at + 2);
        [&text.as_bytes()[..at], &[0xff], &text.as_bytes()[at..]].concat()
    }),
    ("nothing", |_, _| Vec::new()),
];

#[test]
fn a_broken_service_makes_no_errors_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    small_catalog::copy(&catalog);
    let said = ["corrections.toml", "dangers.toml", "keys.toml"]
        .map(|file| fs::read_to_string(catalog.join(file)).expect("a text"))
        .concat();
    // The services that other files name most often.
    let mut files: Vec<PathBuf> = entries(&catalog.join("services"));
    files.sort_by_cached_key(|path| {
        let prefix = path.file_stem().expect("a name").to_string_lossy();
        (Reverse(said.matches(&format!("\"{prefix}:")).count()), path.clone())
    });
    let mut n_noticed = 0;
    for (break_idx, (what, break_it)) in BREAKS.iter().enumerate() {
        for (idx, path) in files.iter().take(3).enumerate() {
            let text = fs::read_to_string(path).expect("a text");
            let table = (3 * break_idx + idx) % text.matches("\n[").count();
            fs::write(path, break_it(&text, table)).expect("written");
            let own = format!("catalog/services/{}", path.file_name().expect("a name").to_string_lossy());
            let report = compiler::load(&catalog, &Releases::All).err().unwrap_or_default();
            let mut places = report.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
            // Without their header a table's lines may be good lines of the one before.
            n_noticed += usize::from(!report.is_empty());
            let n_errors = report.matches("error[").count();
            assert!(n_errors <= 3, "{own}: {what}, table {table}:\n{report}");
            assert!(places.all(|place| place.starts_with(&own)), "{own}: {what}, table {table}:\n{report}");
            fs::write(path, &text).expect("written");
        }
    }
    assert!(n_noticed > 20, "too few of the breaks were noticed: {n_noticed}");
}

/// One thing that is done to a catalog.
type Cause = fn(catalog: &Path);

const CAUSES: [(&str, Cause); 21] = [
    ("no header of resource types", |catalog| remove_line(&catalog.join("services/ec2.toml"), "[resources]")),
    ("no header of lists", |catalog| remove_line(&catalog.join("services/s3.toml"), "[list]")),
    ("no header of condition keys", |catalog| remove_line(&catalog.join("services/ec2.toml"), "[keys]")),
    ("no header of actions' keys", |catalog| {
        remove_line(&catalog.join("services/ec2.toml"), "[action-keys]");
    }),
    ("no header of calls", |catalog| remove_line(&catalog.join("services/ec2.toml"), "[calls]")),
    ("no header of prefixes", |catalog| remove_line(&catalog.join("prefixes.toml"), "[services]")),
    ("no resource type", |catalog| remove_line(&catalog.join("services/ec2.toml"), "instance = ")),
    ("no services", |catalog| emptied(&catalog.join("services"))),
    ("no findings", |catalog| emptied(&catalog.join("findings"))),
    ("no folder of findings", |catalog| fs::remove_dir_all(catalog.join("findings")).expect("removed")),
    ("no versions", |catalog| {
        for path in entries(catalog) {
            if path.join("version.toml").exists() {
                fs::remove_dir_all(path).expect("removed");
            }
        }
    }),
    ("no policy", |catalog| fs::remove_dir_all(catalog.join("2.9/user")).expect("removed")),
    ("no corrections", |catalog| fs::remove_file(catalog.join("corrections.toml")).expect("removed")),
    ("no dangers", |catalog| fs::remove_file(catalog.join("dangers.toml")).expect("removed")),
    ("no keys", |catalog| fs::remove_file(catalog.join("keys.toml")).expect("removed")),
    ("no prefixes", |catalog| fs::remove_file(catalog.join("prefixes.toml")).expect("removed")),
    ("a folder for a file", |catalog| {
        fs::remove_file(catalog.join("keys.toml")).expect("removed");
        fs::create_dir(catalog.join("keys.toml")).expect("created");
    }),
    ("a finding of another name", |catalog| {
        replace(&catalog.join("findings/dangers.toml"), "[CHANGES_EVERYTHING]", "[CHANGES_EVERYTHIN]");
    }),
    ("no header of a setting", |catalog| {
        remove_line(&catalog.join("3.11/settings.toml"), r#"["HeadNode/Iam/AdditionalIamPolicies"]"#);
    }),
    ("no heading of a section", |catalog| {
        remove_line(&catalog.join("3.11/version.toml"), "heading = \"Existing roles\"");
    }),
    ("a parameter of another type", |catalog| {
        replace(&catalog.join("parameters.toml"), "type = \"partition\"", "type = \"account-id\"");
    }),
];

#[test]
fn one_cause_is_one_error() {
    for (what, cause) in CAUSES {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = folder.path().join("catalog");
        small_catalog::copy(&catalog);
        cause(&catalog);
        let report = compiler::load(&catalog, &Releases::All).expect_err(what);
        assert!(report.matches("error[").count() == 1, "{what}:\n{report}");
    }
}

/// Removes the first line that begins so.
fn remove_line(path: &Path, beginning: &str) {
    let text = fs::read_to_string(path).expect("a text");
    let line = text.lines().find(|line| line.starts_with(beginning)).expect("a line");
    fs::write(path, text.replacen(&format!("\n{line}\n"), "\n", 1)).expect("written");
}

fn emptied(folder: &Path) {
    for path in entries(folder) {
        fs::remove_file(path).expect("removed");
    }
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a text");
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// A service whose name cannot be read may be any service.
#[test]
fn a_misnamed_service_makes_no_errors_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    small_catalog::copy(&catalog);
    for name in ["IAM.toml", "iam.tml", "iam.toml.bak"] {
        let misnamed = catalog.join("services").join(name);
        fs::rename(catalog.join("services/iam.toml"), &misnamed).expect("renamed");
        let report = compiler::load(&catalog, &Releases::All).expect_err("a mistake");
        assert!(report.ends_with("1 error in 1 file of the catalog"), "{name}:\n{report}");
        fs::rename(&misnamed, catalog.join("services/iam.toml")).expect("renamed");
    }
}

/// A text with a change of one of its tables, by its place among them.
fn in_table(text: &str, table: usize, change: impl Fn(&str) -> String) -> Vec<u8> {
    let headers: Vec<_> = text.match_indices("\n[").map(|(at, _)| at + 1).collect();
    let start = headers.get(table).copied().unwrap_or_default();
    let end = headers.get(table + 1).copied().unwrap_or(text.len());
    format!("{}{}{}", &text[..start], change(&text[start..end]), &text[end..]).into_bytes()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}
