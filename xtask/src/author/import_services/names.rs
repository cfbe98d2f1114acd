//! The services' names, which AWS's files do not have: those of the arguments, and of a list.

use std::fs;
use std::path::Path;

use anyhow::{Result, anyhow};
use compiler::names::is_prefix;

use super::KnownService;
use crate::author::WrongUse;
use crate::author::shown::shown;
use crate::problem::Problem;

/// The names that an import was given.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Those of the arguments, which have to be of files of the folder.
    pub(super) given: Vec<(String, String)>,
    /// Those of a list, which may be longer than the folder.
    pub(super) listed: Vec<(String, String)>,
}

/// A service's name, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name<'n> {
    Given(&'n str),
    Known(&'n str),
    /// Nobody states a name, so the prefix stands for it.
    Prefix(&'n str),
}

impl Names {
    /// The names of the arguments, and those of a file with a prefix, a tab and a name on each line. A
    /// prefix without a name may stand there too.
    pub(super) fn read(given: &[(String, String)], list: Option<&Path>) -> Result<Self> {
        let mut listed = Vec::new();
        if let Some(path) = list {
            let text =
                fs::read_to_string(path).map_err(|error| WrongUse::of("read", &shown(path), &error))?;
            for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                let (prefix, name) = line.split_once('\t').unwrap_or((line, ""));
                if !is_prefix(prefix.trim()) || name.contains(char::is_control) {
                    let message = format!(
                        "{}:{}: `{}` is not a prefix, a tab and a name",
                        shown(path),
                        idx + 1,
                        line.escape_debug()
                    );
                    return Err(anyhow!(WrongUse::new(message)));
                }
                if !name.trim().is_empty() {
                    listed.push((prefix.trim().to_owned(), name.trim().to_owned()));
                }
            }
        }
        Ok(Self { given: given.to_vec(), listed })
    }

    /// The name of a service: that of the arguments, of the catalog, or of the list.
    pub(super) fn of<'n>(&'n self, prefix: &'n str, known: Option<&'n KnownService>) -> Name<'n> {
        let of = |names: &'n [(String, String)]| names.iter().find(|(named, _)| named == prefix);
        match (of(&self.given), known, of(&self.listed)) {
            (Some((_, name)), ..) | (None, None, Some((_, name))) => Name::Given(name),
            (None, Some(known), _) => Name::Known(&known.name),
            (None, None, None) => Name::Prefix(prefix),
        }
    }

    /// The problems of names whose services have no file.
    pub(super) fn without_file<'n>(
        &'n self,
        folder: &'n Path,
        has_file: impl Fn(&str) -> bool + 'n,
    ) -> impl Iterator<Item = Problem> + 'n {
        self.given.iter().filter(move |(prefix, _)| !has_file(prefix)).map(move |(prefix, _)| {
            let message = format!("there is no `{prefix}.json` in `{}`", shown(folder));
            Problem::new(message, "fetch it from AWS, or correct the prefix in `--name`")
        })
    }
}

impl<'n> Name<'n> {
    pub(super) fn text(self) -> &'n str {
        match self {
            Self::Given(text) | Self::Known(text) | Self::Prefix(text) => text,
        }
    }
}

/// A prefix and a name, as `PREFIX=NAME`.
pub(super) fn named(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((prefix, name))
            if is_prefix(prefix) && !name.trim().is_empty() && !name.contains(char::is_control) =>
        {
            Ok((prefix.to_owned(), name.trim().to_owned()))
        }
        _ => Err("write PREFIX=NAME, a service's prefix in lower case and AWS's name for it".to_owned()),
    }
}
