//! Findings as annotations of GitHub's workflows.

use pcluster_iam::findings::{Finding, Severity};

use crate::command::check::checked::Checked;
use crate::command::check::notice::Notice;
use crate::command::check::report::Report;
use crate::ui::output::plain;

/// One workflow command for each finding and each notice.
pub(crate) fn report(report: &Report<'_>, is_quiet: bool) -> String {
    let notices = report.notices.iter().filter(|_| !is_quiet).map(notice);
    let findings = report.checked.iter().flat_map(|it| it.findings.iter().map(|found| finding(it, found)));
    notices.chain(findings).collect::<Vec<_>>().join("\n")
}

fn finding(it: &Checked<'_>, finding: &Finding) -> String {
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
    format!(
        "::{command} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}",
        property(&it.input.path),
        property(finding.code.name()),
        message(lines.iter().map(String::as_str))
    )
}

fn notice(notice: &Notice) -> String {
    let place = notice
        .place
        .as_ref()
        .map(|place| format!("file={},line={},col={},", property(&place.path), place.line, place.column));
    format!(
        "::warning {}title={}::{}",
        place.unwrap_or_default(),
        property(notice.title),
        message([notice.message.as_str(), notice.help.as_str()].into_iter())
    )
}

/// Lines as the message of a workflow command.
fn message<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.map(|line| data(&plain(line))).collect::<Vec<_>>().join("%0A")
}

/// A line of the message of a workflow command, after the colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, in which colons and commas are separators.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
