//! All that a report tells, in whichever format.

use pcluster_iam::findings::Severity;

use super::input::{Checked, Input};

/// What there is to be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'r> {
    pub(super) inputs: &'r [Input],
    pub(super) checked: &'r [Checked<'r>],
    /// How many findings the baseline has.
    pub(super) n_known: usize,
}

impl Report<'_> {
    /// How many findings there are of each severity, the gravest first.
    pub(super) fn counts(&self) -> [(Severity, usize); 4] {
        Severity::ALL.map(|severity| {
            let findings = self.checked.iter().flat_map(|it| &it.findings);
            (severity, findings.filter(|finding| finding.code.severity() == severity).count())
        })
    }

    /// How many policies were checked; the variants of one count once.
    pub(super) fn n_policies(&self) -> usize {
        self.checked.iter().filter(|it| it.policy.variant == 0).count()
    }
}
