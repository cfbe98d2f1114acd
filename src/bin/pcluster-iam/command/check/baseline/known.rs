//! An entry of a baseline: a known finding.

use std::path::{Path, PathBuf};

use pcluster_iam::findings::Finding;
use serde::Serialize;
use toml::value::Datetime;

use super::path;
use crate::command::check::checked::Checked;
use crate::command::check::date;
use crate::ui::toml_file::TomlPlace;

/// A known finding. A key that is left out matches every finding.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Known {
    pub(super) code: String,
    /// The file, relative to the folder of the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<String>,
    /// The name of a policy inside its file; in an entry without `file`, the path of a file too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) policy: Option<String>,
    /// The statement's number, if it has no Sid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    pub(super) reason: String,
    pub(super) owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires: Option<Datetime>,
    /// The place of the entry.
    #[serde(skip)]
    pub(super) place: TomlPlace,
    /// The absolute path of `file`, or of `policy` without it.
    #[serde(skip)]
    pub(super) path: Option<PathBuf>,
}

impl Known {
    /// The entry for a finding in a baseline of a folder.
    pub(super) fn of(it: &Checked<'_>, finding: &Finding, folder: &Path) -> Self {
        let (number, sid) = it.statement(finding).unzip();
        let sid = sid.flatten();
        let file = it.input.file.as_ref().map(|file| path::relative(file, folder));
        let has_name = !it.policy.names.is_empty() || file.is_none();
        Self {
            code: finding.code.name().to_owned(),
            policy: has_name.then(|| it.name()),
            path: it.input.file.clone(),
            file,
            statement: number.filter(|_| sid.is_none()),
            sid,
            subject: finding.subject.clone(),
            ..Self::default()
        }
    }

    pub(super) fn is_about(&self, it: &Checked<'_>, finding: &Finding) -> bool {
        let (number, sid) = it.statement(finding).unzip();
        self.code == finding.code.name()
            && self.is_of(it)
            && (self.statement.is_none() || self.statement == number)
            && (self.sid.is_none() || self.sid == sid.flatten())
            && (self.subject.is_none() || self.subject == finding.subject)
    }

    /// True if the entry is about findings of a policy.
    pub(super) fn is_of(&self, it: &Checked<'_>) -> bool {
        let is_file = self.path.is_some() && self.path == it.input.file;
        let is_name = self.policy.as_ref().is_none_or(|policy| *policy == it.name());
        match &self.file {
            Some(_) => is_file && is_name,
            None if it.policy.names.is_empty() && it.input.file.is_some() => is_file,
            None => is_name,
        }
    }

    /// The policy or the file in messages.
    pub(super) fn name(&self) -> &str {
        self.policy.as_ref().or(self.file.as_ref()).map_or("", String::as_str)
    }

    /// The day of `expires` is the last on which the entry holds.
    pub(super) fn is_expired(&self) -> bool {
        date::is_past(self.expires.as_ref())
    }
}
