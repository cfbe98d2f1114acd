//! Findings for programs: one object, whose members only ever become more.

use anyhow::Context as _;
use serde::Serialize;

use super::input::Checked;
use super::statement;
use crate::output::Failure;

#[derive(Serialize)]
struct Report<'r> {
    findings: Vec<Row<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Row<'r> {
    file: &'r str,
    policy: String,
    names: &'r [String],
    code: &'static str,
    severity: &'static str,
    message: &'r str,
    help: &'r [String],
    details: &'r [String],
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// The statement's number, from 1.
    statement: Option<usize>,
    sid: Option<String>,
    subject: Option<&'r str>,
    related: Vec<Related<'r>>,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Related<'r> {
    line: usize,
    column: usize,
    message: &'r str,
}

pub(crate) fn report(checked: &[Checked<'_>]) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for it in checked {
        for finding in &it.findings {
            let (line, column) = it.lines.place(finding.span.start);
            let (end_line, end_column) = it.lines.place(finding.span.end);
            let (number, sid) = statement(it, finding).unzip();
            let related = finding.labels.iter().map(|(span, message)| {
                let (line, column) = it.lines.place(span.start);
                Related { line, column, message }
            });
            rows.push(Row {
                file: &it.input.path,
                policy: it.name(),
                names: &it.policy.names,
                code: finding.code.name(),
                severity: finding.code.severity().as_str(),
                message: &finding.message,
                help: &finding.help,
                details: &finding.details,
                line,
                column,
                end_line,
                end_column,
                statement: number,
                sid: sid.flatten(),
                subject: finding.subject.as_deref(),
                related: related.collect(),
                as_of: finding.as_of,
            });
        }
    }
    Ok(serde_json::to_string_pretty(&Report { findings: rows }).context("the findings cannot be written")?)
}
