//! What a run has to say about itself and not about a policy: old facts, and entries that are out of date.

use std::io;

use crate::ui::failure::{self, Complaint};
use crate::ui::toml_file::TomlPlace;

/// A warning that is not a finding in a policy.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// The kind, as a title for annotations.
    pub(crate) title: &'static str,
    /// The place in the file that the notice is about.
    pub(crate) place: Option<TomlPlace>,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Notice {
    /// Reports the notice on standard error.
    pub(crate) fn warn(&self) -> io::Result<()> {
        let place = self.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        failure::warn(&Complaint::new(format!("{place}{}", self.message)).help(&self.help))
    }
}
