//! An entry of `ignore`: findings that are accepted for a reason.

use globset::GlobMatcher;
use pcluster_iam::findings::{Code, Finding};
use toml::value::Datetime;

use crate::command::check::checked::Checked;
use crate::command::check::date;
use crate::command::check::notice::Notice;
use crate::ui::toml_file::TomlPlace;

/// Findings that are accepted for a reason; what is not stated matches every finding.
#[derive(Debug)]
pub(crate) struct Ignore {
    pub(super) code: Option<Code>,
    pub(super) path: Option<GlobMatcher>,
    pub(super) sid: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) expires: Option<Datetime>,
    pub(super) place: TomlPlace,
    /// The absolute folder of the file, to which paths are relative.
    pub(super) folder: std::path::PathBuf,
}

impl Ignore {
    /// True if the entry matches a finding and has not expired.
    pub(crate) fn hides(&self, it: &Checked<'_>, finding: &Finding) -> bool {
        let sid = it.statement(finding).and_then(|(_, sid)| sid);
        self.code.is_none_or(|code| code == finding.code)
            && self.path.as_ref().is_none_or(|path| self.is_at(it, path))
            && (self.sid.is_none() || self.sid == sid)
            && (self.subject.is_none() || self.subject == finding.subject)
            && !date::is_past(self.expires.as_ref())
    }

    fn is_at(&self, it: &Checked<'_>, path: &GlobMatcher) -> bool {
        let file = it.input.file.as_ref().and_then(|file| file.strip_prefix(&self.folder).ok());
        file.is_some_and(|file| path.is_match(file))
    }

    /// A notice if the entry has expired.
    pub(crate) fn expired(&self) -> Option<Notice> {
        date::is_past(self.expires.as_ref()).then(|| Notice {
            title: "expired entry",
            place: Some(self.place.clone()),
            message: "the entry of `ignore` has expired".to_owned(),
            help: "fix the findings, or set a later date in `expires`".to_owned(),
        })
    }
}
