//! Placeholders of a template that have not been replaced.

use std::collections::BTreeMap;

use crate::document::{Span, Text};
use crate::finding::{Code, Finding, Severity};
use crate::iam::piece::{PatternPiece, pieces_at};
use crate::iam::{arn, placeholder};
use crate::rules::RuleContext;

/// The most labels of a finding.
const MAX_LABELS: usize = 8;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.options.placeholders {
        return Vec::new();
    }
    let mut found = BTreeMap::<(&str, bool), Vec<(Span, usize)>>::new();
    for statement in &cx.document.statements {
        let lists = statement.actions.iter().chain(&statement.resources);
        let entries = lists.flat_map(|list| &list.entries);
        let values = statement.conditions().flat_map(|(_, key)| &key.values).map(|value| &value.text);
        let sid = statement.sid.iter();
        for text in sid.chain(entries).chain(values) {
            for (span, placeholder, is_certain) in placeholders(text) {
                found.entry((placeholder, is_certain)).or_default().push((span, statement.idx));
            }
        }
    }
    let mut findings = Vec::new();
    for ((placeholder, is_certain), places) in found {
        let Some(((span, statement), others)) = places.split_first() else { continue };
        let finding = Finding::new(
            Code::UnresolvedPlaceholder,
            *span,
            format!("`{placeholder}` has not been replaced by a value"),
        )
        .help("write the value; `pcluster-iam render` fills in the policies of the catalog")
        .help("with `--placeholders`, placeholders count as values that are filled in later");
        let labelled = others.iter().take(MAX_LABELS);
        let finding = labelled.fold(finding, |finding, (span, _)| finding.label(*span, "here too"));
        let finding = if is_certain { finding } else { finding.at_most(Severity::Warning) };
        findings.push(finding.statement(*statement).subject(placeholder));
    }
    findings
}

/// The placeholders of a string, and whether they can be nothing else: before the last field of an ARN no
/// name is free.
fn placeholders(text: &Text) -> impl Iterator<Item = (Span, &str, bool)> {
    let value = text.as_str();
    let n_fixed = arn::fields(value).pop().filter(|_| value.starts_with("arn:")).map_or(0, |last| last.start);
    pieces_at(value).filter_map(move |(at, piece)| match piece {
        // An empty one is a variable without a name.
        PatternPiece::Placeholder(whole) if whole.chars().any(char::is_alphanumeric) => {
            let is_certain = at < n_fixed || placeholder::is_certain(whole);
            let is_told = is_certain || placeholder::is_likely(whole);
            is_told.then(|| (text.inside(at..at + whole.len()), whole, is_certain))
        }
        _ => None,
    })
}
