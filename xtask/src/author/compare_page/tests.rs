//! Each `tests/compare_page/NAME.txt` holds command lines and what they print about a page beside
//! it, compared with `catalog.json` there. `COMPARE_PAGE=overwrite` writes what they print now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::Parser;

use super::{Args, CatalogPolicy, compare, decode, run};
use crate::author::WrongUse;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    args: Args,
}

fn args(words: &str) -> Args {
    let words = ["compare-page"].into_iter().chain(words.split_whitespace());
    Command::try_parse_from(words).unwrap().args
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare_page")
}

/// What the command prints about a page, and whether nothing differs.
fn outcome(text: &str, args: &Args, catalog: &[CatalogPolicy<'_>]) -> String {
    let file = args.page.display().to_string();
    match compare(text, &file, args, catalog) {
        Ok(report) => format!("{report}=> {}\n", if report.is_equal() { "equal" } else { "differs" }),
        Err(error) => format!("error: {error:#}\n"),
    }
}

#[test]
fn pages() {
    let catalog = fs::read_to_string(folder().join("catalog.json")).unwrap();
    let catalog: Vec<serde_json::Value> = serde_json::from_str(&catalog).unwrap();
    let documented: Vec<_> = catalog.iter().map(|policy| policy["documented"].to_string()).collect();
    let catalog: Vec<_> = catalog
        .iter()
        .zip(&documented)
        .map(|(policy, documented)| {
            let text = |key: &str| policy[key].as_str().unwrap();
            CatalogPolicy {
                id: text("id"),
                version: text("version"),
                anchor: text("anchor"),
                title: text("title"),
                documented,
            }
        })
        .collect();
    let mut failures = String::new();
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let mut actual = String::new();
        for command in expected.lines().filter(|line| line.starts_with("$ ")) {
            let args = args(command.strip_prefix("$ cargo xtask compare-page ").unwrap());
            let page = fs::read_to_string(folder().join(&args.page)).unwrap().replace("\r\n", "\n");
            let printed = outcome(&page, &args, &catalog);
            // How a page's lines end changes nothing, not even a position.
            assert_eq!(outcome(&page.replace('\n', "\r\n"), &args, &catalog), printed, "{command}");
            writeln!(actual, "{command}\n{printed}").unwrap();
            count += 1;
        }
        if actual != expected {
            if env::var_os("COMPARE_PAGE").is_some_and(|value| value == "overwrite") {
                fs::write(&path, &actual).unwrap();
            }
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(failures, "{}:\n{}", path.display(), diff.unified_diff()).unwrap();
        }
    }
    assert!(count > 0, "no command line under {}", folder().display());
    assert!(failures.is_empty(), "{failures}");
}

/// The page that states a policy as the catalog documents it, and the same without one line of it.
#[test]
fn the_catalogs_own_documents() {
    let args = args("page.md");
    for policy in pcluster_iam::POLICIES {
        let catalog = [CatalogPolicy::from(*policy)];
        let is_equal = |document: &str| {
            let (title, anchor) = (policy.title, policy.anchor);
            let page = format!("## {title}<a name=\"{anchor}\"></a>\n\n```\n{document}\n```\n");
            compare(&page, "page.md", &args, &catalog).unwrap().is_equal()
        };
        assert!(is_equal(policy.documented), "{}", policy.id);
        for index in 0..policy.documented.lines().count() {
            if let Some(changed) = without_line(policy.documented, index) {
                assert!(!is_equal(&changed), "{} without its line {index}", policy.id);
            }
        }
    }
}

/// Each version on a page of its own fits itself best.
#[test]
fn the_catalogs_own_versions() {
    let catalog: Vec<_> = pcluster_iam::POLICIES.iter().map(|policy| CatalogPolicy::from(*policy)).collect();
    for version in pcluster_iam::VERSIONS {
        let page = version.policies.iter().fold(String::new(), |page, policy| {
            // Two policies of a version may have one title.
            let (title, anchor) = (policy.title, policy.anchor);
            format!("{page}## {title}<a name=\"{anchor}\"></a>\n\n```json\n{}\n```\n\n", policy.documented)
        });
        let report = compare(&page, "page.md", &args("page.md"), &catalog).unwrap();
        assert!(report.is_equal(), "{report}");
        assert_eq!(report.version, Some(version.id));
        assert_eq!(report.outcomes.len(), version.policies.len());
    }
}

/// The document without one of its lines, if that leaves JSON.
fn without_line(document: &str, index: usize) -> Option<String> {
    let mut lines: Vec<_> = document.lines().collect();
    lines.remove(index);
    let text = lines.join("\n");
    // Without the last of a list, the one before has a comma too many.
    let text = [text.clone(), remove_comma(&text, index)]
        .into_iter()
        .find(|text| serde_json::from_str::<serde_json::Value>(text).is_ok())?;
    Some(text)
}

fn remove_comma(text: &str, index: usize) -> String {
    let mut lines: Vec<_> = text.lines().collect();
    if let Some(line) = index.checked_sub(1).and_then(|index| lines.get_mut(index)) {
        *line = line.trim_end_matches(',');
    }
    lines.join("\n")
}

#[test]
fn what_cannot_be_read() {
    let missing = run(&args("no-such-page.md")).unwrap_err();
    assert!(missing.to_string().contains("cannot read `no-such-page.md`"), "{missing}");

    for error in [missing, run(&args(".")).unwrap_err()] {
        assert!(error.is::<WrongUse>() && !format!("{error:#}").contains("os error"), "{error:#}");
    }

    let error = decode("page.md", b"first\n\xff").unwrap_err();
    assert_eq!(error.to_string(), "cannot read `page.md`: line 2 is not UTF-8; save the page as UTF-8");
    let error = decode("page.md", b"<!DOCTYPE html>").unwrap_err();
    assert!(error.to_string().ends_with("it is an HTML page; save the page as Markdown"), "{error}");
    assert_eq!(decode("page.md", b"\xef\xbb\xbf# Page").unwrap(), "# Page");

    for words in ["page.md --map anchor", "page.md --map =id", "page.md --map anchor="] {
        let words = ["compare-page"].into_iter().chain(words.split_whitespace());
        let Err(error) = Command::try_parse_from(words) else { panic!("no error") };
        assert!(error.to_string().contains("write ANCHOR=ID"), "{error}");
    }
}
