//! Findings as annotations of GitHub's workflows.

use pcluster_iam::findings::{Finding, Severity};

use crate::command::check::checked::Checked;
use crate::command::check::notice::Notice;
use crate::command::check::report::Report;
use crate::ui::github::Annotation;

/// One workflow command for each finding and each notice.
pub(crate) fn report(report: &Report<'_>, is_quiet: bool) -> String {
    let notices = report.notices.iter().filter(|_| !is_quiet).map(notice);
    let findings = report.checked.iter().flat_map(|it| it.findings.iter().map(|found| finding(it, found)));
    notices.chain(findings).collect::<Vec<_>>().join("\n")
}

fn finding(it: &Checked<'_>, finding: &Finding) -> String {
    let annotation = match finding.severity {
        Severity::Error => Annotation::Error,
        Severity::SecurityWarning | Severity::Warning => Annotation::Warning,
        Severity::Suggestion => Annotation::Notice,
    };
    let (line, column) = it.lines.place(finding.span.start);
    let (end_line, end_column) = it.lines.place(finding.span.end);
    let mut lines = vec![finding.message.clone()];
    if !it.policy.names.is_empty() {
        lines.push(format!("in {}", it.policy.name()));
    }
    lines.extend(finding.help.iter().cloned());
    let properties = [
        ("file", it.input.path.clone()),
        ("line", line.to_string()),
        ("endLine", end_line.to_string()),
        ("col", column.to_string()),
        ("endColumn", end_column.to_string()),
        ("title", finding.code.name().to_owned()),
    ];
    annotation.command(&properties, lines.iter().map(String::as_str))
}

fn notice(notice: &Notice) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &notice.place {
        properties.extend([
            ("file", place.path.clone()),
            ("line", place.line.to_string()),
            ("col", place.column.to_string()),
        ]);
    }
    properties.push(("title", notice.title.to_owned()));
    Annotation::Warning.command(&properties, [notice.message.as_str(), notice.help.as_str()])
}
