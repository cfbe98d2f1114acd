//! The rules of a report, with what GitHub's code scanning reads of them.
//!
//! Source: GitHub's documentation, "SARIF support for code scanning". A rule with the tag `security` and a
//! `security-severity` is a security alert: critical above 9.0, high from 7.0, medium from 4.0, and low
//! below.

use pcluster_iam::findings::{Code, Severity};
use serde_json::{Value, json};

use super::level;

/// The group of the codes about what a policy makes possible.
const DANGERS: &str = "dangers";

pub(super) fn rule(code: Code) -> Value {
    let [explanation, failing, passing] = [code.explanation(), code.failing().trim(), code.passing().trim()];
    let mut rule = json!({
        "id": code.name(),
        "shortDescription": {"text": code.summary()},
        "fullDescription": {"text": explanation},
        "help": {
            "text": format!("{explanation}\n\nA policy with this finding:\n\n{failing}\n\nThe same policy, fixed:\n\n{passing}"),
            "markdown": format!("{explanation}\n\nA policy with this finding:\n\n```json\n{failing}\n```\n\nThe same policy, fixed:\n\n```json\n{passing}\n```"),
        },
        "defaultConfiguration": {"level": level(code.severity())},
        "properties": properties(code),
    });
    if let (Some(uri), Some(members)) = (help_uri(env!("CARGO_PKG_REPOSITORY"), code), rule.as_object_mut()) {
        members.insert("helpUri".to_owned(), uri.into());
    }
    rule
}

/// The address of the explanation of a code, if the package states its repository.
fn help_uri(repository: &str, code: Code) -> Option<String> {
    let repository = repository.trim_end_matches('/').trim_end_matches(".git");
    let anchor = code.name().to_ascii_lowercase();
    let version = env!("CARGO_PKG_VERSION");
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/docs/findings.md#{anchor}"))
}

fn properties(code: Code) -> Value {
    match security_severity(code) {
        Some(number) => {
            json!({"tags": ["iam", code.group(), "security"], "security-severity": number})
        }
        None => json!({"tags": ["iam", code.group()]}),
    }
}

/// The number by which GitHub ranks a security finding.
fn security_severity(code: Code) -> Option<&'static str> {
    match (code.severity(), code.group()) {
        (Severity::SecurityWarning, DANGERS) => Some("8.0"),
        (Severity::SecurityWarning, _) => Some("7.0"),
        (Severity::Warning, DANGERS) => Some("5.0"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, help_uri};

    #[test]
    fn help_is_in_the_repository_of_the_package() {
        let code = Code::MissingSid;
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!("https://example.com/o/r/blob/v{version}/docs/findings.md#missing_sid");
        for repository in
            ["https://example.com/o/r", "https://example.com/o/r/", "https://example.com/o/r.git"]
        {
            assert_eq!(help_uri(repository, code), Some(expected.clone()));
        }
        assert_eq!(help_uri("", code), None);
    }
}
