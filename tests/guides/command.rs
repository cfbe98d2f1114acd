//! A command line of a page: which programs it names, and what comes of it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use pcluster_iam::{Bundle, Policy};

use crate::data::GuideData;

/// The outcome of a line.
pub(crate) enum Outcome {
    /// The line ran.
    Run,
    /// The line needs `aws`, and the documents that it names are there.
    Planned,
    /// The line is one of another program.
    LeftOut {
        instead: Vec<String>,
    },
    Failed(String),
}

/// Runs the lines of a page in its folder.
pub(crate) struct Runner {
    folder: PathBuf,
}

impl Runner {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub(crate) fn run(&mut self, line: &str, data: &mut GuideData) -> Outcome {
        if let Some(entry) = data.left_out(line) {
            return Outcome::LeftOut { instead: entry.instead.clone() };
        }
        let line = plain(line);
        let programs: Vec<_> = line.split(" | ").filter_map(|part| part.split_whitespace().next()).collect();
        let result = match programs.as_slice() {
            ["pcluster-iam"] => self.execute(&line, data).map(|()| Outcome::Run),
            ["aws"] | ["aws", "pcluster-iam"] => self.documents(&line, data).map(|()| Outcome::Planned),
            _ => Err(format!("no entry of {} is for this program", crate::data::NAME)),
        };
        result.unwrap_or_else(Outcome::Failed)
    }

    /// Runs a line in the shell, as a reader does.
    fn execute(&self, line: &str, data: &GuideData) -> Result<(), String> {
        let unused = unused_options(line);
        if !unused.is_empty() {
            return Err(format!("no policy of this line has a use for {}", unused.join(", ")));
        }
        let program = Path::new(env!("CARGO_BIN_EXE_pcluster-iam"));
        let folders = program.parent().into_iter().map(Path::to_owned);
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(folders.chain(env::split_paths(&path))).expect("a path");
        let output = Command::new("sh")
            .args(["-c", line])
            .env("PATH", path)
            .current_dir(&self.folder)
            .output()
            .expect("a shell runs");
        let may_be_no = data.may_answer_no.iter().any(|begin| line.starts_with(begin.as_str()));
        if output.status.success() || may_be_no && output.status.code() == Some(1) {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).trim().replace('\n', "\n    "))
        }
    }

    /// Checks the documents that a line of `aws` names.
    fn documents(&self, line: &str, data: &GuideData) -> Result<(), String> {
        let words: Vec<_> = line.split_whitespace().collect();
        for name in words.iter().filter_map(|word| word.strip_prefix("file://")) {
            let Ok(text) = fs::read_to_string(self.folder.join(name)) else {
                return Err(format!("no earlier line of the page writes `{name}`"));
            };
            serde_json::from_str::<serde_json::Value>(&text)
                .map_err(|error| format!("`{name}` is not JSON: {error}"))?;
            let operation = words.iter().skip(1).take(2).copied().collect::<Vec<_>>().join(" ");
            let size = text.chars().filter(|character| !character.is_whitespace()).count();
            if let Some(&quota) = data.quotas.get(&operation)
                && size > quota
            {
                return Err(format!("`{name}` has {size} characters; `{operation}` takes {quota}"));
            }
        }
        Ok(())
    }
}

/// The line with the program's own name: a clone of the repository runs it with cargo.
pub(crate) fn plain(line: &str) -> String {
    line.replace("cargo pcluster-iam", "pcluster-iam")
}

/// The options of a line that none of its policies has a use for.
fn unused_options(line: &str) -> Vec<&str> {
    let words: Vec<_> = line.split_whitespace().collect();
    let bundles = words.iter().filter_map(|word| bundle(word)).flat_map(|bundle| bundle.policies.iter());
    let policies = words.iter().filter_map(|word| pcluster_iam::policy(word));
    let policies: Vec<&Policy> = policies.chain(bundles.copied()).collect();
    let is_used = |name: &str| {
        policies.iter().any(|policy| {
            policy.parameters.iter().any(|used| {
                let origin = policy.origin(used.parameter).map(|origin| origin.name);
                // The partition follows from the region.
                let follows = (name, used.parameter.name) == ("region", "partition");
                used.parameter.name == name || origin == Some(name) || follows
            })
        })
    };
    let options = words.iter().filter(|word| {
        let name = word.strip_prefix("--").unwrap_or_default();
        pcluster_iam::PARAMETERS.iter().any(|parameter| parameter.name == name) && !is_used(name)
    });
    // The calls of commands use values that policies do not.
    let is_about_calls = words.iter().any(|word| ["can-run", "least"].contains(word));
    if policies.is_empty() || is_about_calls { Vec::new() } else { options.copied().collect() }
}

fn bundle(id: &str) -> Option<&'static Bundle> {
    pcluster_iam::VERSIONS.iter().flat_map(|version| version.bundles).copied().find(|bundle| bundle.id == id)
}
