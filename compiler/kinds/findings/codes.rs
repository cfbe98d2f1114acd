//! The codes of findings, for the files that name them.

use crate::compiler::kinds::findings::written::WrittenFinding;
use crate::compiler::kinds::reading::Hidden;

/// The codes of all kinds of findings, as far as they could be read.
#[derive(Clone, Copy, Debug)]
pub struct FindingCodes<'f> {
    findings: &'f [WrittenFinding],
    hidden: &'f Hidden,
}

impl<'f> FindingCodes<'f> {
    pub fn new(findings: &'f [WrittenFinding], hidden: &'f Hidden) -> Self {
        Self { findings, hidden }
    }

    /// True if a finding has this code, or may have it in a file that could not be read.
    pub fn may_have(self, code: &str) -> bool {
        self.hidden.may_have(code) || self.iter().any(|known| known == code)
    }

    pub fn iter(self) -> impl Iterator<Item = &'f str> + Clone {
        self.findings.iter().map(|finding| finding.code.value.as_str())
    }
}
