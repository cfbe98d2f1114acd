//! Placeholders of a template that have not been replaced.

use std::collections::BTreeMap;

use crate::document::{Span, Text};
use crate::finding::{Code, Finding};
use crate::iam::piece::{PatternPiece, pieces_at};
use crate::rules::RuleContext;

/// The most labels of a finding.
const MAX_LABELS: usize = 8;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.options.placeholders {
        return Vec::new();
    }
    let mut found = BTreeMap::<&str, Vec<(Span, usize)>>::new();
    for statement in &cx.document.statements {
        let lists = statement.actions.iter().chain(&statement.resources);
        let entries = lists.flat_map(|list| &list.entries);
        let values = statement.conditions().flat_map(|(_, key)| &key.values).map(|value| &value.text);
        let sid = statement.sid.iter();
        for text in sid.chain(entries).chain(values) {
            for (span, placeholder) in placeholders(text) {
                found.entry(placeholder).or_default().push((span, statement.idx));
            }
        }
    }
    let mut findings = Vec::new();
    for (placeholder, places) in found {
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
        findings.push(finding.statement(*statement).subject(placeholder));
    }
    findings
}

fn placeholders(text: &Text) -> impl Iterator<Item = (Span, &str)> {
    pieces_at(text.as_str()).filter_map(|(at, piece)| match piece {
        // An empty one is a variable without a name.
        PatternPiece::Placeholder(whole) if whole.chars().any(char::is_alphanumeric) => {
            Some((text.inside(at..at + whole.len()), whole))
        }
        _ => None,
    })
}
