//! Findings in SARIF 2.1.0, for code scanning.

use anyhow::Context as _;
use pcluster_iam::document::Span;
use pcluster_iam::findings::{Code, Severity};
use serde_json::{Value, json};

use super::input::{Checked, Input};
use super::statement;
use crate::output::Failure;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) fn report(inputs: &[Input], checked: &[Checked<'_>]) -> Result<String, Failure> {
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
            "artifacts": artifacts,
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&report).context("the findings cannot be written")?)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.summary()},
        "fullDescription": {"text": code.explanation()},
        "help": {
            "text": format!("{}\n\nAn example that has it:\n\n{}\n\nThe same without it:\n\n{}", code.explanation(), code.failing().trim(), code.passing().trim()),
            "markdown": format!("{}\n\nAn example that has it:\n\n```json\n{}\n```\n\nThe same without it:\n\n```json\n{}\n```", code.explanation(), code.failing().trim(), code.passing().trim()),
        },
        "defaultConfiguration": {"level": level(code)},
        "properties": properties(code),
    })
}

/// GitHub orders what concerns security by a number.
fn properties(code: Code) -> Value {
    let tags = ["iam", code.group()];
    match code.severity() {
        Severity::SecurityWarning => {
            json!({"tags": ["iam", code.group(), "security"], "security-severity": "7.0"})
        }
        Severity::Error | Severity::Warning | Severity::Suggestion => json!({"tags": tags}),
    }
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::SecurityWarning | Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn results(it: &Checked<'_>, codes: &[Code]) -> Vec<Value> {
    let names = || {
        let statement_names = |finding| statement(it, finding).and_then(|(_, sid)| sid);
        let names = it.policy.names.clone();
        move |finding| names.iter().cloned().chain(statement_names(finding)).collect::<Vec<_>>().join("/")
    };
    let name = names();
    it.findings
        .iter()
        .map(|finding| {
            let mut location = location(it, finding.span);
            let name = name(finding);
            if !name.is_empty() {
                location["logicalLocations"] = json!([{"fullyQualifiedName": name}]);
            }
            let related = finding.labels.iter().enumerate().map(|(idx, (span, text))| {
                let mut related = self::location(it, *span);
                related["id"] = json!(idx);
                related["message"] = json!({"text": text});
                related
            });
            let text = std::iter::once(&finding.message).chain(&finding.help).cloned().collect::<Vec<_>>();
            json!({
                "ruleId": finding.code.name(),
                "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
                "level": level(finding.code),
                "message": {"text": text.join("\n")},
                "locations": [location],
                "relatedLocations": related.collect::<Vec<_>>(),
                "partialFingerprints": {
                    "finding/v1": format!("{}|{name}|{}", finding.code, finding.subject.as_deref().unwrap_or_default()),
                },
            })
        })
        .collect()
}

fn location(it: &Checked<'_>, span: Span) -> Value {
    let (line, column) = it.lines.place(span.start);
    let (end_line, end_column) = it.lines.place(span.end);
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&it.input.path)},
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        }
    })
}

/// A path as a reference: with `/`, and with all that has a meaning there escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
