//! `tests/watch_upstream/cases.txt` holds command lines and what they print about a folder beside it,
//! compared with `catalog.json` there. `WATCH_UPSTREAM=overwrite` writes what they print now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::Parser;
use serde_json::Value;

use super::documents::{self, UpstreamDocument, UpstreamSource};
use super::known::{KnownPolicy, KnownStatement};
use super::{Args, compare, rendered, run, template};
use crate::author::shown::shown;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    args: Args,
}

fn args(words: &str) -> Args {
    let words = ["watch-upstream"].into_iter().chain(words.split_whitespace());
    Command::try_parse_from(words).unwrap().args
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/watch_upstream")
}

fn catalog() -> Vec<KnownPolicy> {
    let catalog = fs::read_to_string(folder().join("catalog.json")).unwrap();
    let catalog: Vec<Value> = serde_json::from_str(&catalog).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let policies = catalog.iter().map(|policy| KnownPolicy {
        id: text(&policy["id"]),
        version: text(&policy["version"]),
        name: text(&policy["name"]),
        is_heading: policy["heading"].as_bool().unwrap_or(false),
        is_of_role: policy["role"].as_bool().unwrap(),
        documented: policy["documented"].clone(),
        statements: policy["statements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|statement| KnownStatement {
                sid: statement["sid"].as_str().map(str::to_owned),
                actions: statement["actions"].as_array().unwrap().iter().map(text).collect(),
            })
            .collect(),
    });
    policies.collect()
}

#[test]
fn cases() {
    let catalog = catalog();
    let path = folder().join("cases.txt");
    let expected = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let mut actual = String::new();
    for command in expected.lines().filter(|line| line.starts_with("$ ")) {
        let args = args(command.strip_prefix("$ cargo xtask watch-upstream ").unwrap());
        let path = folder().join(&args.source);
        let read = if template::is_file(&path) { template::read(&path) } else { documents::read(&path) };
        let source = args.source.display().to_string();
        let printed = read.and_then(|upstream| {
            let report = compare(&source, &upstream, &catalog, args.version.as_deref())?;
            Ok(format!("{report}=> {}\n", if report.is_equal() { "equal" } else { "differs" }))
        });
        let printed = printed.unwrap_or_else(|error| format!("error: {error:#}\n"));
        let printed = printed.replace(&format!("{}/", shown(&folder())), "");
        writeln!(actual, "{command}\n{printed}").unwrap();
    }
    if actual != expected && env::var_os("WATCH_UPSTREAM").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &actual).unwrap();
    }
    assert_eq!(actual, expected);
}

/// A release that states what a version of the catalog states is equal to it.
#[test]
fn the_catalogs_own_versions() {
    let catalog: Vec<_> = pcluster_iam::POLICIES.iter().map(|it| KnownPolicy::of(it).unwrap()).collect();
    for version in pcluster_iam::VERSIONS {
        let documents: Vec<_> = version
            .policies
            .iter()
            .map(|policy| UpstreamDocument {
                name: policy.variant().to_owned(),
                shown: policy.variant().to_owned(),
                value: serde_json::from_str(policy.documented).unwrap(),
                with_values: serde_json::from_str(policy.documented).ok(),
            })
            .collect();
        let upstream = UpstreamSource { documents, unread: Vec::new() };
        let report = compare("own", &upstream, &catalog, Some(version.id)).unwrap();
        assert!(report.is_equal(), "{report}");
    }
}

#[test]
fn what_cannot_be_read() {
    let error = run(&args("no-such-folder"), &folder()).unwrap_err();
    assert!(
        error.to_string().contains("`no-such-folder` is no folder, no template, no wheel and no release"),
        "{error}"
    );
    let error = documents::read(&folder().join("..").join("..").join("src")).unwrap_err();
    assert!(error.to_string().contains("has no JSON document with `Statement`"), "{error}");
    for (source, expected) in
        [("3.17.0", true), ("a-1.0-py3-none-any.whl", true), ("317", false), ("a.b", false)]
    {
        assert_eq!(rendered::is_release(Path::new(source)), expected, "{source}");
    }
}
