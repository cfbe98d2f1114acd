//! Findings in SARIF 2.1.0, for code scanning.

mod rule;

use anyhow::Context as _;
use pcluster_iam::document::Span;
use pcluster_iam::findings::{Code, Finding, Severity};
use serde_json::{Value, json};

use rule::rule;

use crate::command::check::checked::Checked;
use crate::command::check::edit::Edit;
use crate::command::check::report::Report;
use crate::ui::failure::Failure;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) fn report(report: &Report<'_>) -> Result<String, Failure> {
    let Report { inputs, checked, .. } = *report;
    let mut codes: Vec<Code> =
        checked.iter().flat_map(|it| &it.findings).map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<_> = checked.iter().flat_map(|it| results(it, &codes)).collect();
    let artifacts: Vec<_> =
        inputs.iter().map(|input| json!({"location": {"uri": uri(&input.path)}})).collect();
    let report = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "pcluster-iam",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(report)],
            "artifacts": artifacts,
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&report).context("the findings cannot be written")?)
}

/// The run itself: its notices, and the files that cannot be checked.
fn invocation(report: &Report<'_>) -> Value {
    let notices = report.notices.iter().map(|notice| {
        let mut notification = json!({
            "level": "warning",
            "message": {"text": format!("{}\n{}", notice.message, notice.help)},
        });
        if let (Some(place), Some(members)) = (&notice.place, notification.as_object_mut()) {
            let location = json!({"physicalLocation": {
                "artifactLocation": {"uri": uri(&place.path)},
                "region": {"startLine": place.line, "startColumn": place.column},
            }});
            members.insert("locations".to_owned(), json!([location]));
        }
        notification
    });
    let unreadable = report
        .unreadable
        .iter()
        .map(|complaint| json!({"level": "error", "message": {"text": complaint.sentence()}}));
    json!({
        "executionSuccessful": report.unreadable.is_empty(),
        "toolExecutionNotifications": notices.chain(unreadable).collect::<Vec<_>>(),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::SecurityWarning | Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn results(it: &Checked<'_>, codes: &[Code]) -> Vec<Value> {
    let result = |finding: &Finding| {
        let sid = it.statement(finding).and_then(|(_, sid)| sid);
        let whole: Vec<_> = std::iter::once(it.name()).chain(sid.clone()).collect();
        let name = it.policy.names.iter().cloned().chain(sid).collect::<Vec<_>>().join("/");
        let logical = json!([{"fullyQualifiedName": name}]);
        let mut location = json!({"physicalLocation": place(it, finding.span)});
        if let (Some(members), false) = (location.as_object_mut(), name.is_empty()) {
            members.insert("logicalLocations".to_owned(), logical);
        }
        let related = finding.labels.iter().enumerate().map(|(idx, (span, text))| {
            json!({"id": idx, "physicalLocation": place(it, *span), "message": {"text": text}})
        });
        let lines: Vec<_> = std::iter::once(&finding.message).chain(&finding.help).cloned().collect();
        let subject = finding.subject.as_deref().unwrap_or_default();
        let mut result = json!({
            "ruleId": finding.code.name(),
            "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
            "level": level(finding.severity),
            "message": {"text": lines.join("\n")},
            "locations": [location],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": {"finding/v1": format!("{}|{}|{subject}", finding.code, whole.join("/"))},
        });
        if let (Some(fix), Some(members)) = (fix(it, finding), result.as_object_mut()) {
            members.insert("fixes".to_owned(), json!([fix]));
        }
        result
    };
    it.findings.iter().map(result).collect()
}

/// The edit that fixes a finding.
fn fix(it: &Checked<'_>, finding: &Finding) -> Option<Value> {
    let Edit { range, text } = Edit::new(&it.input.text, it.input.syntax, finding.fix.as_ref()?)?;
    Some(json!({
        "description": {"text": finding.help.join("\n")},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(&it.input.path)},
            "replacements": [{
                "deletedRegion": region(it, Span::from(range)),
                "insertedContent": {"text": text},
            }],
        }],
    }))
}

/// A place in the file.
fn place(it: &Checked<'_>, span: Span) -> Value {
    json!({"artifactLocation": {"uri": uri(&it.input.path)}, "region": region(it, span)})
}

fn region(it: &Checked<'_>, span: Span) -> Value {
    let (line, column) = it.lines.place(span.start);
    let (end_line, end_column) = it.lines.place(span.end);
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}

/// A path as a URI reference: with `/`, and with special characters escaped.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let escaped = |byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.replace('\\', "/").bytes().map(escaped).collect::<Vec<_>>().concat()
}
