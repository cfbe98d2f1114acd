//! Findings for programs: one object, to which later versions only add members.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Serialize;

use crate::command::check::report::Report;
use crate::ui::failure::Failure;
use crate::ui::lines::Lines;
use crate::version::facts_as_of;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'r> {
    /// The date of the oldest facts.
    as_of: Option<&'static str>,
    /// The number of policies that were checked.
    policies: usize,
    /// The number of findings of each severity.
    counts: BTreeMap<&'static str, usize>,
    /// The number of further findings that the baseline hides.
    known: usize,
    /// The number of further findings that the configuration ignores.
    ignored: usize,
    findings: Vec<Row<'r>>,
    skipped: Vec<SkippedRow<'r>>,
}

#[derive(Serialize)]
struct SkippedRow<'r> {
    file: &'r str,
    policy: String,
    line: usize,
    column: usize,
    why: &'static str,
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

pub(crate) fn report(report: &Report<'_>) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for it in report.checked {
        for finding in &it.findings {
            let (line, column) = it.lines.place(finding.span.start);
            let (end_line, end_column) = it.lines.place(finding.span.end);
            let (number, sid) = it.statement(finding).unzip();
            let related = finding.labels.iter().map(|(span, message)| {
                let (line, column) = it.lines.place(span.start);
                Related { line, column, message }
            });
            rows.push(Row {
                file: &it.input.path,
                policy: it.name(),
                names: &it.policy.names,
                code: finding.code.name(),
                severity: finding.severity.as_str(),
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
    let skipped = report.inputs.iter().flat_map(|input| {
        let lines = Lines::new(&input.text);
        input.found.skipped.iter().map(move |skipped| {
            let (line, column) = lines.place(skipped.span.start);
            let policy = input.name(&skipped.names);
            SkippedRow { file: &input.path, policy, line, column, why: skipped.why }
        })
    });
    let root = Root {
        as_of: facts_as_of(),
        policies: report.n_policies(),
        counts: report.counts().map(|(severity, number)| (severity.as_str(), number)).into(),
        known: report.n_known,
        ignored: report.n_ignored,
        findings: rows,
        skipped: skipped.collect(),
    };
    Ok(serde_json::to_string_pretty(&root).context("the findings cannot be written")?)
}
