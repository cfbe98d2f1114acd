//! Completions in the shells that are installed here, and manual pages in the programs that show them.
//!
//! `tests/shells/completions.toml` says what follows a line. Every shell that is there has to answer so; bash is
//! always there.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::path::Path;
use std::process::{Command, Output};

use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A line as typed so far, and some of the words that can complete it.
#[derive(Deserialize)]
struct Case {
    line: String,
    first: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("shells/completions.toml")).expect("cases").case
}

/// Runs a program with the built one on its path.
fn run(program: &str, args: &[&str]) -> Option<Output> {
    let built = Path::new(env!("CARGO_BIN_EXE_pcluster-iam")).parent().expect("a folder");
    let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap_or_default());
    Command::new(program).args(args).env("PATH", path).env("TERM", "dumb").output().ok()
}

/// The words that complete a line, one a line, in each shell; nothing for a shell that is not there.
fn completed(shell: &str, line: &str) -> Option<Vec<String>> {
    let script = match shell {
        "bash" => include_str!("shells/complete.bash"),
        "zsh" => include_str!("shells/complete.zsh"),
        _ => include_str!("shells/complete.fish"),
    };
    let output = run(shell, &["-c", script, "test", line])?;
    assert!(output.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).expect("UTF-8");
    Some(words.lines().map(|line| line.split('\t').next().unwrap_or_default().trim().to_owned()).collect())
}

#[test]
fn shells_complete_lines() {
    let mut tested = Vec::new();
    for shell in ["bash", "zsh", "fish"] {
        for Case { line, first, never } in cases() {
            let Some(words) = completed(shell, &line) else { break };
            tested.push(shell);
            let begin: Vec<_> = words.iter().take(first.len()).collect();
            assert_eq!(begin, first.iter().collect::<Vec<_>>(), "{shell}: `{line}`");
            assert!(!never.iter().any(|word| words.contains(word)), "{shell}: `{line}`: {words:?}");
        }
    }
    assert!(tested.contains(&"bash"), "bash is there");
}

/// PowerShell is seldom there: its script runs the program like this.
#[test]
fn power_shell_gets_candidates() {
    for Case { line, first, .. } in cases() {
        let words: Vec<_> = line.split(' ').collect();
        let output = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"))
            .arg("--")
            .args(words)
            .env("PCLUSTER_IAM_COMPLETE", "powershell")
            .output()
            .expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(
            text.lines().next().and_then(|line| line.split('\t').next()),
            first.first().map(String::as_str)
        );
    }
}

#[test]
fn every_shell_has_a_script() {
    for (shell, part) in [
        ("bash", "complete -o nospace -o bashdefault -o nosort -F _pcluster_iam pcluster-iam"),
        ("zsh", "#compdef pcluster-iam"),
        ("fish", "complete --keep-order"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "set edit:completion:arg-completer"),
    ] {
        let output = run("pcluster-iam", &["completions", shell]).expect("it runs");
        let script = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(script.contains(part) && script.contains("PCLUSTER_IAM_COMPLETE"), "{shell}: {script}");
    }
}

/// Each command has a page, and the programs that show pages find no mistake in it.
#[test]
fn manual_pages_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("man1");
    let written = run("pcluster-iam", &["man", "--output", to.to_str().expect("UTF-8")]).expect("it runs");
    assert!(written.status.success());
    let help = run("pcluster-iam", &["--help"]).expect("it runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names =
        commands.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let mut n_pages = 0;
    for name in names.filter(|name| *name != "help").map(|name| format!("-{name}")).chain([String::new()]) {
        n_pages += 1;
        let page = to.join(format!("pcluster-iam{name}.1"));
        let page = page.to_str().expect("UTF-8");
        assert!(Path::new(page).exists(), "{page}");
        let checks: [(&str, &[&str]); 2] = [
            (
                "groff",
                &[
                    "-K", "utf8", "-man", "-Tutf8", "-z", "-w", "mac", "-w", "reg", "-w", "syntax", "-W",
                    "break", page,
                ],
            ),
            ("mandoc", &["-T", "lint", "-W", "error", page]),
        ];
        for (program, args) in checks {
            let Some(output) = run(program, args) else { continue };
            let said = [output.stdout, output.stderr].concat();
            assert!(said.is_empty(), "{program}: {}", String::from_utf8_lossy(&said));
        }
    }
    assert_eq!(n_pages, std::fs::read_dir(&to).expect("a folder").count());
}

/// The example in the help of a policy or bundle works, in the oldest and in the newest release.
#[test]
fn the_example_in_the_help_of_a_policy_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let versions = [pcluster_iam::VERSIONS.first(), pcluster_iam::VERSIONS.last()];
    let ids = versions.into_iter().flatten().flat_map(|version| {
        let bundles = version.bundles.iter().map(|bundle| bundle.id);
        version.policies.iter().map(|policy| policy.id).chain(bundles)
    });
    for id in ids {
        let help = run("pcluster-iam", &["render", id, "--help"]).expect("it runs");
        let help = String::from_utf8(help.stdout).expect("UTF-8");
        let example = help.lines().skip_while(|line| *line != "Example:").skip(1);
        let example = example.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let script = format!("{example} --fit managed --force --output {}/{id}", folder.path().display());
        let script = script.replace(" --output policies", "");
        let output = run("bash", &["-c", &script]).expect("it runs");
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
