//! Findings as a report of GitLab's code quality: an array of objects.
//!
//! Source: GitLab's documentation, "Code Quality", report format.

use std::collections::HashMap;

use anyhow::Context as _;
use pcluster_iam::findings::Severity;
use serde_json::{Value, json};

use crate::command::check::report::Report;
use crate::ui::failure::Failure;

pub(crate) fn report(report: &Report<'_>) -> Result<String, Failure> {
    let mut rows: Vec<Value> = Vec::new();
    // GitLab takes findings of the same fingerprint for one.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for it in report.checked {
        for finding in &it.findings {
            let severity = match finding.severity {
                Severity::Error => "critical",
                Severity::SecurityWarning => "major",
                Severity::Warning => "minor",
                Severity::Suggestion => "info",
            };
            let sid = it.statement(finding).and_then(|(_, sid)| sid).unwrap_or_default();
            let subject = finding.subject.as_deref().unwrap_or_default();
            let [code, name, path] = [finding.code.name(), &it.name(), &it.input.path];
            let fingerprint = format!("{code}|{path}|{name}|{sid}|{subject}");
            let number = seen.entry(fingerprint.clone()).or_default();
            *number += 1;
            rows.push(json!({
                "description": finding.message,
                "check_name": code,
                "fingerprint": format!("{fingerprint}|{number}"),
                "severity": severity,
                "location": {
                    "path": path.trim_start_matches("./"),
                    "lines": {"begin": it.lines.place(finding.span.start).0},
                },
            }));
        }
    }
    Ok(serde_json::to_string_pretty(&rows).context("the findings cannot be written")?)
}
