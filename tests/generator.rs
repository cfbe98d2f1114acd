//! The build script as a function: the same catalog gives the same bytes, wherever it lies, and
//! every mistake in one gets the answer that is kept beside it.
//!
//! - `tests/catalog/good/` is a small catalog.
//! - `tests/catalog/fail/<code>/` is an example of the mistake with that code, and
//!   `<code>-<variant>/` another form of it. `catalog/` holds the files that differ from the small
//!   catalog, and `expected.txt` the answer; `UPDATE_EXPECTED=1 cargo test --test generator` rewrites it.
//!   `manifest.toml` becomes the `Cargo.toml` beside the catalog.
//! - `tests/catalog/same/<case>/` differs from the small catalog only in ways that do not matter.
//! - `tests/catalog/unusual/` is a catalog that looks wrong in many places and is right.
//!
//! A case states in `disk.toml` the properties that git does not keep. Its paths begin with `catalog/`, or lie
//! beside that folder:
//!
//! ```toml
//! remove = ["catalog/1.0/user/policy.toml"]  # files and folders that are gone
//!
//! [[file]]
//! path = "catalog/1.0/user/s3.toml"
//! before = "ef bb bf"                        # bytes before what is there, in hexadecimal digits
//! after = "23 20 e4 0a"                      # bytes behind it
//! line-ends = "crlf"                         # instead of "lf"
//! size = 10_485_760                          # in bytes, filled up with zeros
//! mode = "000"                               # the permissions, in octal digits
//!
//! [[link]]
//! path = "catalog/1.0/user/s3.toml"          # a symbolic link
//! to = "../../../elsewhere.toml"             # as it is written in the link
//!
//! [[pipe]]
//! path = "catalog/1.0/user/s3.toml"          # a named pipe
//! ```

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::format_push_string, reason = "a test's texts are short")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use toml::de::DeTable;

use compiler::names::{KEYWORDS, version_module};
use compiler::needs::Releases;
use compiler::source::code::Code;

#[test]
fn same_catalog_same_bytes() {
    let here = compiled(&repository().join("catalog"));
    assert_eq!(here, compiled(&repository().join("catalog")));
    let elsewhere = tempfile::tempdir().expect("a folder");
    copy(&repository().join("catalog"), &elsewhere.path().join("catalog"));
    assert_eq!(here, compiled(&elsewhere.path().join("catalog")));
    for (path, text) in &here {
        assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "{path} names this machine's folder");
    }
}

/// The policies of a release are the same, whichever others are on: a statement that another release
/// has written is found there, too.
#[test]
fn each_release_stands_alone() {
    let catalog = repository().join("catalog");
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).expect("a manifest");
    let whole = compiled(&catalog);
    let versions = compiler::load(&catalog, &Releases::All).expect("a catalog").versions;
    for version in versions {
        let feature = version_module(&version.id);
        assert!(manifest.contains(&format!("\n{feature} = []\n")), "no feature `{feature}`");
        let releases = Releases::OfFeatures(vec![feature.clone()]);
        let files = compiler::compile(&catalog, &releases).unwrap_or_else(|report| panic!("{report}"));
        let is_own = |path: &str| path.starts_with(&format!("{feature}/"));
        let own: Vec<_> =
            files.iter().map(|file| (&file.path, &file.text)).filter(|(path, _)| is_own(path)).collect();
        let expected: Vec<_> =
            whole.iter().map(|(path, text)| (path, text)).filter(|(path, _)| is_own(path)).collect();
        assert!(own == expected, "{feature} differs from what it is beside others");
        let n_others = files.iter().filter(|file| file.path.contains('/') && !is_own(&file.path)).count();
        assert_eq!(n_others, 0, "{feature} comes with others");
    }
}

/// The generated files parse as Rust, and none of them lacks its items.
#[test]
fn generated_files_are_rust() {
    for (path, text) in compiled(&repository().join("catalog")) {
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        // These hold a table, with the functions for its lines, and nothing else.
        let is_table =
            matches!(path.as_str(), "condition_keys.rs" | "key_rules.rs" | "pieces.rs" | "principals.rs");
        assert!(file.items.len() > if is_table { 0 } else { 3 }, "{path}");
    }
}

/// The compiler keeps a list of its own, so that a build can do without the parser.
#[test]
fn keywords_are_those_of_the_parser() {
    for word in KEYWORDS {
        // `gen` is one since the edition 2024, which the parser does not know.
        assert!(word == "gen" || syn::parse_str::<syn::Ident>(word).is_err(), "`{word}` is no keyword");
    }
    for word in ["self", "Self", "crate", "type", "async", "dyn", "try", "yield", "union", "auto", "raw"] {
        assert_eq!(KEYWORDS.contains(&word), syn::parse_str::<syn::Ident>(word).is_err(), "`{word}`");
    }
}

#[test]
fn mistakes_are_reported() {
    let mut failures = String::new();
    for case in cases("fail") {
        let Some(folder) = laid_out(&case) else { continue };
        let report = match compiler::compile(&folder.path().join("catalog"), &Releases::All) {
            Ok(_) => "no mistake was found\n".to_owned(),
            Err(report) => format!("{report}\n"),
        };
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).expect("written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if report != expected {
            failures.push_str(&format!("{}:\n{report}\nexpected:\n{expected}\n", case.display()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_code_has_an_example() {
    for code in Code::ALL {
        let case = repository().join("tests/catalog/fail").join(code.name());
        let report = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        let errors: Vec<_> = report.lines().filter(|line| line.starts_with("error[")).collect();
        assert_eq!(errors.len(), 1, "`{}` is shown by a case of its own with one error", code.name());
        assert!(errors[0].starts_with(&format!("error[{}]: ", code.name())), "{}", errors[0]);
    }
}

/// Mistakes of one kind are counted after the first of them, and a very long line is shown in part.
#[test]
fn many_equal_mistakes_are_counted() {
    const N_ENTRIES: usize = 30_000;
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    copy(&repository().join("tests/catalog/good"), &catalog);
    let actions = vec!["\"s3:GetObject\""; N_ENTRIES].join(", ");
    let statement = format!("[Objects]\nwhy = \"Many.\"\nactions = [{actions}]\nresources = \"*\"\n");
    fs::write(catalog.join("1.0/user/s3.toml"), statement).expect("written");
    let report =
        compiler::compile(&catalog, &Releases::All).expect_err("each action but the first is a mistake");
    let code = Code::DuplicateEntry.name();
    let n_shown = report.matches(&format!("error[{code}]")).count();
    assert!((10..=100).contains(&n_shown), "{report:.2000}");
    let n_left = N_ENTRIES - 1 - n_shown;
    let note = format!("note: {n_left} more errors of the kind `{code}` are in catalog/1.0/user/s3.toml\n");
    assert!(report.contains(&note), "{report}");
    assert!(report.len() < 100_000, "{}", report.len());
}

/// Of very many mistakes the first are shown, and the others counted.
#[test]
fn a_report_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    copy(&repository().join("tests/catalog/good"), &catalog);
    let actions = vec!["\"s3:GetObject\""; 60].join(", ");
    for idx in 0..10 {
        let statement =
            format!("[Objects{idx}]\nwhy = \"Many.\"\nactions = [{actions}]\nresources = \"*\"\n");
        fs::write(catalog.join(format!("1.0/user/s3-{idx}.toml")), statement).expect("written");
    }
    let report = compiler::compile(&catalog, &Releases::All).expect_err("many mistakes");
    assert_eq!(report.matches("error[").count(), 200, "{report:.2000}");
    let number = |line: &str, end: &str| -> usize {
        let number = line.strip_suffix(end).and_then(|rest| rest.rsplit_once(' ')).map(|(_, number)| number);
        number.expect(line).parse().expect("a number")
    };
    let of_kinds = report.lines().filter(|line| line.starts_with("note: ") && line.contains(" of the kind "));
    let n_of_kinds: usize =
        of_kinds.map(|line| number(line.split(" more ").next().expect("a number"), "")).sum();
    let rest = report.lines().find(|line| line.ends_with(" more errors are not shown")).expect("a note");
    let n_rest = number(rest, " more errors are not shown");
    let last = report.lines().last().expect("a line");
    let n_all = number(&format!("in {}", last.split(" error").next().expect("a number")), "");
    assert_eq!(200 + n_of_kinds + n_rest, n_all, "{last}");
}

/// The name of a case is the code that it shows, and every mistake has a place and a fix.
#[test]
fn every_answer_is_whole() {
    for case in cases("fail") {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let report = fs::read_to_string(case.join("expected.txt")).expect("a report");
        let mut mistakes: Vec<&str> = report.split("\n\n").collect();
        let count = mistakes.pop().expect("the last line");
        assert!(count.starts_with(&format!("{} error", mistakes.len())), "{name}: {count}");
        for mistake in &mistakes {
            let code = mistake.strip_prefix("error[").and_then(|rest| rest.split_once(']')).expect(&name).0;
            let is_of_case = name == code || name.starts_with(&format!("{code}-"));
            assert!(is_of_case || mistakes.len() > 1, "{name}: {mistake}");
            assert_eq!(mistake.lines().filter(|line| line.trim_start().starts_with("--> ")).count(), 1);
            assert!(mistake.lines().any(|line| line.contains(" = help: ")), "{name}: {mistake}");
        }
    }
}

#[test]
fn what_does_not_matter_changes_nothing() {
    for case in cases("same") {
        let plain = compiled(&overlaid(&case).path().join("catalog"));
        if let Some(folder) = laid_out(&case) {
            assert!(plain == compiled(&folder.path().join("catalog")), "{}", case.display());
        }
    }
}

#[test]
fn what_is_unusual_is_no_mistake() {
    assert!(!compiled(&repository().join("tests/catalog/unusual")).is_empty());
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn cases(of: &str) -> Vec<PathBuf> {
    let folder = repository().join("tests/catalog").join(of);
    let mut cases: Vec<_> =
        fs::read_dir(folder).expect("cases").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// The generated files by path.
fn compiled(catalog: &Path) -> Vec<(String, String)> {
    let files = compiler::compile(catalog, &Releases::All).unwrap_or_else(|report| panic!("{report}"));
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// The small catalog with the files of a case.
fn overlaid(case: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    copy(&repository().join("tests/catalog/good"), &catalog);
    if case.join("catalog").exists() {
        copy(&case.join("catalog"), &catalog);
    }
    // Under its own name, Cargo would take it for a package.
    if case.join("manifest.toml").exists() {
        fs::copy(case.join("manifest.toml"), folder.path().join("Cargo.toml")).expect("copied");
    }
    folder
}

/// The small catalog with all changes of a case, or nothing where this system cannot have them.
fn laid_out(case: &Path) -> Option<TempDir> {
    let folder = overlaid(case);
    let Ok(text) = fs::read_to_string(case.join("disk.toml")) else { return Some(folder) };
    let disk = DeTable::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let disk = disk.get_ref();
    let list = |key: &str| disk.get(key).and_then(|value| value.get_ref().as_array()).into_iter().flatten();
    let tables = |key: &str| list(key).filter_map(|value| value.get_ref().as_table());
    for path in list("remove").filter_map(|value| value.get_ref().as_str()) {
        let path = folder.path().join(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("removed");
    }
    for file in tables("file") {
        let path = folder.path().join(text_of(file, "path").expect("a path"));
        write(&path, file);
        // Some users can read everything, and some systems have no permissions.
        if text_of(file, "mode").is_some() && fs::read(&path).is_ok() {
            return None;
        }
    }
    for entry in tables("link") {
        let path = folder.path().join(text_of(entry, "path").expect("a path"));
        // What is there otherwise gives way to the link.
        if path.exists() {
            fs::remove_file(&path).expect("removed");
        }
        if !link(text_of(entry, "to").expect("a path"), &path) {
            return None;
        }
    }
    for pipe in tables("pipe") {
        let path = folder.path().join(text_of(pipe, "path").expect("a path"));
        if path.exists() {
            fs::remove_file(&path).expect("removed");
        }
        if !Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()) {
            return None;
        }
    }
    Some(folder)
}

/// Writes what a case states about a file.
fn write(path: &Path, file: &DeTable<'_>) {
    let bytes = |key| text_of(file, key).unwrap_or_default().split_whitespace().map(byte).collect::<Vec<_>>();
    let mut content = bytes("before");
    content.extend(fs::read(path).unwrap_or_default());
    content.extend(bytes("after"));
    if text_of(file, "line-ends") == Some("crlf") {
        content = String::from_utf8(content).expect("a text").replace('\n', "\r\n").into_bytes();
    }
    if let Some(size) = file.get("size").and_then(|size| size.get_ref().as_integer()) {
        content.resize(size.as_str().parse().expect("a size"), 0);
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("created");
    fs::write(path, content).expect("written");
    if let Some(mode) = text_of(file, "mode") {
        set_mode(path, u32::from_str_radix(mode, 8).expect("a mode"));
    }
}

fn text_of<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key)?.get_ref().as_str()
}

fn byte(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).expect("a byte")
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

#[cfg(unix)]
fn link(to: &str, path: &Path) -> bool {
    std::os::unix::fs::symlink(to, path).expect("a link");
    true
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> bool {
    false
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}
