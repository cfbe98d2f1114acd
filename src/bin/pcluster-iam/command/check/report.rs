//! The contents of a report, for all formats.

use pcluster_iam::findings::Severity;

use super::checked::Checked;
use super::notice::Notice;
use crate::input::Input;
use crate::ui::failure::Complaint;

/// The contents of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'r> {
    pub(super) inputs: &'r [Input],
    pub(super) checked: &'r [Checked<'r>],
    /// The number of findings that the baseline hides.
    pub(super) n_known: usize,
    /// The number of findings that the configuration ignores.
    pub(super) n_ignored: usize,
    pub(super) notices: &'r [Notice],
    /// The reasons for the files that cannot be checked.
    pub(super) unreadable: &'r [Complaint],
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

    /// The number of findings by severity, on one line.
    pub(super) fn summary(&self) -> String {
        let plural =
            |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        let counts: Vec<_> = self
            .counts()
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(severity, number)| plural(number, &severity.as_str().replace('-', " ")))
            .collect();
        let policies = match self.n_policies() {
            1 => "1 policy".to_owned(),
            number => format!("{number} policies"),
        };
        let found = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
        let mut hidden = Vec::new();
        if self.n_known > 0 {
            hidden.push(format!("{} in the baseline", plural(self.n_known, "finding")));
        }
        if self.n_ignored > 0 {
            hidden.push(format!("{} ignored by the configuration", plural(self.n_ignored, "finding")));
        }
        let hidden = match hidden.as_slice() {
            [] => String::new(),
            _ => format!(" (and {})", hidden.join(", ")),
        };
        format!("{found}{hidden} in {policies}")
    }
}
