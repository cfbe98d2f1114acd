//! GitHub shows each mistake of the catalog at its line: the problem matcher fits what cargo prints.
//!
//! `tests/problem_matcher/cargo-check.txt` is what `cargo check` printed, without its lines of
//! progress, for this very catalog after six edits: a key, a placeholder and a type mistyped, a
//! statement taken out of the order, a quote removed, and a file too many.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use regex::{Captures, Regex};
use serde_json::Value;

const MATCHER: &str = ".github/problem-matchers/catalog.json";

/// The annotation that GitHub makes of a mistake.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Annotation {
    file: String,
    line: usize,
    column: usize,
    code: String,
    message: String,
}

/// The patterns of the matcher, each with the meanings of its groups.
#[derive(Debug)]
struct Matcher {
    patterns: Vec<(Regex, Value)>,
}

impl Matcher {
    fn read() -> Self {
        let file: Value = serde_json::from_str(&read(MATCHER)).expect("JSON");
        let matchers = file["problemMatcher"].as_array().expect("matchers");
        assert_eq!(matchers.len(), 1);
        assert_eq!(matchers[0]["severity"], "error");
        let patterns = matchers[0]["pattern"].as_array().expect("patterns").iter().map(|pattern| {
            let regex = Regex::new(pattern["regexp"].as_str().expect("a text")).expect("an expression");
            (regex, pattern.clone())
        });
        Self { patterns: patterns.collect() }
    }

    /// The annotations of some output, as GitHub's runner finds them: a pattern counts only in the
    /// line after the one that the pattern before it matched.
    fn annotations(&self, output: &str) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        let mut running: Vec<Option<Annotation>> = vec![None; self.patterns.len()];
        for line in output.lines() {
            let mut next = vec![None; self.patterns.len()];
            for (idx, (regex, groups)) in self.patterns.iter().enumerate() {
                let before = match idx.checked_sub(1) {
                    None => Some(Annotation::default()),
                    Some(before) => running[before].take(),
                };
                let Some((mut annotation, found)) = before.zip(regex.captures(line)) else { continue };
                annotation.take(groups, &found);
                if idx + 1 == self.patterns.len() {
                    annotations.push(annotation);
                } else {
                    next[idx] = Some(annotation);
                }
            }
            running = next;
        }
        annotations
    }
}

impl Annotation {
    /// Takes the values of the groups of a pattern.
    fn take(&mut self, groups: &Value, found: &Captures<'_>) {
        let group = |name: &str| {
            let number = groups.get(name)?.as_u64().and_then(|number| usize::try_from(number).ok());
            Some(found[number.expect("a number")].to_owned())
        };
        let number = |name: &str| group(name).map(|text| text.parse().expect("a number"));
        self.file = group("file").unwrap_or(std::mem::take(&mut self.file));
        self.line = number("line").unwrap_or(self.line);
        self.column = number("column").unwrap_or(self.column);
        self.code = group("code").unwrap_or(std::mem::take(&mut self.code));
        self.message = group("message").unwrap_or(std::mem::take(&mut self.message));
    }
}

#[test]
fn every_mistake_of_a_real_build_is_annotated() {
    let found = Matcher::read().annotations(&read("tests/problem_matcher/cargo-check.txt"));
    let wanted = [
        (
            ("catalog/2.9/user-minimal/cloudformation.toml", 5, 7, "toml-syntax"),
            "the file is not TOML here: a string needs quotes",
        ),
        (("catalog/2.9/user/ec2.toml", 6, 1, "unknown-key"), "a statement has no key `acions`"),
        (("catalog/2.9/user/ec2.toml", 26, 34, "unknown-parameter"), "no parameter is named `regoin`"),
        (
            ("catalog/2.9/user/fsx.toml", 4, 2, "unlisted-statement"),
            "the statement `FSx` is not in the order of statements",
        ),
        (("catalog/2.9/user/notes.txt", 1, 1, "stray-file"), "the file does not belong here"),
        (("catalog/parameters.toml", 11, 8, "unknown-type"), "no parameter type is named `regoin`"),
    ];
    let wanted = wanted.map(|((file, line, column, code), message)| Annotation {
        file: file.to_owned(),
        line,
        column,
        code: code.to_owned(),
        message: message.to_owned(),
    });
    assert_eq!(found, wanted);
}

/// Whatever the build script says, cargo prefixes each of its lines in the same way.
#[test]
fn every_kind_of_mistake_is_annotated() {
    let matcher = Matcher::read();
    let mut n_cases = 0;
    for case in fs::read_dir(repository().join("tests/catalog/fail")).expect("cases") {
        let path = case.expect("a case").path().join("expected.txt");
        let report = fs::read_to_string(&path).expect("a report");
        let output: Vec<_> =
            report.lines().map(|line| format!("error: pcluster-iam@1.2.3: {line}")).collect();
        let found = matcher.annotations(&output.join("\n"));
        let titles: Vec<_> = report.lines().filter(|line| line.starts_with("error[")).collect();
        let found_titles: Vec<_> =
            found.iter().map(|it| format!("error[{}]: {}", it.code, it.message)).collect();
        assert_eq!(found_titles, titles, "{}", path.display());
        for Annotation { file, line, column, .. } in found {
            assert!(report.contains(&format!("--> {file}:{line}:{column}\n")), "{}", path.display());
        }
        n_cases += 1;
    }
    assert!(n_cases > 0);
}

#[test]
fn other_output_is_not_annotated() {
    let output = "\
error[E0425]: cannot find value `x` in this scope
 --> src/lib.rs:1:1
error: pcluster-iam@0.1.0: error[unknown-key]: a statement has no key `x`
warning: something in between
error: pcluster-iam@0.1.0:  --> catalog/2.9/user/ec2.toml:6:1
error: build script logged errors
";
    assert_eq!(Matcher::read().annotations(output), []);
}

#[test]
fn the_workflow_uses_the_matcher() {
    assert!(read(".github/workflows/ci.yml").contains(&format!("::add-matcher::{MATCHER}")));
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
