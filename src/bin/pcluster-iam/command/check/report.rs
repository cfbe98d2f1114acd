//! The contents of a report, for all formats.

use pcluster_iam::findings::Severity;

use super::input::{Checked, Input};

/// The contents of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'r> {
    pub(super) inputs: &'r [Input],
    pub(super) checked: &'r [Checked<'r>],
    /// The number of findings that the baseline hides.
    pub(super) n_known: usize,
}

impl Report<'_> {
    /// The number of findings of each severity, the most severe first.
    pub(super) fn counts(&self) -> [(Severity, usize); 4] {
        Severity::ALL.map(|severity| {
            let findings = self.checked.iter().flat_map(|it| &it.findings);
            (severity, findings.filter(|finding| finding.severity == severity).count())
        })
    }

    /// The number of policies that were checked; the variants of a policy count once.
    pub(super) fn n_policies(&self) -> usize {
        self.checked.iter().filter(|it| it.policy.variant == 0).count()
    }
}
