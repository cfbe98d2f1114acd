//! Findings for people, in rustc's look.

use annotate_snippets::{Group, Level, Renderer};
use anstream::adapter::strip_str;
use pcluster_iam::findings::{Finding, Severity};

use super::snippets;
use crate::command::check::checked::Checked;
use crate::command::check::report::Report;
use crate::ui::output::{self, plain};
use crate::version::facts_as_of;

/// The width of lines outside of a terminal.
const WIDTH: usize = 140;

pub(crate) fn report(report: &Report<'_>, has_details: bool, is_quiet: bool) -> String {
    let renderer = Renderer::styled().term_width(output::terminal_width().unwrap_or(WIDTH));
    let findings = report.checked.iter().flat_map(|it| it.findings.iter().map(move |finding| (it, finding)));
    let parts = findings.map(|(it, finding)| render(&renderer, it, finding, has_details));
    let summary = (!is_quiet).then(|| {
        let as_of = facts_as_of().map(|date| format!("; facts about AWS's services as of {date}"));
        format!("{}{}", report.summary(), as_of.unwrap_or_default())
    });
    parts.chain(summary).collect::<Vec<_>>().join("\n\n")
}

fn render(renderer: &Renderer, it: &Checked<'_>, finding: &Finding, has_details: bool) -> String {
    let severity = finding.severity;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::SecurityWarning | Severity::Warning => Level::WARNING,
        Severity::Suggestion => Level::HELP,
    };
    let level = level.with_name(severity.as_str());
    let title = level.primary_title(plain(&finding.message)).id(finding.code.name());
    let mut group = Group::with_title(title);
    let labels = finding.labels.iter().map(|(span, label)| (*span, Some(plain(label))));
    for piece in snippets::around(it, std::iter::once((finding.span, None)).chain(labels)) {
        group = piece.add_to(group);
    }
    if !it.policy.names.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", plain(&it.policy.name()))));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    if has_details && !finding.details.is_empty() {
        let details: Vec<_> = finding.details.iter().map(|line| plain(line)).collect();
        group = group.element(Level::NOTE.with_name("details").message(details.join("\n")));
    }
    // For a part of a line, the renderer prints an empty heading, since the snippet has no path.
    let is_mark = |line: &str| strip_str(line).to_string().trim() == ":::";
    let text = renderer.render(&[group]);
    text.lines().filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n")
}
