//! The names of statements.

use std::collections::BTreeMap;

use crate::document::{PolicyKind, Text};
use crate::finding::{Code, Finding};
use crate::rules::RuleContext;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeMap::<&str, &Text>::new();
    let unique = match cx.kind {
        PolicyKind::Identity | PolicyKind::Boundary | PolicyKind::Trust => Code::UniqueSidsRequired,
        _ => Code::UniqueSidsRecommended,
    };
    for statement in &cx.document.statements {
        let Some(sid) = &statement.sid else { continue };
        let value = sid.as_str();
        if value.is_empty() {
            findings.push(
                Finding::new(Code::EmptySidValue, sid.span, "the `Sid` is empty")
                    .help("write a name that says what the statement is for, or remove the element")
                    .statement(statement.idx),
            );
            continue;
        }
        let unsupported = value.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric());
        // Other services allow more characters than IAM: that of a key's default policy has spaces.
        if let Some((at, c)) = unsupported.filter(|_| cx.kind != PolicyKind::Resource) {
            let plain: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
            let help = if plain.is_empty() {
                "write only the letters A-Z and a-z and digits".to_owned()
            } else {
                format!("write `{plain}`: a Sid has only the letters A-Z and a-z and digits")
            };
            let place = sid.inside(at..at + c.len_utf8());
            let message = format!("the Sid `{sid}` has the character `{}`", c.escape_debug());
            findings
                .push(Finding::new(Code::UnsupportedSid, place, message).help(help).statement(statement.idx));
        }
        match seen.get(value) {
            Some(first) => findings.push(
                Finding::new(unique, sid.span, format!("two statements are named `{sid}`"))
                    .label(first.span, "the first of them")
                    .help("give each statement a name of its own, or none")
                    .statement(statement.idx),
            ),
            None => drop(seen.insert(value, sid)),
        }
    }
    findings
}
