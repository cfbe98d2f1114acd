//! What looks like a mistake in a configuration file. A setting that is misspelled changes no call, so the
//! answer is that of another configuration.

use std::collections::BTreeSet;

use super::configuration::{ConfigurationFile, matches};
use crate::catalog::{Commands, OptionSource, ValueSource};
use crate::document::SyntaxError;
use crate::document::value::Value;
use crate::shared::nearest::{distance, is_slip, nearest};

/// The shortest name, and the shortest value, that differs enough from all others that two typing errors do
/// not lead to one of them.
const LONG: usize = 6;

/// The longest text of which a short one is no name of its own: `Ebs` is no misspelled `Efs`.
const SHORT: usize = 4;

impl ConfigurationFile {
    /// The places that look like mistakes: names and values that decide nothing, each a typing error away
    /// from one that decides about the calls of the release's commands.
    ///
    /// ```
    /// use pcluster_iam::VERSIONS;
    /// use pcluster_iam::run::ConfigurationFile;
    ///
    /// let file = ConfigurationFile::parse("Scheduling: {SlurmQueue: []}\n").unwrap();
    /// let commands = VERSIONS.iter().find(|it| it.id == "3.11").and_then(|it| it.commands).unwrap();
    /// assert_eq!(file.doubts(commands)[0].help, "did you mean `SlurmQueues`?");
    /// ```
    #[must_use]
    pub fn doubts(&self, commands: &'static Commands) -> Vec<SyntaxError> {
        let mut found = Vec::new();
        doubt_names(self.root(), "", &paths(commands), &mut found);
        self.doubt_values(commands, &mut found);
        found.sort_by_key(|doubt| doubt.span.start);
        found
    }

    /// The names at the top of the files that the release's commands read, if this file has none of them.
    #[must_use]
    pub fn lacks_all(&self, commands: &'static Commands) -> Option<Vec<String>> {
        let paths = paths(commands);
        let tops: BTreeSet<_> = paths.iter().filter_map(|path| path.split('/').next()).collect();
        let is_foreign = tops.iter().all(|name| self.root().get(name).is_none());
        is_foreign.then(|| tops.into_iter().map(str::to_owned).collect())
    }

    /// Notes the values that are almost one that an option asks for.
    fn doubt_values(&self, commands: &'static Commands, found: &mut Vec<SyntaxError>) {
        let asked = || {
            commands.options.iter().filter_map(|option| match option.source {
                OptionSource::Configuration { paths, is, .. } if !is.is_empty() => Some((paths, is)),
                _ => None,
            })
        };
        let paths: BTreeSet<_> = asked().flat_map(|(paths, _)| paths).copied().collect();
        for path in paths {
            let patterns: Vec<_> =
                asked().filter(|(paths, _)| paths.contains(&path)).flat_map(|(_, is)| is).copied().collect();
            for setting in self.at(path) {
                let Some(text) = setting.text().filter(|text| text.len() > SHORT) else { continue };
                if patterns.iter().any(|pattern| matches(pattern, text)) {
                    continue;
                }
                let meant = almost(text, patterns.iter().copied().filter(|pattern| !pattern.contains('*')));
                if let Some(meant) = meant {
                    let message = format!("`{}` is ignored as a value of `{path}`", text.escape_debug());
                    let doubt = SyntaxError::new(setting.span(), message);
                    found.push(doubt.help(format!("did you mean `{meant}`?")));
                }
            }
        }
    }
}

/// The paths of all settings that decide about calls.
fn paths(commands: &'static Commands) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for option in commands.options {
        let OptionSource::Configuration { paths, lacks, .. } = option.source else { continue };
        for path in paths {
            // What it lacks is below a table and beside any other value.
            let beside = path.rsplit_once('/').map(|(owner, _)| owner);
            let owners = [Some(*path), beside].into_iter().flatten();
            all.extend(owners.flat_map(|owner| lacks.iter().map(move |it| format!("{owner}/{it}"))));
            all.insert((*path).to_owned());
        }
    }
    for value in commands.values {
        if let ValueSource::Configuration { paths, .. } = value.source {
            all.extend(paths.iter().map(|path| (*path).to_owned()));
        }
    }
    all
}

/// Notes the names of an object, and of those in it, that are almost the next of a path. `at` is the path of
/// the object with a `/` behind it.
fn doubt_names(value: &Value, at: &str, paths: &BTreeSet<String>, found: &mut Vec<SyntaxError>) {
    value.elements().iter().for_each(|item| doubt_names(item, at, paths, found));
    let below = paths.iter().filter_map(|path| path.strip_prefix(at));
    let names: BTreeSet<_> = below.filter_map(|rest| rest.split('/').next()).collect();
    if names.is_empty() {
        return;
    }
    for member in value.members() {
        let name = member.name.as_str();
        if names.contains(name) {
            doubt_names(&member.value, &format!("{at}{name}/"), paths, found);
            continue;
        }
        // A name beside the one that it is like is not that one misspelled.
        let absent = names.iter().copied().filter(|other| value.get(other).is_none());
        if let Some(meant) = almost(name, absent) {
            let message = format!("`{}` is ignored here", name.escape_debug());
            found.push(SyntaxError::new(member.name.span, message).help(format!("did you mean `{meant}`?")));
        }
    }
}

/// The name that is a typing error away, or two for a long one.
fn almost<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let meant = nearest(name, names)?;
    (is_slip(name, meant) || (name.len() >= LONG && distance(name, meant) <= 2)).then_some(meant)
}
