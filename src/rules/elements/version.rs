//! The version of a document's language.

use crate::document::{AttachmentKind, Document, Span};
use crate::finding::{Code, Finding, Fix};
use crate::iam::version::{CURRENT, VERSIONS};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let document = cx.document;
    let is_read = document.span != Span::default();
    match &document.version {
        None if is_read => {
            vec![
                Finding::new(Code::MissingVersion, document.opening, "the document has no `Version`")
                    .help(format!("write `\"Version\": \"{CURRENT}\"` as its first element"))
                    .fixed_by((!has_variables(document)).then_some(Fix::Insert {
                        span: document.span,
                        name: "Version",
                        value: CURRENT,
                    })),
            ]
        }
        Some(version) if !VERSIONS.contains(&version.as_str()) => vec![
            Finding::new(Code::InvalidVersion, version.span, format!("IAM has no version `{version}`"))
                .help(format!("write `{CURRENT}`; the version is that of the policy language, not the date of the policy"))
                .fixed_by((!has_variables(document)).then(|| version.replaced_by(CURRENT))),
        ],
        Some(version) if version.as_str() != CURRENT && is_managed(cx) => vec![
            Finding::new(
                Code::InvalidVersion,
                version.span,
                format!("IAM accepts no managed policy of the version `{version}`"),
            )
            .help(format!("write `{CURRENT}`")),
        ],
        _ => Vec::new(),
    }
}

/// True if a string looks like a variable, whose meaning depends on the version.
fn has_variables(document: &Document) -> bool {
    let is_variable = |text: &str| text.contains("${");
    document.statements.iter().any(|statement| {
        let lists = [&statement.actions, &statement.resources].into_iter().flatten();
        let values = statement.conditions().flat_map(|(_, key)| &key.values);
        lists.flat_map(|list| &list.entries).any(|entry| is_variable(entry.as_str()))
            || values.map(|value| value.text.as_str()).any(is_variable)
    })
}

fn is_managed(cx: &RuleContext<'_>) -> bool {
    cx.place.is_some_and(|place| place.attachment == Some(AttachmentKind::Managed))
}
