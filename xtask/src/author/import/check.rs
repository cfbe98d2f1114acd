//! The build's own checks of what an import would write, before it is written.

use std::collections::BTreeMap;
use std::path::Path;

use compiler::kinds;
use compiler::needs::Releases;
use compiler::source::Sources;
use compiler::source::diagnostic::Diagnostics;

use super::known::parameters;
use super::plan::ImportPlan;
use super::read::Mistake;
use super::write::ImportFile;

/// The mistakes that the build finds in new files.
#[derive(Debug, Default)]
pub(super) struct BuildMistakes {
    /// Those of each policy, by its place in the plan.
    pub(super) policies: BTreeMap<usize, Vec<Mistake>>,
    /// Those of the release itself, each with its file.
    pub(super) release: Vec<String>,
}

/// The mistakes that the build finds in the files of an import.
pub(super) fn mistakes(
    catalog: &Path,
    release: &str,
    plan: &ImportPlan,
    files: &[ImportFile],
) -> BuildMistakes {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let written = kinds::read(catalog, &Releases::All, &mut sources, &mut diagnostics);
    kinds::check(&written, &sources, &mut diagnostics);
    let name = catalog.file_name().unwrap_or_default().to_string_lossy();
    let files: BTreeMap<_, _> = files.iter().map(|file| (format!("{name}/{}", file.path), file)).collect();
    let release = format!("{release}/");
    let mut mistakes = BuildMistakes::default();
    for diagnostic in diagnostics.into_sorted(&sources) {
        let source = sources.get(diagnostic.place.file);
        let Some(file) = files.get(&source.path) else { continue };
        // Nothing is known yet about the values of a new parameter.
        let line = line(&source.text, diagnostic.place.start);
        if parameters(line).iter().any(|name| plan.new.iter().any(|new| new.name == *name))
            || plan.new.iter().any(|new| diagnostic.message.contains(&format!("`{}`", new.name)))
        {
            continue;
        }
        // Other help tells how to edit the catalog, which does not exist yet.
        let message = match diagnostic.help.filter(|help| help.starts_with("did you mean")) {
            Some(help) => format!("{}; {help}", diagnostic.message),
            None => diagnostic.message,
        };
        match file.policy {
            Some(idx) => {
                let policy = plan.policies.get(idx).map_or(0, |policy| policy.at);
                let at = file.source(diagnostic.place.start).unwrap_or(policy);
                mistakes.policies.entry(idx).or_default().push(Mistake { at, message });
            }
            // The tables of new parameters are left to do.
            None if file.path.starts_with(&release) => {
                mistakes.release.push(format!("{}: {message}", source.path));
            }
            None => {}
        }
    }
    mistakes
}

/// The line of a text that has a byte.
fn line(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}
