//! Findings as annotations of GitHub's workflows.

use pcluster_iam::findings::Severity;

use crate::command::check::report::Report;
use crate::ui::failure::Failure;
use crate::ui::output::{self, plain};

/// One workflow command for each finding.
pub(crate) fn report(report: &Report<'_>) -> Result<(), Failure> {
    for it in report.checked {
        for finding in &it.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::SecurityWarning | Severity::Warning => "warning",
                Severity::Suggestion => "notice",
            };
            let (line, column) = it.lines.place(finding.span.start);
            let (end_line, end_column) = it.lines.place(finding.span.end);
            let mut lines = vec![finding.message.clone()];
            if !it.policy.names.is_empty() {
                lines.push(format!("in {}", it.policy.name()));
            }
            lines.extend(finding.help.iter().cloned());
            output::print(format!(
                "::{command} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}",
                property(&it.input.path),
                property(finding.code.name()),
                lines.iter().map(|line| data(&plain(line))).collect::<Vec<_>>().join("%0A")
            ))?;
        }
    }
    Ok(())
}

/// The message of a workflow command, after the colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, in which colons and commas are separators.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
